"""`yizhan serve` with the bare rival beside the site: everything else is the command's own, so that both stand on one server."""

from granian.server import Server

from yizhan.cli import entry, serve

if __name__ == "__main__":
    serve.Server = lambda _site, **options: Server("application:application", **options)  # type: ignore[assignment,misc]
    entry.main()

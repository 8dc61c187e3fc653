"""What the web server of the benchmark calls: the site as it is, and beside it under /bare the same Django without middleware."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from yizhan.cli import web


class BareRequest(WSGIRequest):
    """A request that knows no address but the bare one."""

    urlconf = "bare_urls"


class Bare(WSGIHandler):
    """Django's own handler with an empty chain of middleware."""

    request_class = BareRequest

    def load_middleware(self, is_async: bool = False) -> None:
        """Loads none."""
        kept, settings.MIDDLEWARE = settings.MIDDLEWARE, []
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = kept


def application() -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """What a process of the web server answers with: the site as its own command loads it, and the rival."""
    site, bare = web.application(), Bare()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return (bare if environ["PATH_INFO"] == "/bare" else site)(environ, start_response)

    return answer

"""The rival at start-up: Django with one view and nothing else on the same web server, with as many processes and threads."""

import argparse

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from granian.constants import Interfaces
from granian.server import Server


def made() -> WSGIHandler:
    """The application, in a process of the web server."""
    settings.configure(
        SECRET_KEY="not a secret: no session, no form",
        ROOT_URLCONF="bare_urls",
        ALLOWED_HOSTS=["127.0.0.1"],
        MIDDLEWARE=[],
    )
    return get_wsgi_application()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    Server(
        "bare_site:made",
        address="127.0.0.1",
        port=parser.parse_args().port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        websockets=False,
        log_enabled=False,
        factory=True,
    ).serve()

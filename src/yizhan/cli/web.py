"""The application as each process of the web server loads it."""

import os
import signal
from threading import Thread
from time import sleep

from django.core.handlers.wsgi import WSGIHandler

from yizhan.config import wsgi

LOOKS_EVERY, ENDS_WITHIN = 2.0, 20.0


def application() -> WSGIHandler:
    """The site. The process leaves the group of the terminal: Ctrl-C is for the first process, which then ends the others, and one
    that is told twice never ends. When the first process is killed, this one ends by itself and frees the port."""
    os.setpgid(0, 0)
    Thread(target=_end_with, args=(os.getppid(),), name="end-with-parent", daemon=True).start()
    return wsgi.application


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        sleep(LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(ENDS_WITHIN)
    os._exit(1)

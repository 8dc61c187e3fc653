"""Serving that goes on: the web server gives up when one of its processes dies twice within seconds, the site begins anew."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Protocol

from yizhan.cli.speech import SPEECH
from yizhan.kernel.texts import Text

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
# Who lived so long was not broken from the start.
STEADY_SECONDS = 10.0
GIVES_UP_AFTER = 5


class WebServer(Protocol):
    """What is asked of the web server. `serve` returns when it was told to stop, and raises SystemExit when it gave up."""

    interrupt_signal: bool

    def serve(self) -> None:
        """Serves."""


def serve(make: Callable[[], WebServer]) -> None:
    """Serves until told to stop. Raises what the server raised when five in a row lived less than ten seconds each."""
    wait, short_lived = FIRST_WAIT, 0
    while True:
        server, begun = make(), monotonic()
        try:
            server.serve()
            return
        except SystemExit:
            lived = monotonic() - begun
            wait, short_lived = (FIRST_WAIT, 0) if lived >= STEADY_SECONDS else (wait, short_lived + 1)
            if short_lived >= GIVES_UP_AFTER:
                raise
        if _told(server):
            return
        SPEECH.note(Text("网站进程意外停止，正在重新启动", "the site has died and is started again"))
        sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)
        # Its handler still stands: the word to stop may have come meanwhile.
        if _told(server):
            return


def _told(server: WebServer) -> bool:
    return server.interrupt_signal

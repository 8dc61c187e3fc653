"""The background worker beside the site: one child process, started again when it dies, ended with the site."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

import psutil

from yizhan.cli.speech import SPEECH
from yizhan.kernel.texts import Text

COMMAND = (sys.executable, "-m", "yizhan", "work")
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
STEADY_SECONDS = 60.0
# A little more than the worker gives to what it has begun.
STOP_WITHIN = 22.0


class Companion:
    """`with Companion(folder):` runs a worker meanwhile. Its process is written down in the folder: one that a killed site left
    behind is ended first."""

    def __init__(self, folder: Path) -> None:
        self._note = folder / "work.pid"
        self._stopping = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = Thread(target=self._keep, name="companion", daemon=True)

    def __enter__(self) -> "Companion":
        self._end_left_behind()
        self._start()
        self._keeper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._keeper.join()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._note.unlink(missing_ok=True)

    def _start(self) -> None:
        """In a group of its own: Ctrl-C reaches the site, which then ends it in order."""
        self._process = subprocess.Popen(
            COMMAND, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
        )
        self._note.write_text(str(self._process.pid), encoding="ascii")

    def _keep(self) -> None:
        wait, alive = FIRST_WAIT, 0.0
        while not self._stopping.wait(0.5):
            assert self._process is not None
            alive += 0.5
            if self._process.poll() is None:
                continue
            wait = FIRST_WAIT if alive >= STEADY_SECONDS else min(wait * 2, LONGEST_WAIT)
            SPEECH.note(Text("后台任务意外停止，正在重新启动", "the worker has died and is started again"))
            if self._stopping.wait(wait):
                return
            self._start()
            alive = 0.0

    def _end_left_behind(self) -> None:
        with suppress(OSError, ValueError, psutil.Error):
            left = psutil.Process(int(self._note.read_text(encoding="ascii")))
            if left.cmdline()[1:] == list(COMMAND[1:]):
                left.terminate()
                left.wait(STOP_WITHIN)

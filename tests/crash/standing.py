"""A real site on a data folder of its own: the command that an operator runs, its processes, and what its database holds."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psutil

PROJECT = Path(__file__).parents[2]
STARTS_WITHIN = 120.0


class Standing:
    """`yizhan serve` with two workers, with its background worker beside it, on a free port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "serve.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.outside = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "YIZHAN_MODE": "demo",
            "YIZHAN_DATA": str(folder / "var"),
            "YIZHAN_LOG_LEVEL": "ERROR",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def child(self, *arguments: str, said: object = None) -> Any:
        """Runs a module of these tests against the data folder, with JSON in and out."""
        command = [sys.executable, "-m", *arguments]
        text = json.dumps(said)
        done = subprocess.run(
            command, input=text, env=self.outside, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=300
        )
        if done.returncode:
            raise AssertionError(f"{arguments[0]} failed:\n{done.stderr[-4000:]}")
        return json.loads(done.stdout.strip().splitlines()[-1])

    def command(self, *arguments: str) -> str:
        """Runs a command of the site; what it said."""
        command = [sys.executable, "-m", "yizhan", *arguments]
        done = subprocess.run(
            command, env=self.outside, cwd=self.folder, capture_output=True, text=True, check=True, timeout=300
        )
        return done.stdout

    def start(self) -> None:
        """Starts it and waits until it is ready."""
        command = [sys.executable, "-m", "yizhan", "serve", "--port", str(self.port), "--workers", "2"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self.outside, cwd=self.folder, stdout=log, stderr=log)
        self.await_ready(STARTS_WITHIN)

    def stop(self) -> int:
        """Asks it to stop; its exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=60)

    def kill(self) -> None:
        """Ends everything that is left, for the end of a test."""
        if self._process is not None and self._process.poll() is None:
            left = psutil.Process(self._process.pid).children(recursive=True)
            self._process.kill()
            for one in left:
                _end(one)
            self._process.wait()
        postmaster = self.postmaster()
        if postmaster is not None:
            _end(postmaster)

    def await_ready(self, within: float) -> float:
        """Waits for /readyz; the seconds that it took."""
        begun = time.monotonic()
        while time.monotonic() - begun < within:
            if self._process is not None and self._process.poll() is not None:
                raise AssertionError(f"the site ended with {self._process.returncode}:\n{self.said()}")
            if self._is_ready():
                return time.monotonic() - begun
            time.sleep(0.05)
        raise AssertionError(f"the site did not answer within {within:.0f} s:\n{self.said()}")

    def said(self) -> str:
        """The end of what it wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-6000:]

    def web_workers(self) -> list[psutil.Process]:
        """The processes that answer requests."""
        return [one for one in self._children() if one.cmdline()[2:4] == ["yizhan", "serve"]]

    def companions(self) -> list[psutil.Process]:
        """The background worker."""
        return [one for one in self._children() if one.cmdline()[2:4] == ["yizhan", "work"]]

    def postmaster(self) -> psutil.Process | None:
        """The first process of the database, if it lives."""
        try:
            lines = (self.folder / "var" / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            process = psutil.Process(int(lines[0]))
            return process if process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE else None
        except (OSError, ValueError, IndexError, psutil.Error):
            return None

    def backends(self) -> list[psutil.Process]:
        """The processes of the database that serve a connection."""
        postmaster = self.postmaster()
        if postmaster is None:
            return []
        return [one for one in _alive(postmaster) if "".join(one.cmdline()).startswith("postgres: postgres yizhan")]

    def _children(self) -> list[psutil.Process]:
        assert self._process is not None
        return _alive(psutil.Process(self._process.pid))

    def _is_ready(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def strike(processes: Sequence[psutil.Process]) -> int:
    """kill -9; how many were there."""
    return sum(_end(one) for one in processes)


def _end(process: psutil.Process) -> bool:
    try:
        process.kill()
    except psutil.Error:
        return False
    return True


def _alive(parent: psutil.Process) -> list[psutil.Process]:
    found = []
    for one in parent.children():
        try:
            if one.status() != psutil.STATUS_ZOMBIE and one.cmdline():
                found.append(one)
        except psutil.Error:
            continue
    return found

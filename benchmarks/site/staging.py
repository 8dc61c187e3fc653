"""Where the benchmark runs: the database of a register, the site with its rival, children with one line in and one line out."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import register

HERE = Path(__file__).parent
HOST = "bench.example.cn"
WORKERS, THREADS = 2, 4
STARTS = 5
Processes = Callable[[], list[psutil.Process]]


@contextmanager
def database(folder: Path) -> Iterator[tuple[dict[str, str], Processes]]:
    """The environment of production on this register, and the processes of its server, while it runs."""
    holder = subprocess.Popen(
        [sys.executable, str(HERE / "holding.py")],
        env=register.surroundings(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        socket_folder = holder.stdout.readline().strip()
        keys = json.loads((folder / "demo-keys.json").read_text(encoding="utf-8"))
        outside = {name: value for name, value in os.environ.items() if not name.startswith("YIZHAN_")}
        outside |= keys | {
            "YIZHAN_MODE": "production",
            "YIZHAN_DATA": str(folder),
            "YIZHAN_HOSTS": HOST,
            "YIZHAN_LOG_LEVEL": "ERROR",
            "DATABASE_URL": f"postgresql://postgres@/yizhan?host={quote(socket_folder)}",
            "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
        }
        first = int((folder / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        yield outside, psutil.Process(first).children
    finally:
        holder.communicate(timeout=120)


def child(script: str, outside: Mapping[str, str], said: object) -> Any:
    """Runs a script of this folder with one line of JSON in; its last line is JSON."""
    done = subprocess.run(
        [sys.executable, str(HERE / script)],
        env=outside,
        input=json.dumps(said) + "\n",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def serving(outside: Mapping[str, str]) -> Iterator[tuple[int, Processes]]:
    """The site with its rival; its port, and the processes of the web server."""
    port = free_port()
    command = [sys.executable, str(HERE / "serving.py"), "serve", "--port", str(port)]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS)]
    process = subprocess.Popen(command, env=outside, stdout=subprocess.DEVNULL)
    try:
        await_answer(port, "/readyz")
        yield port, psutil.Process(process.pid).children
    finally:
        stop(process)


def start_up(outside: Mapping[str, str]) -> dict[str, list[float]]:
    """Seconds from the start of the command to its first good answer, in turns with a bare Django on the same web server."""
    commands = {
        "yizhan serve": (["-m", "yizhan", "serve"], "/readyz"),
        "bare Django": ([str(HERE / "bare_site.py")], "/bare"),
    }
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, (command, path) in commands.items():
            port = free_port()
            begun = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, *command, "--port", str(port)], env=outside, stdout=subprocess.DEVNULL
            )
            try:
                await_answer(port, path)
                found[name].append(time.perf_counter() - begun)
            finally:
                stop(process)
        print("  start", ", ".join(f"{name} {times[-1]:.2f} s" for name, times in found.items()), flush=True)
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def await_answer(port: int, path: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": "127.0.0.1"})
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.01)
    raise SystemExit(f"{path} did not answer")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Asks a web server to stop; ends what has not stopped after a minute."""
    below = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for one in psutil.wait_procs(below, timeout=5)[1]:
        one.kill()

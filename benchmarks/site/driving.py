"""A child of the benchmark: keeps some connections busy with given requests, and says what came back how fast.

Reads one JSON line: port, connections, seconds, expected status, and requests as text; with `once`, none is sent twice.
It does as little as it can for each request, because it shares the machine with the server.
"""

import json
import socket
import sys
import time
from collections import Counter
from itertools import cycle
from threading import Lock, Thread

_LENGTH = b"content-length: "
WARMING = 0.5


class Connection(Thread):
    """One kept-alive connection in a thread of its own."""

    def __init__(self, port: int, ahead: "Ahead", until: float) -> None:
        super().__init__(daemon=True)
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ahead, self._until = ahead, until
        self.times: list[tuple[float, float]] = []
        self.answers: Counter[str] = Counter()
        self.received = 0

    def run(self) -> None:
        """Asks and waits until the time is over or nothing is ahead."""
        with self._socket:
            self._ask()

    def _ask(self) -> None:
        while time.perf_counter() < self._until:
            request = self._ahead.take()
            if request is None:
                return
            begun = time.perf_counter()
            self._socket.sendall(request)
            status, length = self._answer()
            ended = time.perf_counter()
            self.times.append((begun, ended))
            self.answers[status] += 1
            self.received += length

    def _answer(self) -> tuple[str, int]:
        data = self._socket.recv(262_144)
        head = data.find(b"\r\n\r\n")
        while head < 0:
            data += self._more()
            head = data.find(b"\r\n\r\n")
        lowered = data[:head].lower()
        at = lowered.find(_LENGTH)
        if at < 0:
            raise ConnectionError("an answer without its length")
        length = int(lowered[at + len(_LENGTH) :].split(b"\r\n", 1)[0])
        missing = head + 4 + length - len(data)
        while missing > 0:
            missing -= len(self._more())
        return data[9:12].decode(), length

    def _more(self) -> bytes:
        data = self._socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


class Ahead:
    """The requests still to send, in turn for all connections."""

    def __init__(self, requests: list[bytes], *, once: bool) -> None:
        self._requests, self._lock = iter(requests) if once else cycle(requests), Lock()

    def take(self) -> bytes | None:
        """The next one, or None."""
        with self._lock:
            return next(self._requests, None)


def percentile(sorted_values: list[float], percent: int) -> float:
    """The smallest value that so many percent do not exceed (nearest rank); 0 for none."""
    if not sorted_values:
        return 0.0
    return sorted_values[max(-(-len(sorted_values) * percent // 100), 1) - 1]


def drive(port: int, connections: int, seconds: float, requests: list[bytes], *, once: bool) -> dict[str, object]:
    """Requests a second, latencies in milliseconds, answers by status, bytes of one answer. The first half second does not count."""
    ahead, begun = Ahead(requests, once=once), time.perf_counter()
    busy = [Connection(port, ahead, begun + WARMING + seconds) for _ in range(connections)]
    for one in busy:
        one.start()
    for one in busy:
        one.join()
    warm = begun + WARMING
    times = sorted((ended - start) * 1000 for one in busy for start, ended in one.times if start >= warm)
    last = max((ended for one in busy for _, ended in one.times), default=warm)
    answers = sum((one.answers for one in busy), Counter[str]())
    return {
        "rate": len(times) / max(last - warm, 1e-9),
        "p50": percentile(times, 50),
        "p95": percentile(times, 95),
        "counted": len(times),
        "sent": sum(answers.values()),
        "answers": dict(answers),
        "bytes": sum(one.received for one in busy) // max(sum(answers.values()), 1),
    }


def main() -> None:
    """Reads what to do, does it."""
    asked = json.loads(sys.stdin.readline())
    requests = [text.encode("latin-1") for text in asked["requests"]]
    found = drive(asked["port"], asked["connections"], asked["seconds"], requests, once=asked["once"])
    print(json.dumps(found))


if __name__ == "__main__":
    main()

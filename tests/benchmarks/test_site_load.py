"""The load client counts right, and the scales weigh what is sent."""

import gzip
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import driving
import pytest
import weighing

PAGE = """<html><link rel="stylesheet" href="/a.css"><link rel="canonical" href="/no"><script src="s.js"></script>
<img src="data:image/png;base64,xx"><img src="https://other.example/x.png"><img src="/p.png"></html>"""
STYLE = "@font-face{src:url(f.woff2)} .a{background:url('i.svg')} .b{background:url(data:x)}"
FILES = {"/": ("text/html", PAGE), "/a.css": ("text/css", STYLE), "/s.js": ("text/javascript", "x" * 400)}
FILES |= {"/p.png": ("image/png", "p" * 50), "/i.svg": ("image/svg+xml", "i" * 30)}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: Counter[str] = Counter()

    def do_GET(self) -> None:
        self.seen[self.path] += 1
        kind, text = FILES.get(self.path, ("text/plain", "ok"))
        body = gzip.compress(text.encode()) if kind != "image/png" else text.encode()
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Type", kind)
        if kind != "image/png":
            self.send_header("Content-Encoding", "gzip")
        if self.path != "/endless":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """A small server that counts what is asked of it."""
    Handler.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def test_every_request_is_sent_once_where_none_may_come_twice(port: int) -> None:
    wanted = [request(f"/{one}") for one in range(40)]
    found = driving.drive(port, 4, 20, wanted, once=True)
    assert (found["sent"], found["answers"]) == (40, {"200": 40})
    assert Handler.seen == {f"/{one}": 1 for one in range(40)}


def test_requests_come_round_until_the_time_is_over_and_answers_are_told_apart(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "WARMING", 0.0)
    found = driving.drive(port, 2, 0.3, [request("/"), request("/missing")], once=False)
    answers = found["answers"]
    assert isinstance(answers, dict)
    assert set(answers) == {"200", "404"}
    assert found["sent"] == sum(Handler.seen.values()) == answers["200"] + answers["404"]
    assert abs(answers["200"] - answers["404"]) <= 2


def test_an_answer_whose_end_is_not_told_is_refused(port: int) -> None:
    connection = driving.Connection(port, driving.Ahead([request("/endless")], once=True), 1e12)
    with pytest.raises(ConnectionError, match="without its length"):
        connection.run()


@pytest.mark.parametrize(("percent", "value"), [(1, 1.0), (50, 10.0), (95, 19.0), (100, 20.0)])
def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed(percent: int, value: float) -> None:
    assert driving.percentile([float(one) for one in range(1, 21)], percent) == value
    assert driving.percentile([], percent) == 0.0


def test_a_page_weighs_itself_and_what_it_names_without_fonts_and_other_hosts(port: int) -> None:
    parts = weighing.weigh(port, "/", {})
    assert [(one.path, one.plain) for one in parts] == [
        ("/", len(PAGE.encode())),
        ("/a.css", len(STYLE)),
        ("/s.js", 400),
        ("/p.png", 50),
        ("/i.svg", 30),
    ]
    sent = {one.path: one.sent for one in parts}
    assert sent["/s.js"] < 400
    assert sent["/p.png"] == 50


def test_a_file_that_is_not_there_ends_the_weighing(port: int) -> None:
    with pytest.raises(SystemExit, match="404"):
        weighing.weigh(port, "/missing", {})

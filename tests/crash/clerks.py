"""Clerks at the counter: threads that fill in the form over HTTP and, while there is no answer, send the same form again."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from queue import Empty, Queue
from threading import Event, Lock, Thread
from urllib.parse import urlencode

_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(name|value)="([^"]*)"')
_DONE = re.compile(r"/work/register/([0-9a-f-]{36})/done")
_PAUSE = 0.1
TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be registered."""

    name: str
    number: str
    phone: str


@dataclass(slots=True)
class Handed:
    """What became of one form. `answers` are all of them, in order: a status, or the name of what broke."""

    wanted: Wanted
    form_key: str = ""
    worker: str = ""
    answers: list[str] = field(default_factory=list)
    acknowledged_at: float = 0.0


class Refused(Exception):
    """The site answered, and not with what a form like this must get."""


class Visitor:
    """One browser: its cookies, one connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: HTTPConnection | None = None
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, said: Sequence[tuple[str, str]] = ()) -> tuple[int, str, str]:
        """Status, target of the redirect, body. OSError or HTTPException when the connection breaks."""
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode([*said, ("csrfmiddlewaretoken", self.cookies.get("csrf", ""))])
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException):
            self._connection.close()
            self._connection = None
            raise
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location") or "", text

    def close(self) -> None:
        """Closes the connection."""
        if self._connection is not None:
            self._connection.close()

    def insist(
        self, method: str, path: str, answers: list[str], said: Sequence[tuple[str, str]] = ()
    ) -> tuple[int, str, str]:
        """Asks until the site answers with something else than a failure of its own."""
        while True:
            try:
                status, target, text = self.ask(method, path, said)
            except (OSError, HTTPException) as broken:
                answers.append(type(broken).__name__)
            else:
                answers.append(str(status))
                if status < 500:
                    return status, target, text
            time.sleep(_PAUSE)


def sign_in(visitor: Visitor, membership: str) -> None:
    """Signs in by the demo's one click."""
    answers = list[str]()
    visitor.insist("GET", "/login/", answers)
    visitor.insist("POST", "/login/demo", answers, [("membership", membership)])
    if "session" not in visitor.cookies:
        raise Refused(f"the demo lets nobody in: {answers}")


def register(visitor: Visitor, handed: Handed, station: str) -> None:
    """Opens an empty form and sends it, filled in, until it is acknowledged by the page of the new file."""
    page = visitor.insist("GET", "/work/register/form", handed.answers)
    handed.form_key = _value(page, "form_key")
    wanted = handed.wanted
    said = [
        ("form_key", handed.form_key),
        ("document_number", wanted.number),
        ("document_seen", "on"),
        ("name", wanted.name),
        ("phone", wanted.phone),
        ("kinds_wanted", "seeking"),
        ("willing", "on"),
        ("consents", "employment_service"),
        ("separate", "identity_check"),
        ("station", station),
    ]
    status, target, text = visitor.insist("POST", "/work/register/form", handed.answers, said)
    done = _DONE.fullmatch(target)
    if status != 302 or done is None:
        raise Refused(
            f"{status} {target} after {handed.answers}: {' '.join(re.findall('error[^<]*<[^<]*', text))[:300]}"
        )
    handed.worker = done[1]
    handed.acknowledged_at = time.monotonic()


class Counter:
    """Some clerks working through a list. `done` grows as forms are acknowledged; `faults` holds what must not be."""

    def __init__(self, port: int, membership: str, station: str, wanted: Sequence[Wanted], clerks: int = 4) -> None:
        self.handed = [Handed(one) for one in wanted]
        self.faults: list[str] = []
        self._ahead: Queue[Handed] = Queue()
        for one in self.handed:
            self._ahead.put(one)
        self._lock, self._acknowledged = Lock(), 0
        self.stopped = Event()
        self._threads = [
            Thread(target=self._work, args=(port, membership, station), daemon=True) for _ in range(clerks)
        ]

    def open(self) -> None:
        """The clerks begin."""
        for thread in self._threads:
            thread.start()

    @property
    def acknowledged(self) -> int:
        """How many forms are acknowledged."""
        with self._lock:
            return self._acknowledged

    def await_acknowledged(self, count: int, within: float) -> bool:
        """Whether so many are acknowledged within some seconds; not, when the clerks gave up."""
        until = time.monotonic() + within
        while time.monotonic() < until and self.acknowledged < count and not self.faults:
            time.sleep(0.01)
        return self.acknowledged >= count

    def close(self, within: float) -> None:
        """Waits for the clerks."""
        until = time.monotonic() + within
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0))
        self.stopped.set()

    def _work(self, port: int, membership: str, station: str) -> None:
        visitor = Visitor(port)
        try:
            sign_in(visitor, membership)
            while not self.stopped.is_set():
                handed = self._ahead.get_nowait()
                register(visitor, handed, station)
                with self._lock:
                    self._acknowledged += 1
        except Empty:
            return
        except Refused as refused:
            self.faults.append(str(refused))
        finally:
            visitor.close()


def _value(page: tuple[int, str, str], name: str) -> str:
    status, target, text = page
    for field_ in _INPUT.findall(text):
        said = dict(_ATTRIBUTE.findall(field_))
        if said.get("name") == name:
            return str(said.get("value", ""))
    raise Refused(f"no form: {status} {target}")

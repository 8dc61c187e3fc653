"""Who takes part: what is asked of the server, what is to be answered, and how the turns go."""

import argparse
import os
import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import population
import psutil
from pypinyin import lazy_pinyin
from staging import HOST, Processes, child

CONNECTIONS = 8
BARE, FULL = "bare view, no middleware", "bare view, all middleware"
_CSRF = secrets.token_hex(16)
_A_TURN = 4_000


@dataclass(frozen=True)
class Contestant:
    """What is asked, and what is answered. With `once`, the requests are made anew for each turn and none is sent twice."""

    requests: Callable[[], list[str]]
    expects: str = "200"
    once: bool = False


def contestants(scene: Mapping[str, Any], people: int, folder: Path) -> dict[str, Contestant]:
    """Who takes part. The folder keeps how many newcomers were made, so that none comes twice."""
    chance = random.Random(1)
    known = [population.person(chance.randrange(people)) for _ in range(200)]
    names = [one.name[:2] for one in known]

    def search(texts: list[str]) -> Contestant:
        return Contestant(lambda: [_get(f"/work/people?{urlencode({'text': text})}", scene["clerk"]) for text in texts])

    def numbers() -> list[str]:
        return [_post("/work/people", scene["clerk"], {"text": one.number}) for one in known if 0 in one.stations]

    def newcomers() -> list[str]:
        made = folder / "newcomers"
        first = int(made.read_text(encoding="ascii")) if made.exists() else population.NEWCOMERS
        made.write_text(str(first + _A_TURN), encoding="ascii")
        return [_registration(scene, place) for place in range(first, first + _A_TURN)]

    return {
        BARE: Contestant(lambda: [_get("/bare")]),
        FULL: Contestant(lambda: [_get("/healthz")]),
        "home": Contestant(lambda: [_get("/")]),
        "worker home, signed in": Contestant(lambda: [_get("/my/", scene["worker"])]),
        "search: two characters": search(names),
        "search: initials": search([_initials(one.name) for one in known]),
        "search: phone tail": search([one.phone[-4:] for one in known]),
        "search: identity number": Contestant(numbers, "302"),
        "registration POST": Contestant(newcomers, "302", once=True),
    }


def in_turns(
    those: Mapping[str, Contestant], port: int, asked: argparse.Namespace, web: Processes, base: Processes
) -> dict[str, list[dict[str, float]]]:
    """Every contestant once, then every one again. SystemExit when an answer is not the expected one."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in those}
    for turn in range(asked.turns):
        for name, one in those.items():
            said = {"port": port, "connections": CONNECTIONS, "seconds": asked.seconds}
            said |= {"requests": one.requests(), "once": one.once}
            before = _busy(web()), _busy(base())
            found = child("driving.py", dict(os.environ), said)
            spent = [1000 * (now - then) for now, then in zip((_busy(web()), _busy(base())), before, strict=True)]
            if set(found["answers"]) != {one.expects}:
                raise SystemExit(f"{name}: expected {one.expects}, got {found['answers']}")
            found |= {"web_ms": spent[0] / found["sent"], "database_ms": spent[1] / found["sent"]}
            runs[name].append(found)
            print(f"  {turn + 1}  {name:<28}{found['rate']:9.1f}/s  p95 {found['p95']:8.1f} ms", flush=True)
    return runs


def headers(session: str) -> Iterator[tuple[str, str]]:
    yield "Host", HOST
    yield "X-Forwarded-Proto", "https"
    yield "Origin", f"https://{HOST}"
    cookies = [f"__Host-csrf={_CSRF}", *([f"__Host-session={session}"] if session else [])]
    yield "Cookie", "; ".join(cookies)


def _get(path: str, session: str = "") -> str:
    head = "".join(f"{name}: {value}\r\n" for name, value in headers(session))
    return f"GET {path} HTTP/1.1\r\n{head}Accept-Encoding: gzip\r\n\r\n"


def _post(path: str, session: str, said: Mapping[str, str]) -> str:
    body = urlencode({**said, "csrfmiddlewaretoken": _CSRF})
    head = "".join(f"{name}: {value}\r\n" for name, value in headers(session))
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"POST {path} HTTP/1.1\r\n{head}{kind}\r\n{body}"


def _registration(scene: Mapping[str, Any], place: int) -> str:
    one = population.person(place)
    said = {"form_key": secrets.token_urlsafe(24), "document_number": one.number, "document_seen": "on"}
    said |= {"name": one.name, "phone": one.phone, "kinds_wanted": "seeking", "willing": "on"}
    said |= {"consents": "employment_service", "separate": "identity_check", "station": scene["station"]}
    return _post("/work/register/form", scene["clerk"], said)


def _initials(name: str) -> str:
    return "".join(syllable[0] for syllable in lazy_pinyin(name))


def _busy(processes: list[psutil.Process]) -> float:
    """Seconds of processor time of processes, up to now."""
    total = 0.0
    for one in processes:
        try:
            used = one.cpu_times()
            total += used.user + used.system
        except psutil.Error:
            continue
    return total

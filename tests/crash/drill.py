"""The drill: registrations over HTTP while processes of the site and of its database are killed, then the judgement.

`python -m tests.crash.drill --registrations 200 --seed 1` prints what happened; exit status 1 for a broken promise.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter as Tally
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.crash.clerks import Counter, Wanted
from tests.crash.standing import Standing, strike

RESUMES_WITHIN = 60.0
# What a killed worker had in hand is noticed after 45 seconds, by a task of every minute.
DELIVERS_WITHIN = 150.0
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NAMES = ("张伟国", "欧阳建国", "林秀英", "𠮷田", "买买提·艾力", "陈一")


@dataclass(slots=True)
class Report:
    """What happened. `outages` are the seconds from each blow to the next acknowledgement."""

    registrations: int
    seed: int
    blows: dict[str, int] = field(default_factory=dict)
    outages: list[float] = field(default_factory=list)
    resumed_after: float = 0.0
    seconds: float = 0.0
    answers: dict[str, int] = field(default_factory=dict)
    sent_again: int = 0
    registered: int = 0
    missed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def said(self) -> dict[str, Any]:
        """In a few lines, for a person or a file."""
        return {
            "registrations": self.registrations,
            "seed": self.seed,
            "seconds": round(self.seconds, 1),
            "blows": self.blows,
            "seconds to the next acknowledgement": {
                "median": round(median(self.outages), 1) if self.outages else 0,
                "longest": round(max(self.outages, default=0), 1),
            },
            "ready again after the last blow, seconds": round(self.resumed_after, 1),
            "answers": self.answers,
            "forms sent more than once": self.sent_again,
            "registered": self.registered,
            "planted flaws not found": self.missed,
            "broken promises": self.faults,
        }


def _web_worker(site: Standing, chance: random.Random) -> int:
    workers = site.web_workers()
    return strike([chance.choice(workers)]) if workers else 0


def _every_web_worker(site: Standing, _: random.Random) -> int:
    return strike(site.web_workers())


def _database(site: Standing, _: random.Random) -> int:
    postmaster = site.postmaster()
    return 0 if postmaster is None else strike([postmaster])


def _backend(site: Standing, chance: random.Random) -> int:
    backends = site.backends()
    return strike([chance.choice(backends)]) if backends else 0


def _background(site: Standing, _: random.Random) -> int:
    return strike(site.companions())


def _everything(site: Standing, chance: random.Random) -> int:
    return _every_web_worker(site, chance) + _database(site, chance) + _background(site, chance)


def _newborn(site: Standing, chance: random.Random) -> int:
    """A worker, and at once the one that comes in its place."""
    before = {one.pid for one in site.web_workers()}
    struck = _web_worker(site, chance)
    until = time.monotonic() + 5
    while time.monotonic() < until:
        born = [one for one in site.web_workers() if one.pid not in before]
        if born:
            return struck + strike(born)
        time.sleep(0.02)
    return struck


BLOWS: dict[str, Callable[[Standing, random.Random], int]] = {
    "a web worker": _web_worker,
    "the database": _database,
    "a database backend": _backend,
    "every web worker": _every_web_worker,
    "a web worker and its successor": _newborn,
    "the background worker": _background,
    "all at once": _everything,
}


def drill(folder: Path, *, registrations: int, blows: Sequence[str], seed: int, patient: bool = False) -> Report:
    """Runs it on a new site in this folder. Patient, it waits until the site's own worker has delivered everything."""
    chance, report = random.Random(seed), Report(registrations, seed)
    site = Standing(folder)
    try:
        town = site.child("tests.crash.seeding")
        site.start()
        counter = Counter(site.port, town["membership"], town["station"], _people(registrations, chance))
        begun = time.monotonic()
        counter.open()
        _strike(site, counter, blows, chance, report)
        counter.close(RESUMES_WITHIN * 3)
        report.seconds = time.monotonic() - begun
        if patient and _undelivered(site, DELIVERS_WITHIN):
            report.faults.append(f"the background worker did not deliver everything within {DELIVERS_WITHIN:.0f} s")
        if site.stop() != 0:
            report.faults.append("the site did not stop in order")
        _judge(site, counter, report)
    finally:
        site.kill()
    return report


def _strike(site: Standing, counter: Counter, blows: Sequence[str], chance: random.Random, report: Report) -> None:
    """Each blow falls at a random moment after a random acknowledgement, the last with some forms still to come."""
    room = max(report.registrations - len(blows) - 2, len(blows))
    places = sorted(chance.sample(range(1, room), len(blows)))
    for place, blow in zip(places, blows, strict=True):
        if not counter.await_acknowledged(place, RESUMES_WITHIN * 2):
            report.faults.append(f"no acknowledgement {place} before: {blow}")
            return
        time.sleep(chance.uniform(0, 0.3))
        held, at = counter.acknowledged, time.monotonic()
        struck = BLOWS[blow](site, chance)
        report.blows[blow] = report.blows.get(blow, 0) + struck
        if not counter.await_acknowledged(held + 1, RESUMES_WITHIN):
            report.faults.append(f"nothing was acknowledged within {RESUMES_WITHIN:.0f} s after: {blow}")
            return
        report.outages.append(time.monotonic() - at)
    report.resumed_after = site.await_ready(RESUMES_WITHIN)


def _judge(site: Standing, counter: Counter, report: Report) -> None:
    report.answers = dict(sorted(Tally(answer for one in counter.handed for answer in one.answers).items()))
    # One answer for the empty form, one for the sent one.
    report.sent_again = sum(len(one.answers) > 2 for one in counter.handed)
    missing = sum(not one.worker for one in counter.handed)
    if missing:
        report.faults.append(f"never acknowledged: {missing}")
    _deliver(site)
    verified = site.command("audit", "verify")
    if not verified.startswith("PASS"):
        report.faults.append(verified)
    sent = [[one.form_key, one.wanted.number, one.wanted.name, one.worker] for one in counter.handed if one.form_key]
    judged = site.child("tests.crash.inspecting", said={"sent": sent})
    report.registered, report.missed = judged["registered"], judged["missed"]
    report.faults += [*counter.faults, *judged["faults"]]


def _deliver(site: Standing) -> None:
    """Lets another worker finish. What failed while the database was away is tried again half a minute later."""
    for _ in range(12):
        site.command("work", "--once")
        if not _undelivered(site, 0):
            return
        time.sleep(5)


def _undelivered(site: Standing, within: float) -> int:
    """How many events are not delivered, once none is or the time is over."""
    until = time.monotonic() + within
    while True:
        left = int(site.child("tests.crash.inspecting", said={})["undelivered"])
        if not left or time.monotonic() >= until:
            return left
        time.sleep(2)


def _people(count: int, chance: random.Random) -> list[Wanted]:
    return [
        Wanted(
            chance.choice(NAMES),
            _number(f"350503{1970 + one // 900}0506{one % 900:03d}"),
            f"138{10_000_000 + one * 7919}",
        )
        for one in range(count)
    ]


def _number(front: str) -> str:
    return front + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(front, _WEIGHTS, strict=True)) % 11]


def main() -> int:
    """The drill of `make crash`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--registrations", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3, help="how often each kind of blow falls")
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("--keep", type=Path, help="keep the report in this file, too")
    asked = parser.parse_args()
    blows = [blow for blow in BLOWS for _ in range(asked.rounds)]
    random.Random(asked.seed).shuffle(blows)
    with tempfile.TemporaryDirectory(prefix="crash-") as kept:
        report = drill(Path(kept), registrations=asked.registrations, blows=blows, seed=asked.seed, patient=True)
    text = json.dumps(report.said(), ensure_ascii=False, indent=1)
    print(text)
    if asked.keep is not None:
        asked.keep.write_text(text + "\n", encoding="utf-8")
    return 1 if report.faults or report.missed else 0


if __name__ == "__main__":
    sys.exit(main())

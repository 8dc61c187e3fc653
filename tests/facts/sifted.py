"""What the reference needs of any table: rows that stand, rows of the period, rows sifted, and the three ways to answer."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from yizhan.kernel.periods import Period

Row = dict[str, Any]
Test = tuple[str, Callable[[Row], Any]]
VERIFIED: Test = ("unverified", lambda r: r["verified"])
CHECK: list[Test] = [VERIFIED, ("flagged", lambda r: not r["flagged"])]
PROVEN: list[Test] = [*CHECK, ("no_proof", lambda r: r["proof"] not in (None, "", "none"))]
PERSON: Test = ("no_person", lambda r: r["person"])


@dataclass
class Answer:
    """What the reference says of one indicator; `raw` None where the rows cannot be looked at."""

    value: Fraction | None
    raw: int | None = None
    rejected: Counter[str] = field(default_factory=Counter)
    records: int = 0


class Sifted:
    """The rows of one station and what is answered from them."""

    def __init__(self, tables: dict[str, list[Row]], period: Period, station: str) -> None:
        self.tables = tables
        self.period = period
        self.station = station
        self.answers: dict[str, Answer] = {}
        profiles, _ = self.sift(self.upto("stations"), CHECK) if "stations" in tables else ([], Counter())
        self.profile = max(profiles, key=lambda r: (r["day"], r["record"])) if profiles else None

    # -- rows --------------------------------------------------------------------------------------------------------

    def live(self, table: str) -> list[Row]:
        mine = [r for r in self.tables[table] if r["station"] == self.station]
        replaced = {r["supersedes"] for r in mine if r["supersedes"] != r["record"]}
        return sorted((r for r in mine if r["record"] not in replaced), key=lambda r: (r["day"], r["record"]))

    def during(self, table: str, start: date | None = None) -> list[Row]:
        start = start or self.period.start
        return [r for r in self.live(table) if start <= r["day"] <= self.period.end]

    def upto(self, table: str) -> list[Row]:
        return [r for r in self.live(table) if r["day"] <= self.period.end]

    @staticmethod
    def sift(rows: Iterable[Row], tests: list[Test]) -> tuple[list[Row], Counter[str]]:
        kept, rejected = [], Counter[str]()
        for row in rows:
            reason = next((reason for reason, passes in tests if not passes(row)), None)
            if reason is None:
                kept.append(row)
            else:
                rejected[reason] += 1
        return kept, rejected

    def half(self) -> date:
        return date(self.period.end.year, 1 if self.period.end.month < 7 else 7, 1)

    def year(self) -> date:
        return date(self.period.end.year, 1, 1)

    def is_open(self, day: date) -> bool:
        p = self.profile
        return p is not None and p["opened"] <= day and (p["closed"] is None or day <= p["closed"])

    def months_open(self) -> int:
        return len({(d.year, d.month) for d in self.period.days() if self.is_open(d)})

    # -- answers -----------------------------------------------------------------------------------------------------

    def absent(self, names: Iterable[str], *tables: str) -> bool:
        missing = [t for t in tables if t not in self.tables]
        if missing:
            self.answers.update({name: Answer(None) for name in names})
        return bool(missing)

    def rows(self, name: str, rows: list[Row], tests: list[Test]) -> list[Row]:
        kept, rejected = self.sift(rows, tests)
        self.answers[name] = Answer(Fraction(len(kept)), len(rows), rejected, len(kept))
        return kept

    def distinct(self, name: str, rows: list[Row], tests: list[Test], key: Callable[[Row], Any]) -> None:
        kept, rejected = self.sift(rows, tests)
        keys = {key(r) for r in kept}
        rejected["duplicate"] += len(kept) - len(keys)
        self.answers[name] = Answer(Fraction(len(keys)), len(rows), +rejected, len(keys))

    def first(self, name: str, start: date, rows: list[Row], tests: list[Test]) -> None:
        every, _ = self.sift(rows, tests)
        firsts: dict[str, date] = {}
        for row in every:
            firsts.setdefault(row["fingerprint"], row["day"])
        counted = sum(day >= start for day in firsts.values())
        inside = [r for r in rows if r["day"] >= start]
        kept, rejected = self.sift(inside, tests)
        rejected["duplicate"] += len(kept) - counted
        self.answers[name] = Answer(Fraction(counted), len(inside), +rejected, counted)

    def divided(self, name: str, months: int | None, numerator: int | None = None) -> None:
        answer = self.answers[name]
        amount = answer.value if numerator is None else Fraction(numerator)
        answer.value = None if not months or amount is None else amount / months

    def both_means(self, name: str, make: Callable[[str], int | None]) -> None:
        """The mean over the months open and, as `…_all`, over all months."""
        numerator = make(f"{name}_all")
        self.divided(f"{name}_all", len(self.period.months()), numerator)
        if not self.absent([name], "stations"):
            self.divided(name, self.months_open(), make(name))

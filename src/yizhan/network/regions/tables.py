"""Reading the tables of divisions that the package ships. docs/network.md says where they come from."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from yizhan.network.regions.states import DIGITS, Level

_DATA = files("yizhan.network.regions.data")
CITIES = ("3504", "3505", "4213", "4601")
_CHANGES = {"renamed", "recoded", "merged", "split", "redrawn"}


@dataclass(frozen=True, slots=True)
class Row:
    """A division as a table gives it. `successors` are the codes that took over, for a retired one."""

    code: str
    name: str
    level: Level
    parent: str | None
    valid_until: date | None = None
    successors: tuple[str, ...] = ()
    change: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if len(self.code) != DIGITS[self.level] or not self.code.isascii() or not self.code.isdigit() or not self.name:
            raise ValueError(f"not a division: {self.code} {self.name}")
        if (self.parent is None) != (self.level is Level.PROVINCE):
            raise ValueError(f"only a province has no parent: {self.code}")


def current() -> list[Row]:
    """The divisions of the shipped cities that are in use, parents before children, each once."""
    found: dict[str, Row] = {}
    for city in CITIES:
        for line in _lines(f"{city}.csv"):
            found.setdefault(
                line["code"], Row(line["code"], line["name"], Level(line["level"]), line["parent"] or None)
            )
    return sorted(found.values(), key=lambda row: (len(row.code), row.code))


def retired() -> list[Row]:
    """The change log: codes no longer used, parents before children. The day is exact to the year only."""
    rows = []
    for line in _lines("changes.csv"):
        if line["change"] not in _CHANGES:
            raise ValueError(f"not a change: {line['change']}")
        rows.append(
            Row(
                line["code"],
                line["name"],
                Level(line["level"]),
                line["parent"] or None,
                date.fromisoformat(line["valid_until"]),
                tuple(line["successors"].split(";")),
                line["change"],
                line["source"],
            )
        )
    return sorted(rows, key=lambda row: (len(row.code), row.code))


def _lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_DATA.joinpath(name).read_text(encoding="utf-8").splitlines()))

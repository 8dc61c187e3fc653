"""Small random fact tables that crowd around the edges: few people, few days, many repetitions and corrections."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

from yizhan.facts.columns import Column, Table
from yizhan.facts.schemas import SCHEMAS
from yizhan.facts.tables import TABLES
from yizhan.kernel.periods import Period, add_months

Row = dict[str, Any]
PROOFS = (
    "",
    "none",
    "photo",
    "contract",
    "contract+insurance+wage_slip",
    "insurance+transfer",
    "other",
    "insurance",
    None,
)


class World:
    """Random rows of a few stations about one period."""

    def __init__(
        self, seed: int, period: Period, stations: tuple[str, ...] = ("S1", "S2", "S3"), most: int = 30
    ) -> None:
        self.random = random.Random(seed)
        self.period = period
        self.stations = stations
        self.most = most
        self.edges = self._edges()

    def _edges(self) -> list[date]:
        start, end = self.period.start, self.period.end
        turns = [start, end, add_months(end + timedelta(days=1), -24), date(end.year, 1, 1), date(end.year, 7, 1)]
        turns += [end.replace(day=1), start + timedelta(days=-start.weekday() % 7)]
        return [turn + timedelta(days=shift) for turn in turns for shift in (-1, 0, 1)]

    def day(self) -> date:
        """An edge of some window, a day of the period or a day well before it."""
        chance = self.random.random()
        if chance < 0.3:
            return self.random.choice(self.edges)
        length = (self.period.end - self.period.start).days
        offset = self.random.randint(0, length) if chance < 0.8 else self.random.randint(-900, length + 60)
        return self.period.start + timedelta(days=offset)

    def tables(self, absent: float = 0.0) -> dict[str, list[Row]]:
        """Rows by table; each table is left out with the probability `absent`."""
        return {name: self.rows(table) for name, table in TABLES.items() if self.random.random() >= absent}

    def rows(self, table: Table) -> list[Row]:
        """The rows of one table, some of them correcting earlier ones, in random order."""
        number = self.random.choice((0, 1, 4, self.most))
        made = [self._row(table, f"{table.name[:3]}{n:04d}", self.random.choice(self.stations)) for n in range(number)]
        for row in made:
            if self.random.random() < 0.08:
                row["supersedes"] = self.random.choice(made)["record"]
        self.random.shuffle(made)
        return made

    def _row(self, table: Table, record: str, station: str) -> Row:
        row = {column.name: self._value(table, column) for column in table.columns}
        row |= {"record": record, "station": station, "supersedes": None}
        row |= {"verified": self.random.random() < 0.85, "flagged": self.random.random() < 0.1}
        return row

    def _value(self, table: Table, column: Column) -> Any:
        if not column.required and column.kind != "proofs" and self.random.random() < 0.25:
            return None
        match column.kind:
            case "bool":
                return self.random.random() < 0.7
            case "day":
                early = column.name == "opened" and self.random.random() < 0.7
                return self.period.start - timedelta(days=400) if early else self.day()
            case "count" | "fen":
                return self.random.randint(0, 5000)
            case "decimal":
                return Decimal(self.random.randint(0, 999999)).scaleb(-self.random.randint(0, 6))
            case "choice":
                return self.random.choice(column.codes)
            case "proofs":
                return self.random.choice(PROOFS)
        return f"{column.kind[0]}{self.random.randint(1, 4)}"


def arrow(tables: dict[str, list[Row]]) -> dict[str, pa.Table]:
    """The rows as Arrow tables in the documented schemas."""
    return {name: pa.Table.from_pylist(rows, schema=SCHEMAS[name]) for name, rows in tables.items()}

"""What every statement shares: dialect, period, which tables hold corrections, which stations are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yizhan.facts.definitions import CHECKED, Indicator, Stays
from yizhan.facts.predicates import Predicate, conjuncts
from yizhan.facts.sql.dialect import Writer
from yizhan.facts.windows import Window


@dataclass(frozen=True, slots=True)
class Statement:
    """One query: a row per station, `station` first. `name` is unique in a plan; a slot is ``name.column``."""

    name: str
    tables: tuple[str, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Scope:
    """`corrected` names the tables with at least one correction; `stations` None means all. `prepared` names, for some of
    the corrected tables, a relation that holds only their rows in force."""

    writer: Writer
    corrected: frozenset[str] = frozenset()
    stations: tuple[str, ...] | None = None
    prepared: Mapping[str, str] = field(default_factory=dict)

    def source(self, table: str) -> str:
        """The rows of the table that are in force: no row that another row of the station supersedes.

        The anti-join is left out where the table holds no correction, which the caller finds out from file
        statistics.
        """
        if table not in self.corrected:
            return table
        if table in self.prepared:
            return self.prepared[table]
        mine = "".join(f" AND {condition}" for condition in self.asked())
        # Corrections are few: looking them up first keeps the table's own records out of the join's memory.
        few = f"SELECT station, supersedes FROM {table} WHERE supersedes <> '' AND supersedes <> record{mine}"
        same = "c.supersedes = r.record AND c.station = r.station"
        return f"(SELECT r.* FROM {table} r WHERE NOT EXISTS (SELECT 1 FROM ({few}) c WHERE {same})) t"

    def asked(self, column: str = "station") -> list[str]:
        """The condition that keeps the stations asked for; the engine pushes it into the file scan."""
        if self.stations is None:
            return []
        listed = ", ".join(self.writer.text(station) for station in self.stations)
        return [f"{column} IN ({listed})" if len(self.stations) != 1 else f"{column} = {listed}"]

    def conditions(self, *predicates: Predicate) -> list[str]:
        """The rendered conjuncts of the predicates, each once."""
        return list(dict.fromkeys(self.writer.condition(part) for whole in predicates for part in conjuncts(whole)))

    def meant(self, indicator: Indicator) -> list[str]:
        """The conditions under which a row is the indicator's at all, the window left out."""
        return self.conditions(indicator.where)

    def accepted(self, indicator: Indicator) -> list[str]:
        """The conditions under which a row of the indicator stays, the window left out."""
        return self.conditions(indicator.where, *passing(indicator.stays))

    def profile(self) -> str:
        """A subquery: station, opened, closed of the latest acceptable profile at the period's end."""
        return self.latest("stations", ("opened", "closed"), self.profile_conditions())

    def profile_conditions(self) -> list[str]:
        """What makes a profile row acceptable at the period's end."""
        return [*self.conditions(*passing(CHECKED)), *self.writer.within(self.writer.days(Window.END))]

    def latest(self, table: str, columns: Sequence[str], conditions: Sequence[str]) -> str:
        """A subquery of the expressions `columns` from the latest row per station: later day, then greater record."""
        place = "row_number() OVER (PARTITION BY station ORDER BY day DESC, record DESC) AS place"
        return (
            f"(SELECT * FROM (SELECT station, {', '.join(columns)}, {place} FROM {self.source(table)}"
            f" WHERE {all_of([*self.asked(), *conditions])}) ranked WHERE place = 1)"
        )


def passing(stays: tuple[Stays, ...]) -> tuple[Predicate, ...]:
    """The predicates of the rejections."""
    return tuple(each.passes for each in stays)


def all_of(conditions: Sequence[str]) -> str:
    """The conditions joined; TRUE where there are none."""
    kept = [condition for condition in conditions if condition != "TRUE"]
    return " AND ".join(kept) if kept else "TRUE"

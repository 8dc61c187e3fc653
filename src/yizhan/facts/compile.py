"""A set of indicators as a small number of SQL statements, compiled once for all stations.

Measured on ten million records, several narrow scans of a columnar table cost less than one wide one: reading is
cheap beside grouping. So the statements are fused by what they group by, per table: row classes (`sql.rows`), one
grouping per key (`sql.keys`), and the few that look across tables (`sql.special`). Nothing is approximate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yizhan.facts.definitions import (
    Distinct,
    First,
    Indicator,
    Kinds,
    Latest,
    LeastEmployed,
    LeastOnDuty,
    MeanDays,
    PerSeeker,
    PerWeek,
    Rows,
    Share,
)
from yizhan.facts.predicates import OneOf
from yizhan.facts.sql import special
from yizhan.facts.sql.dialect import Dialect, Writer
from yizhan.facts.sql.keys import KeyBits, Keys, chains
from yizhan.facts.sql.rows import RowClasses
from yizhan.facts.sql.scope import Scope, Statement, passing
from yizhan.facts.windows import days_of, hull
from yizhan.facts.workcalendar import WorkCalendar, work_calendar
from yizhan.kernel.periods import Period

MICRO = 1_000_000
EPOCH_DAY = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Slots:
    """Where the results hold one indicator's numbers. `raw`: rows meant; `stages`: rows left after each of the
    indicator's `stays`, in order (both only where rejections are asked for); `accepted`: rows left in the end (empty
    where nothing depends on it); `figures`: what the statistic needs besides."""

    raw: str
    stages: tuple[str, ...]
    accepted: str
    figures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Statements, and where each indicator finds its numbers in their results. Without `rejections` only values are
    looked for."""

    period: Period
    calendar: WorkCalendar
    statements: tuple[Statement, ...]
    slots: Mapping[str, Slots]
    rejections: bool = True


def compile_plan(
    indicators: Iterable[Indicator],
    period: Period,
    *,
    dialect: Dialect = "duckdb",
    corrected: frozenset[str] = frozenset(),
    stations: tuple[str, ...] | None = None,
    tables: frozenset[str] | None = None,
    rejections: bool = True,
    prepared: Mapping[str, str] | None = None,
) -> Plan:
    """The plan for the indicators; without `rejections`, only for their values. `tables` names those that exist
    (None: all); an indicator of an absent table has no slots. `prepared` as in `Scope`."""
    wanted = list(indicators)
    calendar = work_calendar(period, statutory=any(indicator.needs_calendar for indicator in wanted))
    scope = Scope(Writer(dialect, period, calendar), corrected, stations, prepared or {})
    present = [i for i in wanted if i.table is not None and (tables is None or i.table in tables)]
    return _Compiler(scope, period, tables, rejections).plan(present)


class _Compiler:
    def __init__(self, scope: Scope, period: Period, tables: frozenset[str] | None, rejections: bool) -> None:
        self.rejections = rejections
        self.scope = scope
        self.period = period
        self.tables = tables
        self.rows: dict[str, RowClasses] = {}
        self.keys: dict[tuple[str, Keys], KeyBits] = {}
        self.others: dict[str, Statement] = {}

    def plan(self, indicators: list[Indicator]) -> Plan:
        """All statements and slots."""
        by_table: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            by_table.setdefault(str(indicator.table), []).append(indicator)
        finest: dict[tuple[str, Keys], Keys] = {}
        for table, members in by_table.items():
            span = hull([days_of(each.window, self.period) for each in members])
            self.rows[table] = RowClasses(self.scope, table, span)
            found = chains([keys for each in members if (keys := _keys(each))])
            finest.update({(table, keys): fine for keys, fine in found.items()})
        for table, fine in {(table, fine) for (table, _), fine in finest.items()}:
            self.keys[table, fine] = KeyBits(self.scope, table, fine)
        slots = {each.name: self._slots(each, finest) for each in indicators if self._computable(each)}
        self._profile(indicators)
        self._seekers(indicators)
        statements = [rows.statement() for rows in self.rows.values() if rows.counts or rows.sums]
        statements += [self.keys[key].statement() for key in sorted(self.keys) if self.keys[key].counts]
        return Plan(
            self.period, self.scope.writer.calendar, (*statements, *self.others.values()), slots, self.rejections
        )

    def _computable(self, indicator: Indicator) -> bool:
        return not (indicator.needs_calendar and self.scope.writer.calendar.unpublished)

    def _has(self, table: str) -> bool:
        return self.tables is None or table in self.tables

    def _slots(self, indicator: Indicator, finest: Mapping[tuple[str, Keys], Keys]) -> Slots:
        table = str(indicator.table)
        rows = self.rows[table]
        days = days_of(indicator.window, self.period)
        conditions = self.scope.meant(indicator)
        raw, stages = "", []
        if self.rejections:
            raw = rows.count(days, conditions)
            for stays in indicator.stays:
                conditions = [*conditions, *self.scope.conditions(stays.passes)]
                stages.append(rows.count(days, conditions))
        conditions = self.scope.accepted(indicator)
        accepted = rows.count(days, conditions) if self.rejections or _counts_rows(indicator) else ""
        figures = self._figures(indicator, rows, conditions)
        keys = _keys(indicator)
        if keys:
            figures |= self._distinct(indicator, self.keys[table, finest[table, keys]], keys, conditions)
        return Slots(raw, tuple(stages), accepted, figures)

    def _figures(self, indicator: Indicator, rows: RowClasses, conditions: list[str]) -> dict[str, str]:
        days = days_of(indicator.window, self.period)
        match indicator.statistic:
            case Rows(among=among) if among is not None:
                return {"among": rows.count(days, self.scope.conditions(among, *passing(indicator.stays)))}
            case Rows(twice=twice) if twice is not None:
                return {"twice": rows.count(days, [*conditions, *self.scope.conditions(twice)])}
            case Share(of=of, keys=()):
                return {"of": rows.count(days, [*conditions, *self.scope.conditions(of)])}
            case Kinds(column=column, codes=codes):
                return {
                    code: rows.count(days, [*conditions, *self.scope.conditions(OneOf(column, (code,)))])
                    for code in codes
                }
            case MeanDays(start=start, end=end):
                between = f"CAST({self.scope.writer.days_between(start, end)} AS BIGINT)"
                return {"days": rows.total(days, conditions, between)}
            case Latest(reads="number", column=column) if indicator.table != "stations":
                named = {column: column}
                statement = special.latest(
                    self.scope, str(indicator.table), named, [*self.scope.writer.within(days), *conditions]
                )
                return self._other(statement, number=column)
        return self._across(indicator)

    def _across(self, indicator: Indicator) -> dict[str, str]:
        match indicator.statistic:
            case PerWeek(working=working) if self._has("stations"):
                prefix = "working_" if working else ""
                statement = self.others.get("weeks") or special.weeks(self.scope, indicator)
                return self._other(statement, weeks=f"{prefix}weeks", least=f"{prefix}least", total=f"{prefix}total")
            case LeastOnDuty() if self._has("stations"):
                return self._other(
                    special.duty(self.scope, indicator), days="days", least="least", people="people", total="total"
                )
            case LeastEmployed() if self._has("stations"):
                return self._other(special.employment(self.scope, indicator), least="least")
            case PerSeeker() if self._has("registrations"):
                table = indicator.table
                return {figure: f"seekers.{figure}_{table}" for figure in ("people", "least", "total")}
        return {}

    def _other(self, statement: Statement, **columns: str) -> dict[str, str]:
        self.others[statement.name] = statement
        return {figure: f"{statement.name}.{column}" for figure, column in columns.items()}

    def _distinct(self, indicator: Indicator, bits: KeyBits, keys: Keys, conditions: list[str]) -> dict[str, str]:
        days = days_of(indicator.window, self.period)
        match indicator.statistic:
            case First():
                return {"counted": bits.first(keys, days, conditions)}
            case Share(of=of):
                passing = bits.passing(keys, days, conditions, self.scope.conditions(of))
                return {"counted": bits.distinct(keys, days, conditions), "of": passing}
        return {"counted": bits.distinct(keys, days, conditions)}

    def _profile(self, indicators: list[Indicator]) -> None:
        """One statement reads all that any indicator wants of the latest profile, under the indicators' own names."""
        if not self._has("stations"):
            return
        writer = self.scope.writer
        columns = {}
        for column in ("opened", "closed", "recognised"):
            columns[column] = f"datediff('day', DATE '{EPOCH_DAY}', {column})"
            if writer.dialect == "spark":
                columns[column] = f"datediff({column}, DATE '{EPOCH_DAY}')"
        for indicator in indicators:
            match indicator.statistic:
                case Latest(reads="number", column=column) if indicator.table == "stations":
                    columns[indicator.name] = f"CAST({column} * {MICRO} AS BIGINT)"
                case Latest(reads="holds", holds=holds):
                    columns[indicator.name] = f"CASE WHEN {writer.condition(holds)} THEN 1 ELSE 0 END"
        if any(each.needs_profile or each.table == "stations" for each in indicators):
            self.others["stations_latest"] = special.latest(
                self.scope, "stations", columns, self.scope.profile_conditions()
            )

    def _seekers(self, indicators: list[Indicator]) -> None:
        """One statement for all tables of which rows per seeker are asked."""
        asked = {
            each.table: (each, each.statistic.seekers) for each in indicators if isinstance(each.statistic, PerSeeker)
        }
        if asked and self._has("registrations"):
            statement = special.seekers(self.scope, list(asked.values()))
            self.others[statement.name] = statement


def _keys(indicator: Indicator) -> Keys:
    match indicator.statistic:
        case Distinct(keys=keys) | First(keys=keys) | Share(keys=keys):
            return keys
    return ()


def _counts_rows(indicator: Indicator) -> bool:
    return isinstance(indicator.statistic, Rows | MeanDays | Share) and not _keys(indicator)

"""Every record behind an indicator of one station, and whether it counts: what `explain` opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yizhan.facts.definitions import (
    Distinct,
    First,
    Indicator,
    Latest,
    LeastOnDuty,
    PerSeeker,
    PerWeek,
    Seekers,
    Share,
)
from yizhan.facts.indicators import INDICATORS
from yizhan.facts.reasons import COUNTED, REASONS
from yizhan.facts.sources import Facts
from yizhan.facts.sql.dialect import Writer
from yizhan.facts.sql.scope import Scope, all_of
from yizhan.facts.windows import Days, days_of
from yizhan.facts.workcalendar import WorkCalendar, work_calendar
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecordTrace:
    """One raw record of an indicator: `reason` is None where it counts, else the code of the reason; `status` says
    it."""

    record: str
    day: date
    reason: str | None
    status: Text


def records(facts: Facts, period: Period, name: str, station: str) -> list[RecordTrace]:
    """The raw records of the indicator within its window, by day and record; the statuses sum to the Count of
    `measure`.

    Empty where the rows cannot be looked at: a table that was not supplied, a calendar that is not published. Raises
    Refusal for a name that is not an indicator.
    """
    traced = look(facts, period, name, station)
    if traced is None:
        return []
    start = days_of(traced.indicator.window, period).start
    return [
        RecordTrace(row["record"], row["day"], row["reason"], _status(row["reason"]))
        for row in traced.rows
        if start is None or row["day"] >= start
    ]


@dataclass(frozen=True, slots=True)
class Traced:
    """The rows of an indicator with the reason of each that does not count, and what is needed to look further."""

    indicator: Indicator
    scope: Scope
    rows: list[Row]


def look(facts: Facts, period: Period, name: str, station: str) -> Traced | None:
    """The rows behind an indicator of one station, each marked; None where they cannot be looked at."""
    if name not in INDICATORS:
        raise Refusal(f"没有名为「{name}」的指标", f"there is no indicator {name!r}")
    indicator = INDICATORS[name]
    calendar = work_calendar(period, statutory=indicator.needs_calendar)
    if not _traceable(indicator, facts, calendar):
        return None
    scope = Scope(Writer("duckdb", period, calendar), facts.corrected, (station,))
    rows = _rows(facts, scope, indicator, period)
    _later(facts, scope, indicator, station)([row for row in rows if row["reason"] is None])
    return Traced(indicator, scope, rows)


def _status(reason: str | None) -> Text:
    return COUNTED if reason is None else REASONS[reason]


def _traceable(indicator: Indicator, facts: Facts, calendar: WorkCalendar) -> bool:
    needed = {indicator.table}
    if indicator.needs_profile:
        needed.add("stations")
    if isinstance(indicator.statistic, PerSeeker):
        needed.add("registrations")
    return needed <= facts.tables and not (indicator.needs_calendar and calendar.unpublished)


def _rows(facts: Facts, scope: Scope, indicator: Indicator, period: Period) -> list[Row]:
    """Raw rows with the first of the `stays` that they fail; for first publications also those before the window."""
    days = days_of(indicator.window, period)
    if isinstance(indicator.statistic, First):
        days = Days(None, days.end)
    failed = [
        f"WHEN NOT coalesce({scope.writer.condition(s.passes)}, FALSE) THEN '{s.reason}'" for s in indicator.stays
    ]
    reason = f"CASE {' '.join(failed)} END" if failed else "CAST(NULL AS VARCHAR)"
    conditions = [*scope.asked(), *scope.writer.within(days), *scope.meant(indicator)]
    source = scope.source(str(indicator.table))
    sql = f"SELECT *, {reason} AS reason FROM {source} WHERE {all_of(conditions)} ORDER BY day, record"
    rows: list[Row] = facts.query(sql).to_pylist()
    return rows


def _later(facts: Facts, scope: Scope, indicator: Indicator, station: str) -> Callable[[list[Row]], None]:
    """What marks accepted rows, in order of day and record, that other rows, the calendar or the profile reject."""
    match indicator.statistic:
        case Distinct(keys=keys) | First(keys=keys):
            return lambda rows: _mark_repeated(rows, keys)
        case Share(keys=keys) if keys:
            return lambda rows: _mark_repeated(rows, keys)
        case Latest():
            return lambda rows: _mark(rows[:-1], "earlier")
        case PerWeek():
            profile = span_open(facts, scope)
            return lambda rows: _mark_weeks(rows, indicator, scope.writer.calendar, profile)
        case LeastOnDuty():
            profile = span_open(facts, scope)
            return lambda rows: _mark_duty(rows, profile)
        case PerSeeker(seekers=seekers):
            people = seekers_found(facts, scope, seekers)
            return lambda rows: _mark([row for row in rows if row["person"] not in people], seekers.reason)
    return lambda rows: None


def _mark(rows: list[Row], reason: str) -> None:
    for row in rows:
        row["reason"] = reason


def _mark_repeated(rows: list[Row], keys: tuple[str, ...]) -> None:
    seen = set()
    for row in rows:
        key = tuple((row["day"].year, row["day"].month) if name == "month" else row[name] for name in keys)
        if key in seen:
            row["reason"] = "duplicate"
        seen.add(key)


def _mark_weeks(rows: list[Row], indicator: Indicator, calendar: WorkCalendar, profile: Mapping[str, Any]) -> None:
    working = isinstance(indicator.statistic, PerWeek) and indicator.statistic.working
    for row in rows:
        week = (row["day"] - calendar.monday).days // 7
        start = calendar.monday.toordinal() + 7 * week
        full = week in calendar.weeks and bool(profile) and profile["opened"].toordinal() <= start
        if full and profile["closed"] is not None:
            full = profile["closed"].toordinal() >= start + 6
        if not full or (working and week in calendar.workless_weeks):
            row["reason"] = indicator.late_reasons[0]


def _mark_duty(rows: list[Row], profile: Mapping[str, Any]) -> None:
    open_rows = []
    for row in rows:
        if (
            profile
            and profile["opened"] <= row["day"]
            and (profile["closed"] is None or row["day"] <= profile["closed"])
        ):
            open_rows.append(row)
        else:
            row["reason"] = "not_open"
    _mark_repeated(open_rows, ("day", "person"))


def span_open(facts: Facts, scope: Scope) -> Mapping[str, Any]:
    """The days `opened` and `closed` of the station in scope; empty where its profile does not say."""
    rows: list[Row] = facts.query(f"SELECT opened, closed FROM {scope.profile()} p").to_pylist()
    return rows[0] if rows and rows[0]["opened"] is not None else {}


def seekers_found(facts: Facts, scope: Scope, seekers: Seekers) -> set[str]:
    """The people with an acceptable registration of the kind that the indicator is about."""
    passes = [seekers.where, *(stays.passes for stays in seekers.stays)]
    conditions = [*scope.asked(), *scope.writer.within(scope.writer.period_days), *scope.conditions(*passes)]
    return set(
        facts.query(f"SELECT DISTINCT person FROM {scope.source('registrations')} WHERE {all_of(conditions)}")
        .column(0)
        .to_pylist()
    )

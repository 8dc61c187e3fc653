"""From the results of the statements to the columns of the indicators: sums, differences and ratios of whole
numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from yizhan.facts.compile import MICRO, Plan, Slots
from yizhan.facts.definitions import (
    Distinct,
    Elapsed,
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
from yizhan.facts.measured import Column, unknown
from yizhan.facts.openness import Flags, Numbers, Openness, whole_months_since
from yizhan.facts.tables import TABLES
from yizhan.facts.windows import Window
from yizhan.kernel.periods import Period, add_months
from yizhan.kernel.texts import Text

NO_PROFILE = Text("缺少有效的驿站基本信息", "no acceptable station profile")
NOT_STATED = Text("基本信息未填写", "not stated in the profile")
NEVER_OPEN = Text("期间内未开放", "not open in the period")
NO_ROWS = Text("期间内没有可计算的记录", "no record to compute it from")
NO_WEEK = Text("期间内没有完整开放的自然周", "no full week in which the station was open")
NO_WORKING_DAY = Text("期间内没有开放的工作日", "no working day on which the station was open")
NO_SEEKER = Text("期间内没有符合条件的求职者", "no such seeker in the period")

Causes = tuple[tuple[Flags, Text], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Values by slot, aligned with the stations; `present` says where a slot has a value, elsewhere it is 0."""

    size: int
    values: Mapping[str, Numbers]
    present: Mapping[str, Flags]


@dataclass(frozen=True, slots=True)
class _Value:
    """A statistic before division by months: numerator, denominator, records counted, rows rejected late, causes of
    absence."""

    numerator: Numbers
    records: Numbers
    late: Mapping[str, Numbers]
    denominator: Numbers | None = None
    causes: Causes = ()


class Assembly:
    """Turns results into columns, indicator by indicator."""

    def __init__(self, plan: Plan, results: Results, tables: frozenset[str]) -> None:
        self.plan = plan
        self.results = results
        self.tables = tables
        self.zeros = np.zeros(results.size, dtype=np.int64)
        has = results.present.get("stations_latest.opened", self.zeros.astype(np.bool_))
        get = results.values.get
        self.open = Openness.of(
            plan.period,
            has,
            get("stations_latest.opened", self.zeros),
            get("stations_latest.closed", self.zeros),
            results.present.get("stations_latest.closed", ~has & False),
        )

    def column(self, indicator: Indicator) -> Column:
        """The column of one indicator."""
        if isinstance(indicator.statistic, Elapsed):
            return self._elapsed(indicator.statistic.window)
        for table in self._tables(indicator):
            if table not in self.tables:
                return unknown(self.results.size, _absent(table))
        if indicator.needs_calendar and self.plan.calendar.unpublished is not None:
            return unknown(self.results.size, self.plan.calendar.unpublished)
        slots = self.plan.slots[indicator.name]
        value = self._statistic(indicator, slots)
        denominator, causes = self._divided(indicator, value)
        known = np.ones(self.results.size, dtype=np.bool_)
        for flags, _ in causes:
            known &= ~flags
        return Column(
            numerator=np.where(known, value.numerator, 0),
            denominator=np.where(known, denominator, 1),
            known=known,
            causes=causes,
            **self._rows_behind(indicator, slots, value),
        )

    def _rows_behind(self, indicator: Indicator, slots: Slots, value: _Value) -> dict[str, Any]:
        """Raw, rejected and counted rows, where they were asked for."""
        if not self.plan.rejections:
            return {"raw": None, "rejected": {}, "records": None}
        left = raw = self._n(slots.raw)
        rejected = {}
        for stays, slot in zip(indicator.stays, slots.stages, strict=True):
            rejected[stays.reason] = left - self._n(slot)
            left = self._n(slot)
        return {"raw": raw, "rejected": rejected | dict(value.late), "records": value.records}

    def _tables(self, indicator: Indicator) -> tuple[str, ...]:
        needed = [str(indicator.table)]
        if indicator.needs_profile:
            needed.append("stations")
        if isinstance(indicator.statistic, PerSeeker):
            needed.append("registrations")
        return tuple(needed)

    def _n(self, slot: str) -> Numbers:
        return self.results.values.get(slot, self.zeros)

    def _has(self, slot: str) -> Flags:
        return self.results.present.get(slot, np.zeros(self.results.size, dtype=np.bool_))

    def _divided(self, indicator: Indicator, value: _Value) -> tuple[Numbers, Causes]:
        denominator = self.zeros + 1 if value.denominator is None else value.denominator
        if indicator.per == "months_all":
            return denominator * len(self.plan.period.months()), value.causes
        if indicator.per == "months_open":
            causes = ((~self.open.known, NO_PROFILE), (~self.open.any_day(), NEVER_OPEN), *value.causes)
            return denominator * self.open.months(), causes
        return denominator, value.causes

    def _statistic(self, indicator: Indicator, slots: Slots) -> _Value:
        statistic = indicator.statistic
        accepted = self._n(slots.accepted)
        for kind, compute in _COMPUTE.items():
            if isinstance(statistic, kind):
                return compute(self, indicator, slots, accepted)
        raise TypeError(f"no statistic {statistic!r}")

    def _rows(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        twice = self._n(slots.figures["twice"]) if "twice" in slots.figures else self.zeros
        statistic = indicator.statistic
        assert isinstance(statistic, Rows)
        causes: Causes = ()
        if "among" in slots.figures:
            causes = ((self._n(slots.figures["among"]) == 0, statistic.nothing or NO_ROWS),)
        return _Value(accepted + twice, accepted, {}, None, causes)

    def _distinct(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        counted = self._n(slots.figures["counted"])
        return _Value(counted, counted, {"duplicate": accepted - counted})

    def _kinds(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        kinds = sum(((self._n(slot) > 0).astype(np.int64) for slot in slots.figures.values()), self.zeros)
        return _Value(kinds, accepted, {})

    def _share(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        counted = self._n(slots.figures["counted"]) if "counted" in slots.figures else accepted
        late = {"duplicate": accepted - counted} if "counted" in slots.figures else {}
        of = self._n(slots.figures["of"])
        return _Value(100 * of, counted, late, counted, ((counted == 0, NO_ROWS),))

    def _mean_days(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        return _Value(self._n(slots.figures["days"]), accepted, {}, accepted, ((accepted == 0, NO_ROWS),))

    def _latest(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        counted = np.minimum(accepted, 1)
        late = {"earlier": accepted - counted}
        statistic = indicator.statistic
        assert isinstance(statistic, Latest)
        if indicator.table != "stations":
            slot = slots.figures["number"]
            return _Value(self._n(slot), counted, late, None, ((~self._has(slot), NO_ROWS),))
        absent = (~self.open.known, NO_PROFILE)
        match statistic.reads:
            case "months_open":
                return _Value(self.open.months(), counted, late, None, (absent,))
            case "months_since":
                slot = f"stations_latest.{statistic.column}"
                # What lies after the period's end is known not to have been: no month has passed since.
                months = np.maximum(whole_months_since(self._n(slot), self.plan.period.end), 0)
                return _Value(months, counted, late, None, (absent, (~self._has(slot), NOT_STATED)))
            case "number":
                slot = f"stations_latest.{indicator.name}"
                return _Value(
                    self._n(slot), counted, late, self.zeros + MICRO, (absent, (~self._has(slot), NOT_STATED))
                )
        return _Value(self._n(f"stations_latest.{indicator.name}"), counted, late, None, (absent,))

    def _per_week(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        statistic = indicator.statistic
        assert isinstance(statistic, PerWeek)
        calendar = self.plan.calendar
        numbers = [n for n in calendar.weeks if not (statistic.working and n in calendar.workless_weeks)]
        weeks = self.open.whole_weeks([calendar.monday + timedelta(days=7 * n) for n in numbers])
        total, met = self._n(slots.figures["total"]), self._n(slots.figures["weeks"])
        late = {indicator.late_reasons[0]: accepted - total}
        causes = ((~self.open.known, NO_PROFILE), (weeks == 0, NO_WEEK))
        if statistic.figure == "mean":
            return _Value(total, total, late, weeks, causes)
        return _Value(np.where(met < weeks, 0, self._n(slots.figures["least"])), total, late, None, causes)

    def _on_duty(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        days = self.open.days(self.plan.calendar.working)
        people, rows = self._n(slots.figures["people"]), self._n(slots.figures["total"])
        late = {"not_open": accepted - rows, "duplicate": rows - people}
        least = np.where(self._n(slots.figures["days"]) < days, 0, self._n(slots.figures["least"]))
        return _Value(least, people, late, None, ((~self.open.known, NO_PROFILE), (days == 0, NO_WORKING_DAY)))

    def _employed(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        causes = ((~self.open.known, NO_PROFILE), (~self.open.any_day(), NEVER_OPEN))
        return _Value(self._n(slots.figures["least"]), accepted, {}, None, causes)

    def _per_seeker(self, indicator: Indicator, slots: Slots, accepted: Numbers) -> _Value:
        statistic = indicator.statistic
        assert isinstance(statistic, PerSeeker)
        people, total = self._n(slots.figures["people"]), self._n(slots.figures["total"])
        late = {statistic.seekers.reason: accepted - total}
        causes = ((people == 0, NO_SEEKER),)
        if statistic.figure == "mean":
            return _Value(total, total, late, people, causes)
        return _Value(self._n(slots.figures["least"]), total, late, None, causes)

    def _elapsed(self, window: Window) -> Column:
        months = months_elapsed(self.plan.period, window)
        everywhere = np.ones(self.results.size, dtype=np.bool_)
        return Column(self.zeros + months, self.zeros + 1, everywhere, None, {}, None, ())


def months_elapsed(period: Period, window: Window) -> int:
    """Calendar months of the half-year or year that are over at the period's end; the last counts only if
    complete."""
    span = period.half_year_to_date() if window is Window.HALF_YEAR else period.year_to_date()
    return sum(add_months(month.start, 1) <= period.end + timedelta(days=1) for month in span.months())


def _absent(table: str) -> Text:
    label = TABLES[table].label
    return Text(f"未提供「{label.zh}」", f"no table of {label.en} was supplied")


_COMPUTE: dict[type, Callable[[Assembly, Indicator, Slots, Numbers], _Value]] = {
    Rows: Assembly._rows,
    Distinct: Assembly._distinct,
    First: Assembly._distinct,
    Kinds: Assembly._kinds,
    Share: Assembly._share,
    MeanDays: Assembly._mean_days,
    Latest: Assembly._latest,
    PerWeek: Assembly._per_week,
    LeastOnDuty: Assembly._on_duty,
    LeastEmployed: Assembly._employed,
    PerSeeker: Assembly._per_seeker,
}

"""Conditions and day arithmetic as SQL text, for DuckDB and for Spark."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yizhan.facts.predicates import (
    All,
    Any,
    Bound,
    Compares,
    Given,
    Known,
    Mentions,
    No,
    Not,
    OneOf,
    OnWorkingDay,
    Predicate,
    Proven,
    Yes,
)
from yizhan.facts.windows import Days, Window, days_of
from yizhan.facts.workcalendar import WorkCalendar
from yizhan.kernel.periods import Period

Dialect = Literal["duckdb", "spark"]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes conditions for one dialect and one period. Column names are taken as they are: they come from
    definitions."""

    dialect: Dialect
    period: Period
    calendar: WorkCalendar

    @property
    def period_days(self) -> Days:
        """The period as a span."""
        return Days(self.period.start, self.period.end)

    def days(self, window: Window) -> Days:
        """The days of the window."""
        return days_of(window, self.period)

    def day(self, day: date) -> str:
        """A date literal."""
        return f"DATE '{day.isoformat()}'"

    def text(self, value: str) -> str:
        """A string literal."""
        escaped = (
            value.replace("'", "''") if self.dialect == "duckdb" else value.replace("\\", "\\\\").replace("'", "\\'")
        )
        return f"'{escaped}'"

    def days_since(self, column: str, origin: date) -> str:
        """Whole days from `origin` to the day column."""
        if self.dialect == "duckdb":
            return f"({column} - {self.day(origin)})"
        return f"datediff({column}, {self.day(origin)})"

    def days_between(self, start: str, end: str) -> str:
        """Whole days from one day column to another."""
        return f"({end} - {start})" if self.dialect == "duckdb" else f"datediff({end}, {start})"

    def next_day(self, column: str) -> str:
        """The day after."""
        return f"({column} + 1)" if self.dialect == "duckdb" else f"date_add({column}, 1)"

    def month(self, column: str) -> str:
        """A number that is the same within, and different between, calendar months."""
        return f"(year({column}) * 12 + month({column}))"

    def week(self, column: str) -> str:
        """The number of the calendar's week in which the day lies."""
        since = self.days_since(column, self.calendar.monday)
        return f"({since} // 7)" if self.dialect == "duckdb" else f"CAST(floor({since} / 7) AS INT)"

    def within(self, days: Days, column: str = "day") -> list[str]:
        """The conditions that keep the column inside the span."""
        parts = [] if days.start is None else [f"{column} >= {self.day(days.start)}"]
        return [*parts, f"{column} <= {self.day(days.end)}"]

    def condition(self, predicate: Predicate) -> str:
        """The predicate as a boolean expression, in brackets where it is not a single comparison."""
        match predicate:
            case Yes(column=column):
                return column
            case No(column=column):
                return f"(NOT {column})"
            case OneOf(column=column, codes=(code,)):
                return f"{column} = {self.text(code)}"
            case OneOf(column=column, codes=codes):
                return f"{column} IN ({', '.join(self.text(code) for code in codes)})"
            case Given(column=column):
                return f"{column} <> ''"
            case Known(column=column):
                return f"{column} IS NOT NULL"
            case Proven(column=column):
                return f"{column} NOT IN ('', 'none')"
            case Mentions(column=column, code=code):
                return f"contains(concat('+', {column}, '+'), {self.text(f'+{code}+')})"
            case OnWorkingDay(column=column):
                return self._working_day(column)
            case Not(part=part):
                return f"(NOT {self.condition(part)})"
            case All(parts=()):
                return "TRUE"
            case All(parts=parts):
                return f"({' AND '.join(self.condition(part) for part in parts)})"
            case Any(parts=parts):
                return f"({' OR '.join(self.condition(part) for part in parts)})"
            case Compares():
                return self._comparison(predicate)

    def _comparison(self, compares: Compares) -> str:
        other = compares.other
        if isinstance(other, Bound):
            days = days_of(other.window, self.period)
            bound = days.start if other.side == "start" and days.start is not None else days.end
            return f"{compares.column} {compares.relation} {self.day(bound)}"
        return f"{compares.column} {compares.relation} {other}"

    def _working_day(self, column: str) -> str:
        """Monday to Friday but for the holidays, and the swapped weekend days: a short list of exceptions per
        year."""
        weekday = f"({self.days_since(column, self.calendar.monday)} % 7) < 5"
        plain = [weekday]
        if self.calendar.weekday_holidays:
            plain.append(f"{column} NOT IN ({', '.join(map(self.day, self.calendar.weekday_holidays))})")
        if not self.calendar.weekend_workdays:
            return f"({' AND '.join(plain)})"
        return f"(({' AND '.join(plain)}) OR {column} IN ({', '.join(map(self.day, self.calendar.weekend_workdays))}))"

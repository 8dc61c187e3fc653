"""Which period a user means: what they said, or the period of the scheme around the latest record."""

from collections.abc import Iterator, Mapping
from datetime import date

from yizhan.facts.sources import Facts
from yizhan.kernel.clock import today
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.rules.scheme import Scheme


def period_of(scheme: Scheme, facts: Facts, asked: str | None, readings: Mapping[str, str]) -> Period:
    """The period asked for. A bare year is stretched as the scheme's reading of its period says (1 November to 31 October);
    without any, the year or month of the latest record that does not lie in the future."""
    if asked is None:
        latest = _latest(facts)
        asked = f"{latest.year}-{latest.month:02d}" if scheme.head.period == "month" else str(latest.year)
    if _is_year(asked):
        return _year(scheme, int(asked), readings)
    return Period.parse(asked)


def other_periods(
    scheme: Scheme, first: Period, asked: str | None, readings: Mapping[str, str]
) -> Iterator[tuple[str, str, Period]]:
    """Each other reading of the period, where the user did not name the days themselves."""
    if asked is not None and not _is_year(asked):
        return
    chosen = scheme.chosen(readings)
    for reading in scheme.readings:
        for option in reading.options:
            if option.span is not None and option.name != chosen[reading.name]:
                yield reading.name, option.name, _stretched(option.span, first.end.year)


def _is_year(asked: str) -> bool:
    return len(asked) == 4 and asked.isascii() and asked.isdigit() and 2001 <= int(asked) <= 2100


def _year(scheme: Scheme, year: int, readings: Mapping[str, str]) -> Period:
    chosen = scheme.chosen(readings)
    for reading in scheme.readings:
        span = reading.option(chosen[reading.name]).span
        if span is not None:
            return _stretched(span, year)
    return Period.parse(str(year))


def _stretched(span: str, year: int) -> Period:
    first, last = span.split("..")
    end = date.fromisoformat(f"{year}-{last}")
    start = date.fromisoformat(f"{year}-{first}")
    return Period(start if start <= end else date.fromisoformat(f"{year - 1}-{first}"), end)


def _latest(facts: Facts) -> date:
    counted = sorted(facts.tables - {"reports", "stations", "staff", "honours"}) or sorted(facts.tables)
    every = " UNION ALL ".join(f"SELECT day FROM {name}" for name in counted)
    until = today().isoformat()
    found = (
        facts.query(f"SELECT max(day) AS day FROM ({every}) t WHERE day <= DATE '{until}'").column("day").to_pylist()[0]
    )
    if found is None:
        raise Refusal("记录为空，请用 --period 指定期间", "there are no records; name a period")
    return date.fromisoformat(found.isoformat())

"""Sheets to render: every shipped standard with values that exercise all parts of a report."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import pytest

from yizhan.appraisal.catalogue import scheme
from yizhan.kernel.measures import Count
from yizhan.kernel.texts import Text
from yizhan.rules.building.standards import standard
from yizhan.rules.scheme import Scheme
from yizhan.rules.scoring import Case, score
from yizhan.rules.sheet import ScoreSheet
from yizhan.rules.values import Input, Value

MONEY = {"planned_fee": 12_000_000, "bid_price": 60_000_000, "network_fee": 3_000_000}
KNOWN_WRONG = ("violation.", "false_", "major_", "adverse_", "falsified", "complaints", "incidents", "disputes")

SIZES = (
    *(("honours_national", 1), ("honours", 0), ("central", 1), ("provincial", 1), ("brands", 1), ("highlights", 1)),
    *(("relations", 1), ("map_published", 1), ("percent", 100), ("months", 12), ("monthly_mean", 21), ("per_", 3)),
    *(("staff", 3), ("heads", 1), ("kinds", 4), ("joint", 2), ("area", 210), ("livestream", 12), ("month", 2)),
    *(("not_as_required", 0), ("reports", 0), ("promotions", 12), ("publicity", 12), ("talks", 30), ("sessions", 26)),
    *(("interprovincial", 1), ("short_term", 4), ("notices", 10), ("followers", 4200), ("platform_employers", 120)),
    *(("personal", 2600), ("seeker_records", 2600), ("posts", 2100)),
)

MakeSheet = Callable[..., ScoreSheet]


def full_value(one: Input) -> Value:
    """A value that earns about everything: findings hold, awards are at their limit, numbers are large."""
    if one.kind == "finding":
        return not one.name.startswith(KNOWN_WRONG)
    if one.kind in ("award", "decision") and one.limit is not None:
        return one.limit
    if one.kind == "rating" or one.choices:
        return one.choices[1 if len(one.choices) > 2 else 0]
    if one.kind == "amounts":
        return ()
    if one.name.startswith(KNOWN_WRONG) or one.name == "entry_delay_days" or "missing" in one.name:
        return Fraction(0)
    return Fraction(next((value for part, value in SIZES if part in one.name), 1500))


def counts_of(values: Mapping[str, Value], indicators: Iterable[str]) -> dict[str, Count]:
    """Records behind every indicator: some rejected as duplicates, some without proof; none for an unknown one."""
    found = {}
    for name in indicators:
        value = values.get(name)
        if isinstance(value, Fraction):
            records = int(value) * 4
            rejected = (("duplicate", 5), ("no_proof", 2))
            found[name] = Count(name, value, Fraction(records + 7), rejected, records=records)
        else:
            found[name] = Count(name, None, None, missing=Text("没有提供这张记录表", "the table was not supplied"))
    return found


def build(
    name: str, subject: str | None = None, changes: Mapping[str, Value | None] | None = None, **case: object
) -> ScoreSheet:
    """The sheet of a station that has nearly everything, with `changes` laid over; None removes a value."""
    loaded: Scheme = scheme(name)
    chosen = subject or loaded.subjects[0].id
    inputs = standard(loaded, chosen, {}).inputs()
    values: dict[str, Value] = {one.name: full_value(one) for one in inputs}
    for key, value in (changes or {}).items():
        if value is None:
            del values[key]
        else:
            values[key] = value
    given: dict[str, object] = {
        "counts": counts_of(values, [one.name for one in inputs if one.kind == "indicator"]),
        "money": MONEY,
        "station": "QZ-0001",
        "station_name": "鲤城区东街零工驿站",
        "period": "2025-01-01..2025-12-31",
        "year": 2025,
    }
    return score(loaded, Case(subject=chosen, values=values, **{**given, **case}))  # type: ignore[arg-type]


@pytest.fixture
def make_sheet() -> MakeSheet:
    """Builds a sheet by scheme name, subject and changed values."""
    return build

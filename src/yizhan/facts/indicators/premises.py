"""Indicators of the station itself: its profile, its people on duty, its communities, the time elapsed."""

from yizhan.facts.definitions import (
    CHECKED,
    Distinct,
    Elapsed,
    Indicator,
    Latest,
    LeastEmployed,
    LeastOnDuty,
    Share,
    Stays,
)
from yizhan.facts.predicates import Bound, Compares, Given, Known, Not, OnWorkingDay, Yes, both, either
from yizhan.facts.windows import Window
from yizhan.kernel.texts import Text

MONTHS = Text("个月", "months")
PEOPLE = Text("人", "people")
STAFF = "haikou-2024 1; quanzhou-annex6 2; suizhou-2023 6; shaxian 7; quanzhou-2025 2"
EMPLOYED_AT_END = either(Not(Known("until")), Compares("until", ">=", Bound(Window.END, "end")))
EMPLOYED_IN_PERIOD = either(Not(Known("until")), Compares("until", ">=", Bound(Window.PERIOD, "start")))


def _profile(name: str, label: Text, unit: Text, citation: str, latest: Latest) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=unit,
        citation=citation,
        table="stations",
        window=Window.END,
        statistic=latest,
    )


PROFILE = (
    _profile(
        "area_m2",
        Text("服务场所面积", "stated area"),
        Text("平方米", "m²"),
        "quanzhou-annex6 1; quanzhou-2025 1",
        Latest("number", "area_m2"),
    ),
    _profile(
        "map_published",
        Text("线上地图可查", "found on the online map"),
        Text("（1为是）", "(1 = yes)"),
        "haikou-2024 2",
        Latest("holds", holds=both(Yes("map_published"), Known("longitude"), Known("latitude"))),
    ),
    _profile(
        "months_open",
        Text("期间开放月数", "months open in the period"),
        MONTHS,
        "quanzhou-annex6 7, 8; quanzhou-2025 9",
        Latest("months_open"),
    ),
    _profile(
        "months_since_recognition",
        Text("认定后满月数", "whole months since recognition"),
        MONTHS,
        "quanzhou-2025 eligibility",
        Latest("months_since", "recognised"),
    ),
    _profile(
        "months_since_opening",
        Text("开办后满月数", "whole months since opening"),
        MONTHS,
        "quanzhou-2025 eligibility",
        Latest("months_since", "opened"),
    ),
)

ELAPSED = (
    Indicator(
        name="half_year_months_elapsed",
        label=Text("半年已过月数", "months of the half-year elapsed"),
        unit=MONTHS,
        citation="suizhou-2023 3",
        window=Window.HALF_YEAR,
        statistic=Elapsed(Window.HALF_YEAR),
        stays=(),
    ),
    Indicator(
        name="year_months_elapsed",
        label=Text("年度已过月数", "months of the year elapsed"),
        unit=MONTHS,
        citation="suizhou-2023 4",
        window=Window.YEAR,
        statistic=Elapsed(Window.YEAR),
        stays=(),
    ),
)

PEOPLE_ON_DUTY = (
    Indicator(
        name="staff_count",
        label=Text("期末在岗人数", "staff at the period's end"),
        unit=PEOPLE,
        citation=STAFF,
        table="staff",
        window=Window.END,
        where=EMPLOYED_AT_END,
        statistic=Distinct(("person",)),
    ),
    Indicator(
        name="full_time_staff",
        label=Text("期末专职人数", "full-time staff at the period's end"),
        unit=PEOPLE,
        citation=STAFF,
        table="staff",
        window=Window.END,
        where=both(EMPLOYED_AT_END, Yes("full_time")),
        statistic=Distinct(("person",)),
    ),
    Indicator(
        name="station_heads",
        label=Text("期末专职站长人数", "full-time heads at the period's end"),
        unit=PEOPLE,
        citation="haikou-2024 1",
        table="staff",
        window=Window.END,
        where=both(EMPLOYED_AT_END, Yes("full_time"), Yes("head")),
        statistic=Distinct(("person",)),
    ),
    Indicator(
        name="full_time_staff_min",
        label=Text("期间每日最少专职人数", "least full-time staff on any day open"),
        unit=PEOPLE,
        citation="haikou-2024 1; shaxian 7",
        table="staff",
        window=Window.END,
        where=both(EMPLOYED_IN_PERIOD, Yes("full_time")),
        statistic=LeastEmployed(),
    ),
    Indicator(
        name="roster_min_staff",
        label=Text("工作日最少排班专职人数", "least full-time staff on the roster of a working day"),
        unit=PEOPLE,
        citation="haikou-2024 1",
        table="roster",
        where=Yes("full_time"),
        stays=(*CHECKED, Stays("not_working_day", OnWorkingDay())),
        statistic=LeastOnDuty(),
    ),
)

COMMUNITIES = (
    Indicator(
        name="community_stations_joint",
        label=Text("联建社区（村）服务站", "community stations run jointly"),
        unit=Text("个", "stations"),
        citation="haikou-2024 4",
        table="community_stations",
        window=Window.END,
        statistic=Distinct(("name",)),
    ),
    Indicator(
        name="communities_with_officer_percent",
        label=Text("配备就业服务专员的社区占比", "communities with an employment officer"),
        unit=Text("%", "%"),
        citation="haikou-2024 4",
        table="communities",
        window=Window.END,
        statistic=Share(Given("officer"), keys=("community",)),
    ),
)

INDICATORS = (*PROFILE, *ELAPSED, *PEOPLE_ON_DUTY, *COMMUNITIES)

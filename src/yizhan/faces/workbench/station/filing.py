"""The station's file as its pages show it: sections with their facts, and what is missing where."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import TextChoices
from django.urls import reverse

from yizhan.network.regions import queries as regions
from yizhan.network.stations.completeness import Missing
from yizhan.network.stations.hours import said
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import Datum, HolidayRule, Weekday
from yizhan.network.stations.terms import Display, Facility, Rule, Service, SharedPremises, Zone
from yizhan.network.stations.weeks import week_of

Facts = tuple[tuple[str, str], ...]
# Where a section of the norm is filled in.
_PAGE_OF = {
    "basics": "station_basics",
    "premises": "station_premises",
    "facilities": "station_equipment",
    "hours": "station_hours",
    "contacts": "station_contacts",
    "coordinates": "station_coordinates",
    "legal": "station_legal",
    "staff": "staff_station",
    "area": "area_station",
}
_YES_NO = {True: "是", False: "否", None: ""}


@dataclass(frozen=True, slots=True)
class Wanting:
    """What one demand lacks, and the clause with its words."""

    said: str
    clause: str
    words: str


@dataclass(frozen=True, slots=True)
class Lack:
    """What one section lacks, with the page where it is filled in."""

    section: str
    url: str
    items: tuple[Wanting, ...]


def lacks(station: Station, found: Sequence[Missing]) -> list[Lack]:
    """The gaps by section, in the order of the sections."""
    order = list(_PAGE_OF)
    ordered = sorted(found, key=lambda one: order.index(one.section))
    return [
        Lack(
            items[0].section_zh,
            reverse(f"workbench:{_PAGE_OF[section]}", args=[station.pk]),
            tuple(map(_wanting, items)),
        )
        for section, items in ((section, list(group)) for section, group in groupby(ordered, lambda one: one.section))
    ]


def basics(station: Station) -> Facts:
    """Sign and place."""
    place = regions.line(station.street or station.organisation.region)
    return (
        ("标识名称", station.sign_name),
        ("所在区划", place),
        ("详细地址", station.address),
        ("交通说明", station.directions),
    )


def premises(station: Station) -> Facts:
    """Area, zones and condition."""
    return (
        ("建筑面积", "" if station.area is None else f"{station.area.normalize():f} 平方米"),
        ("场地使用", SharedPremises(station.shared_with).label if station.shared_with else ""),
        ("功能区", _words(station.zones, Zone)),
        ("布置合理、清洁", _YES_NO[station.tidy]),
        ("符合消防安全条件", _YES_NO[station.fire_safe]),
    )


def equipment(station: Station) -> Facts:
    """Facilities, services, rules and displays."""
    return (
        ("服务设施", _words(station.facilities, Facility)),
        ("免费服务", _words(station.services, Service)),
        ("上墙制度", _words(station.rules, Rule)),
        ("对外标示", _words(station.displays, Display)),
        ("熟练使用零工平台", _YES_NO[station.uses_platform]),
    )


def opening(station: Station) -> Facts:
    """The week, equal days in a row together, and what holidays change."""
    week = week_of(station)
    rows = []
    for words, group in groupby(((day, said(week.get(day, ()))) for day in Weekday), key=lambda one: one[1]):
        days = [day for day, _ in group]
        label = days[0].label if len(days) == 1 else f"{days[0].label}至{days[-1].label}"
        rows.append((str(label), words.replace("-", "–") if week else ""))
    return (*rows, ("节假日", HolidayRule(station.holiday_rule).label))


def legal(station: Station) -> Facts:
    """Who runs it."""
    return (
        ("运营主体名称", station.legal_name),
        ("统一社会信用代码", station.credit_code),
        ("法人代表或负责人", station.legal_representative),
    )


def position(station: Station) -> Facts:
    """The position as it was given."""
    if station.given_longitude is None or station.given_latitude is None:
        return (("经度、纬度", ""),)
    given = f"{station.given_longitude:f}，{station.given_latitude:f}"
    return (("经度、纬度", given), ("坐标来源", Datum(station.datum).label))


def _wanting(item: Missing) -> Wanting:
    return Wanting(_gathered(item.lacking), _place(item.clause), item.words)


def _place(clause: str) -> str:
    return f"第{clause}条" if clause.isdigit() else clause


def _gathered(lacking: Sequence[str]) -> str:
    """服务功能：政策咨询, 服务功能：技能培训 → 服务功能：政策咨询、技能培训"""
    found: dict[str, list[str]] = {}
    for words in lacking:
        label, colon, entry = words.partition("：")
        found.setdefault(label + colon, []).extend([entry] if colon else [])
    return "；".join(label + "、".join(entries) for label, entries in found.items())


def _words(codes: Sequence[str], terms: type[TextChoices]) -> str:
    return "、".join(str(terms(code).label) for code in codes)

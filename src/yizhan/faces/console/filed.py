"""A station's file as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse

from yizhan.floor.accounts.actors import Actor
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.periods import Period
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.network.recognition.models import Application, Measure
from yizhan.network.stations import queries
from yizhan.network.stations.completeness import Missing
from yizhan.network.stations.hours import said
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import Weekday
from yizhan.network.stations.terms import Display, Facility, Rule, Service, SharedPremises, Zone
from yizhan.network.stations.weeks import week_of

TONES = {"open": "success", "suspended": "warning", "closed": "plain", "planned": "plain", "recognised": "info"}


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of a station's history."""

    when: date | datetime
    title: str
    words: str = ""
    url: str = ""


def name_of(station: Station) -> str:
    """What it is called in the system: signs repeat within a county."""
    return station.organisation.name


def week(station: Station) -> list[tuple[str, str]]:
    """Days and hours, equal days in a row together."""
    spans = week_of(station)
    rows = []
    for words, group in groupby(((day, said(spans.get(day, ()))) for day in Weekday), key=lambda one: one[1]):
        days = [day for day, _ in group]
        rows.append((str(days[0].label if len(days) == 1 else f"{days[0].label}至{days[-1].label}"), words))
    return rows


def lists(station: Station) -> list[tuple[str, list[str]]]:
    """Zones, facilities, services, rules and displays in words."""
    return [
        ("功能区", [Zone(code).label for code in station.zones]),
        ("服务设施", [Facility(code).label for code in station.facilities]),
        ("免费服务", [Service(code).label for code in station.services]),
        ("上墙制度", [Rule(code).label for code in station.rules]),
        ("对外标示", [Display(code).label for code in station.displays]),
    ]


def premises(station: Station) -> list[tuple[str, str]]:
    """Area and condition in words; "" where nothing is entered."""
    shared = SharedPremises(station.shared_with).label if station.shared_with else ""
    return [
        ("建筑面积", "" if station.area is None else f"{station.area:f} 平方米"),
        ("场地使用", str(shared)),
        ("布置合理、清洁", _yes_no(station.tidy)),
        ("符合消防安全条件", _yes_no(station.fire_safe)),
        ("经办人员熟练使用零工平台", _yes_no(station.uses_platform)),
    ]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a clause asks for and the file lacks, in words."""

    clause: str
    words: str
    lacking: str


def demands(missing: Iterable[Missing], *, suggested: bool) -> list[Demand]:
    """The demands, or the suggestions, of the standard that the file does not meet."""
    return [Demand(one.clause, one.words, _grouped(one.lacking)) for one in missing if one.suggested is suggested]


def _grouped(lacking: Iterable[str]) -> str:
    """`服务：甲`, `服务：乙` and `地址` as `服务：甲、乙；地址`."""
    groups: dict[str, list[str]] = {}
    for one in lacking:
        group, colon, entry = one.partition("：")
        groups.setdefault(group, []).extend([entry] if colon else [])
    return "；".join(f"{group}：{'、'.join(entries)}" if entries else group for group, entries in groups.items())


@dataclass(frozen=True, slots=True)
class Roster:
    """The roster of this month. `trouble` says why nothing can be said of it."""

    month: date
    gaps: tuple[tuple[date, str], ...] = ()
    short: tuple[tuple[date, str], ...] = ()
    clause: str = ""
    trouble: str = ""


def roster(actor: Actor, station: Station, today: date) -> Roster:
    """Opening hours without anybody on duty this month, and days with too few."""
    month = today.replace(day=1)
    try:
        days = queries.month_roster(actor, station, Period.parse(f"{today:%Y-%m}"))
    except CalendarNotPublished:
        return Roster(month, trouble=f"{today.year}年节假日安排尚未公布，无法判断值班是否有空缺。")
    short = [day.short for day in days if day.short is not None]
    return Roster(
        month,
        tuple((day.day, said(day.gaps)) for day in days if day.gaps),
        tuple(
            (one.day, f"在岗 {one.on_duty} 人，应有 {one.needed} 人" + ("" if one.head else "，未设站长"))
            for one in short
        ),
        short[0].clause if short else "",
    )


def history(station: Station, applications: Sequence[Application], measures: Sequence[Measure]) -> list[Happening]:
    """What happened to a station, the latest first."""
    found = [Happening(station.created_at, "建立档案")]
    for day, title in ((station.recognised_on, "通过认定"), (station.opened_on, "开放"), (station.closed_on, "撤销")):
        if day is not None:
            found.append(Happening(day, title))
    for one in applications:
        url = reverse("console:applications_file", args=[one.pk])
        title = f"{one.get_kind_display()}申请：{one.get_state_display()}"
        found.append(
            Happening(one.ended_at or one.decided_at or one.submitted_at or one.created_at, title, one.number, url)
        )
    for measure in measures:
        title = f"{measure.get_kind_display()}：{measure.get_state_display()}"
        found.append(Happening(measure.closed_at or measure.ordered_at, title, measure.outcome or measure.reason))
    return sorted(found, key=lambda one: _day(one.when), reverse=True)


def _day(when: date | datetime) -> date:
    return when.astimezone(SHANGHAI).date() if isinstance(when, datetime) else when


def _yes_no(value: bool | None) -> str:
    return {True: "是", False: "否", None: ""}[value]

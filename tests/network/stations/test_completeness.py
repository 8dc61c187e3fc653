"""What is missing in a file, clause by clause: every requirement of every city is met by one file and missed by its opposite."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.network.stations.factories import (
    NOW,
    SINCE,
    a_community,
    a_station,
    a_worker_at,
    haikou,
    opened,
    with_hours,
    with_position,
)
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.network.stations import actions, queries
from yizhan.network.stations.completeness import StationFacts, missing
from yizhan.network.stations.naming import Place
from yizhan.network.stations.norms import Norm, Requirement, norm_of, norms
from yizhan.network.stations.sections import Basics, Contacts, Equipment, Premises
from yizhan.network.stations.states import Setting, StationKind, Tier
from yizhan.network.stations.terms import Display, Facility, Rule, Service, Zone

PLACES = {
    "3505": Place("泉州市", "丰泽区", "东海街道"),
    "4601": Place("海口市", "龙华区", "金贸街道"),
    "4213": Place("随州市", "曾都区"),
    "350405": Place("三明市", "沙县区"),
}
SIGNS = {
    "3505": "泉州市丰泽区零工驿站",
    "4601": "金贸街道就业服务驿站",
    "4213": "曾都零工驿站",
    "350405": "沙县零工市场",
}
VALUES: Mapping[str, Any] = {
    **dict.fromkeys(
        ("street", "address", "directions", "shared_with", "manager_name", "service_phone", "hotline"), "有"
    ),
    **dict.fromkeys(("legal_name", "credit_code", "legal_representative"), "有"),
    **dict.fromkeys(("tidy", "fire_safe", "uses_platform"), True),
    "area": Decimal("30"),
}


def whole(area: str) -> StationFacts:
    """A station that has everything."""
    return StationFacts(
        kind=StationKind.STATION,
        tier=Tier.STREET,
        place=PLACES[area],
        values={**VALUES, "sign_name": SIGNS[area]},
        lists={
            "zones": frozenset(Zone.values),
            "facilities": frozenset(Facility.values),
            "services": frozenset(Service.values),
            "rules": frozenset(Rule.values),
            "displays": frozenset(Display.values),
        },
        has_hours=True,
        positioned=True,
        contacts=1,
        staff=3,
        full_time=3,
        has_head=True,
        communities=2,
        community_stations=1,
    )


def empty(facts: StationFacts) -> StationFacts:
    """The same station with an empty file."""
    return StationFacts(
        facts.kind,
        facts.tier,
        facts.place,
        dict.fromkeys(facts.values),
        dict.fromkeys(facts.lists, frozenset()),
    )


@pytest.mark.parametrize("norm", norms(), ids=lambda norm: norm.scheme)
def test_a_whole_file_lacks_nothing(norm: Norm) -> None:
    assert missing(norm, whole(norm.area)) == ()


@pytest.mark.parametrize(
    ("norm", "asked"),
    [(norm, asked) for norm in norms() for asked in norm.requirements],
    ids=[f"{norm.scheme}-{norm.requirements.index(asked)}" for norm in norms() for asked in norm.requirements],
)
def test_every_requirement_is_missed_by_an_empty_file(norm: Norm, asked: Requirement) -> None:
    facts = replace(empty(whole(norm.area)), kind=asked.kinds[0])
    found = [item for item in missing(norm, facts) if (item.clause, item.words) == (asked.clause, asked.words)]
    assert len(found) >= 1
    assert all(item.lacking for item in found)
    assert {item.suggested for item in found} == {asked.suggested}


def test_demands_come_before_suggestions() -> None:
    found = missing(norm_of("350503"), empty(whole("3505")))
    flags = [item.suggested for item in found]
    assert flags == sorted(flags)
    assert sum(flags) == 3


@pytest.mark.parametrize(
    ("kind", "area", "said"),
    [
        (StationKind.STATION, "29.99", ("建筑面积29.99平方米，少于30平方米",)),
        (StationKind.STATION, "30", ()),
        (StationKind.MARKET, "199.99", ("建筑面积199.99平方米，少于200平方米",)),
        (StationKind.MARKET, "200.00", ()),
    ],
)
def test_quanzhou_areas_are_compared_exactly(kind: StationKind, area: str, said: tuple[str, ...]) -> None:
    facts = whole("3505")
    values = {**facts.values, "area": Decimal(area), "sign_name": f"泉州市丰泽区{kind.label}"}
    found = missing(norm_of("350503"), replace(facts, kind=kind, values=values))
    assert tuple(lack for item in found for lack in item.lacking) == said


def test_staff_numbers_by_city() -> None:
    assert [item.lacking for item in missing(norm_of("350405"), replace(whole("350405"), full_time=2))] == [
        ("专职工作人员2人，少于3人",)
    ]
    assert [item.lacking for item in missing(norm_of("4601"), replace(whole("4601"), full_time=1, has_head=False))] == [
        ("站长", "专职工作人员1人，少于2人")
    ]
    assert [item.lacking for item in missing(norm_of("4213"), replace(whole("4213"), staff=0, full_time=0))] == [
        ("工作人员0人，少于1人",)
    ]


def test_a_sign_that_breaks_the_rule_is_missing_too() -> None:
    facts = whole("4601")
    found = missing(norm_of("4601"), replace(facts, values={**facts.values, "sign_name": "旧名称"}))
    assert [(item.clause, item.section) for item in found] == [("1", "basics")]
    assert "应为「金贸街道就业服务驿站」" in found[0].lacking[0]


def test_a_city_without_a_norm_asks_nothing() -> None:
    assert missing(None, empty(whole("3505"))) == ()


@pytest.mark.django_db
def test_a_file_of_haikou_fills_up_until_nothing_is_missing() -> None:
    city = haikou()
    station = a_station(city.jinmao, is_open=True)
    assert {item.clause for item in queries.missing_of(station, on=NOW.date())} == {"1", "2", "3", "4"}
    steps: tuple[tuple[Any, str, Any], ...] = (
        (actions.edit_basics, "basics", Basics("金贸街道就业服务驿站", "460106003", "国贸路1号")),
        (actions.edit_premises, "premises", Premises(Decimal("80"), "none", ["counter"], True, True)),
        (
            actions.edit_equipment,
            "equipment",
            Equipment(["notice_board", "multimedia"], ["guidance"], ["daily_rules"], Display.values, True),
        ),
        (actions.edit_contacts, "contacts", Contacts("符某", None, "0898-68724190")),
    )
    for act, name, section in steps:
        extra = {"reason": "首次建档"} if name in ("basics", "premises") else {}
        station = act(actor=SYSTEM, station=station, version=station.version, now=NOW, **{name: section}, **extra)
    station = with_position(with_hours(station), "110.308", "20.022")
    a_worker_at(station, head=True)
    a_worker_at(station, "王秀英")
    community = a_community("玉沙社区", "460106003")
    actions.serve(actor=SYSTEM, station=station, community=community, since=SINCE, now=NOW)
    assert [item.lacking for item in queries.missing_of(station, on=NOW.date())] == [
        ("联合建成运营的社区服务站0个，少于1个",),
        ("玉沙社区没有就业服务专员",),
    ]
    officer = a_worker_at(station, "陈专员", full_time=False)
    actions.appoint_officer(actor=SYSTEM, community=community, person=officer, since=SINCE, now=NOW)
    joint = actions.plan_station(
        actor=SYSTEM,
        organisation=city.zhongshan,
        kind=StationKind.COMMUNITY_STATION,
        tier=Tier.COMMUNITY,
        setting=Setting.URBAN,
        host=station,
        community=community,
        now=NOW,
    )
    assert len(queries.missing_of(station, on=NOW.date())) == 1
    opened(joint)
    assert queries.missing_of(station, on=NOW.date()) == ()
    assert [item.section for item in queries.missing_of(station, on=date(2025, 12, 31))] == ["staff", "area"]

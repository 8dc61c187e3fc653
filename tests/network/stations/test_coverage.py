"""The plan 1+4+43+N against what there is."""

from datetime import date
from typing import Any

import pytest

from tests.floor.accounts.factories import a_member, a_person, an_organisation
from tests.network.stations.factories import NOW, SINCE, a_city, a_community, a_station, haikou
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.stations import actions, queries
from yizhan.network.stations.actions import PlannedNumber
from yizhan.network.stations.models import NetworkPlan
from yizhan.network.stations.queries.coverage import Counted
from yizhan.network.stations.states import StationKind, Tier

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LINES = [
    PlannedNumber("市级就业驿站（零工市场）", Tier.CITY, 1),
    PlannedNumber("区级就业驿站（零工市场）", Tier.COUNTY, 4),
    PlannedNumber("镇（街）就业驿站（零工市场）", Tier.STREET, 43),
    PlannedNumber("样板社区就业创业服务站", Tier.COMMUNITY, None),
]
PLAN: dict[str, Any] = {
    "city": "4601",
    "name": "1+4+43+N",
    "source": "海就业办发〔2023〕30号",
    "clause": "确保2024年底，全市实现建成“1+4+43+N”的线下灵活就业服务体系目标",
    "since": date(2023, 11, 20),
    "by": date(2024, 12, 31),
    "lines": LINES,
    "now": NOW,
}


def test_planned_recognised_and_open_by_tier_and_county() -> None:
    city = haikou()
    officer = a_member(Role.CITY_OFFICER, city.city)
    actions.set_plan(actor=officer, **PLAN)
    a_station(city.district, tier=Tier.COUNTY, is_open=True)
    jinmao = a_station(city.jinmao, is_open=True)
    actions.suspend(actor=SYSTEM, station=jinmao, reason="限期整改", now=NOW)
    a_station(city.zhongshan)
    served, bare = a_community("玉沙社区", "460106003"), a_community("龙昆社区", "460106003")
    a_community("海府社区", "460108001")
    actions.serve(actor=SYSTEM, station=jinmao, community=served, since=SINCE, now=NOW)
    actions.appoint_officer(actor=SYSTEM, community=served, person=a_person(), since=SINCE, now=NOW)

    found = queries.coverage(officer, "4601", on=TODAY)
    assert found.plan is not None
    assert found.plan.name == "1+4+43+N"
    assert [(row.planned, row.counted, row.lacking) for row in found.rows] == [
        (1, Counted(0, 0, 0), 1),
        (4, Counted(1, 1, 1), 3),
        (43, Counted(2, 1, 0), 42),
        (None, Counted(0, 0, 0), None),
    ]
    counties = {county.name: county for county in found.counties}
    assert list(counties) == ["秀英区", "龙华区", "琼山区", "美兰区"]
    longhua = counties["龙华区"]
    assert longhua.counted[Tier.STREET] == Counted(2, 1, 0)
    assert (longhua.communities, longhua.served, longhua.with_officer) == (2, 1, 1)
    assert (found.communities, found.served) == (3, 1)
    assert {one.name for one in found.unserved} == {"龙昆社区", "海府社区"}
    assert bare in found.unserved
    assert {"460106001", "460106003"} & {street.code for street in found.streets_without} == set()
    assert "460106002" in {street.code for street in found.streets_without}


def test_a_county_officer_sees_the_own_county_and_a_head_the_own_station() -> None:
    city = a_city()
    for organisation in (city.station, city.sister, city.station2):
        a_station(organisation, is_open=True)
    a_community("东湖社区")
    a_community("海滨社区", "350502001")
    county = queries.coverage(a_member(Role.COUNTY_OFFICER, city.county), "3505", on=TODAY)
    assert [(row.name, row.counted[Tier.STREET].open, row.communities) for row in county.counties] == [("丰泽区", 2, 1)]
    head = queries.coverage(a_member(Role.STATION_HEAD, city.station), "3505", on=TODAY)
    assert [(row.name, row.counted[Tier.STREET].open) for row in head.counties] == [("丰泽区", 1)]
    assert queries.coverage(PUBLIC, "3505", on=TODAY).counties == ()
    assert county.plan is None


def test_closed_stations_do_not_count() -> None:
    city = a_city()
    station = a_station(city.station, is_open=True)
    actions.close_station(actor=SYSTEM, station=station, reason="整改后仍不合格", now=NOW)
    found = queries.coverage(a_member(Role.CITY_OFFICER, city.city), "3505", on=TODAY)
    assert sum(county.counted[Tier.STREET].on_file for county in found.counties) == 0


def test_a_plan_is_the_citys_and_is_replaced_on_the_same_day() -> None:
    city = haikou()
    officer = a_member(Role.CITY_OFFICER, city.city)
    actions.set_plan(actor=officer, **PLAN)
    actions.set_plan(actor=officer, **{**PLAN, "lines": LINES[:1]})
    assert NetworkPlan.objects.get().lines.count() == 1
    with pytest.raises(Refusal, match="市级人社部门"):
        actions.set_plan(actor=a_member(Role.COUNTY_OFFICER, city.county), **PLAN)
    with pytest.raises(OutOfScope):
        actions.set_plan(actor=officer, **{**PLAN, "city": "3505"})
    assert queries.plan_of("4601", on=date(2023, 11, 19)) is None


@pytest.mark.parametrize(
    "wrong",
    [{"source": " "}, {"clause": ""}, {"lines": []}, {"lines": [LINES[0], LINES[0]]}, {"by": date(2023, 11, 20)}],
)
def test_a_plan_without_source_or_twice_the_same_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        actions.set_plan(actor=SYSTEM, **{**PLAN, **wrong})


@pytest.mark.parametrize("planned", [-1, 100_001])
def test_numbers_out_of_range_are_refused(planned: int) -> None:
    with pytest.raises(Refusal):
        PlannedNumber("市级", Tier.CITY, planned)


def test_thirty_stations_cost_no_more_than_one(django_assert_num_queries: object) -> None:
    city = a_city()
    officer = a_member(Role.CITY_OFFICER, city.city)
    a_station(city.station, is_open=True)
    for more in (0, 29):
        for number in range(more):
            organisation = an_organisation(OrganisationKind.STATION, f"X-{number}", city.county, region="350503")
            a_station(organisation, StationKind.MARKET, Tier.COUNTY, is_open=True)
        with django_assert_num_queries(8):  # type: ignore[operator]
            found = queries.coverage(officer, "3505", on=TODAY)
        assert sum(county.counted[Tier.COUNTY].open for county in found.counties) == more

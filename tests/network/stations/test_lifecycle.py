"""The states of a station."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import a_member
from tests.network.stations.factories import NOW, SINCE, a_city, a_community, a_station
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.network.stations import actions
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import TRANSITIONS, Setting, StationKind, StationState, Tier, may_move

pytestmark = pytest.mark.django_db


def test_every_transition_has_a_citation_and_nothing_leaves_closed() -> None:
    assert all(move.citation for move in TRANSITIONS)
    assert not any(may_move(StationState.CLOSED, target) for target in StationState)
    assert not may_move(StationState.PLANNED, StationState.OPEN)


def test_from_plan_to_end_with_its_days_and_entries() -> None:
    city = a_city()
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    station = a_station(city.station)
    actions.recognise(actor=officer, station=station, on=SINCE, now=NOW)
    actions.open_station(actor=officer, station=station, on=date(2026, 2, 1), now=NOW)
    actions.suspend(actor=officer, station=station, reason="限期整改", now=NOW)
    actions.resume(actor=officer, station=station, reason="整改合格", now=NOW)
    held = actions.close_station(actor=officer, station=station, reason="终止服务协议", now=NOW)
    assert (held.recognised_on, held.opened_on, held.closed_on) == (SINCE, date(2026, 2, 1), NOW.date())
    assert (held.state, held.version) == (StationState.CLOSED, 6)
    assert list(Entry.objects.order_by("sequence").values_list("verb", flat=True)) == [
        f"stations.station.{word}" for word in ("planned", "recognised", "opened", "suspended", "resumed", "closed")
    ]


def test_what_the_table_has_not_is_refused() -> None:
    city = a_city()
    station = a_station(city.station)
    with pytest.raises(Refusal, match="驿站现为「筹建」，不能改为「开放」"):
        actions.open_station(actor=SYSTEM, station=station, now=NOW)
    with pytest.raises(Refusal):
        actions.resume(actor=SYSTEM, station=station, reason="无", now=NOW)


@pytest.mark.parametrize(
    ("role", "place", "error"),
    [
        (Role.STATION_HEAD, "station", Refusal),
        (Role.OPERATOR_STAFF, "operator", Refusal),
        (Role.COUNTY_OFFICER, "county2", OutOfScope),
        (Role.STATION_HEAD, "sister", OutOfScope),
    ],
)
def test_only_the_bureau_of_the_area_decides(role: Role, place: str, error: type[Exception]) -> None:
    city = a_city()
    station = a_station(city.station)
    with pytest.raises(error):
        actions.recognise(actor=a_member(role, getattr(city, place)), station=station, now=NOW)
    assert Station.objects.get().state == StationState.PLANNED


def test_days_are_in_order_and_not_in_the_future() -> None:
    station = a_station(a_city().station)
    with pytest.raises(Refusal, match="不能晚于今天"):
        actions.recognise(actor=SYSTEM, station=station, on=NOW.date() + timedelta(days=1), now=NOW)
    actions.recognise(actor=SYSTEM, station=station, on=date(2026, 3, 1), now=NOW)
    with pytest.raises(Refusal, match="不能早于认定日期"):
        actions.open_station(actor=SYSTEM, station=station, on=date(2026, 2, 28), now=NOW)
    actions.open_station(actor=SYSTEM, station=station, on=date(2026, 3, 1), now=NOW)
    with pytest.raises(Refusal, match="不能早于开放日期"):
        actions.close_station(actor=SYSTEM, station=station, on=date(2026, 2, 28), reason="终止协议", now=NOW)


def test_suspending_and_closing_need_a_reason() -> None:
    station = a_station(a_city().station, is_open=True)
    for act in (actions.suspend, actions.close_station):
        with pytest.raises(Refusal, match="理由"):
            act(actor=SYSTEM, station=station, reason=" ", now=NOW)


def test_the_database_ties_states_to_their_days() -> None:
    station = a_station(a_city().station)
    for state in (StationState.RECOGNISED, StationState.OPEN, StationState.SUSPENDED, StationState.CLOSED):
        with pytest.raises(IntegrityError), transaction.atomic():
            Station.objects.filter(pk=station.pk).update(state=state)


def test_a_community_station_names_its_community_and_its_host() -> None:
    city = a_city()
    host = a_station(city.station, is_open=True)
    community = a_community("东湖社区")
    given: dict[str, Any] = {"actor": SYSTEM, "organisation": city.sister, "setting": Setting.URBAN, "now": NOW}
    with pytest.raises(Refusal, match="请选择所在社区"):
        actions.plan_station(kind=StationKind.COMMUNITY_STATION, tier=Tier.COMMUNITY, **given)
    with pytest.raises(Refusal, match="层级"):
        actions.plan_station(kind=StationKind.COMMUNITY_STATION, tier=Tier.STREET, community=community, **given)
    with pytest.raises(Refusal, match="只有社区"):
        actions.plan_station(kind=StationKind.STATION, tier=Tier.STREET, host=host, **given)
    made = actions.plan_station(
        kind=StationKind.MIGRATORY_STATION, tier=Tier.COMMUNITY, community=community, host=host, **given
    )
    assert list(host.community_stations.all()) == [made]

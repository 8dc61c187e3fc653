"""The station file: who edits which section, in which version, and what is refused."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import a_member
from tests.network.stations.factories import NOW, a_city, a_station, haikou, with_hours
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM, Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.network.stations import actions, queries
from yizhan.network.stations.coordinates import Position
from yizhan.network.stations.hours import spans
from yizhan.network.stations.models import OpeningSpan, Station
from yizhan.network.stations.places import position_of
from yizhan.network.stations.sections import (
    Basics,
    Contacts,
    Coordinates,
    Equipment,
    Hours,
    Legal,
    PostedPhone,
    Premises,
)
from yizhan.network.stations.states import Datum, HolidayRule, Setting, StationKind, StationState, Tier, Weekday

pytestmark = pytest.mark.django_db
BASICS = Basics("泉州市丰泽区零工驿站", "350503001", "东湖街1号", "公交3路")
PREMISES = Premises(Decimal("36.50"), "none", ["waiting", "counter"], True, None)


def head_and_station() -> tuple[Actor, Station]:
    city = a_city()
    return a_member(Role.STATION_HEAD, city.station), a_station(city.station)


def test_the_bureau_opens_a_file_once() -> None:
    city = a_city()
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    given: dict[str, Any] = {"kind": StationKind.MARKET, "tier": Tier.COUNTY, "setting": Setting.URBAN, "now": NOW}
    station = actions.plan_station(actor=officer, organisation=city.station, **given)
    assert (station.state, station.version) == (StationState.PLANNED, 1)
    with pytest.raises(Refusal, match="已有档案"):
        actions.plan_station(actor=officer, organisation=city.station, **given)
    with pytest.raises(OutOfScope):
        actions.plan_station(actor=officer, organisation=city.station2, **given)
    with pytest.raises(Refusal, match="只能为驿站"):
        actions.plan_station(actor=officer, organisation=city.county, **given)
    with pytest.raises(Refusal, match="人社部门"):
        actions.plan_station(actor=a_member(Role.STATION_HEAD, city.sister), organisation=city.sister, **given)


def test_a_section_is_written_with_version_and_trace() -> None:
    head, station = head_and_station()
    edited = actions.edit_basics(actor=head, station=station, version=1, basics=BASICS, now=NOW)
    assert (edited.version, edited.sign_name, edited.street) == (2, "泉州市丰泽区零工驿站", "350503001")
    entry = Entry.objects.get(verb="stations.station.edited")
    assert entry.body == '{"section":"basics","version":2}'


def test_a_stale_edit_is_refused_in_clear_words_and_nothing_is_written() -> None:
    head, station = head_and_station()
    actions.edit_premises(actor=head, station=station, version=1, premises=PREMISES, now=NOW)
    with pytest.raises(Refusal, match="已被他人修改，本次修改没有保存"):
        actions.edit_premises(
            actor=head, station=station, version=1, premises=replace(PREMISES, area=Decimal("99")), now=NOW
        )
    held = Station.objects.get()
    assert (held.version, held.area, held.zones) == (2, Decimal("36.50"), ["counter", "waiting"])


@pytest.mark.parametrize(
    ("role", "place", "error"),
    [
        (Role.STATION_HEAD, "sister", OutOfScope),
        (Role.STATION_HEAD, "station2", OutOfScope),
        (Role.COUNTY_OFFICER, "county2", OutOfScope),
        (Role.STATION_STAFF, "station", Refusal),
        (Role.FINANCE, "county", Refusal),
        (Role.PANEL_MEMBER, "city", Refusal),
    ],
)
def test_others_do_not_find_the_file_or_may_not_change_it(role: Role, place: str, error: type[Exception]) -> None:
    city = a_city()
    station = a_station(city.station)
    with pytest.raises(error):
        actions.edit_basics(
            actor=a_member(role, getattr(city, place)), station=station, version=1, basics=BASICS, now=NOW
        )
    with pytest.raises(OutOfScope):
        actions.edit_basics(actor=PUBLIC, station=station, version=1, basics=BASICS, now=NOW)
    assert Station.objects.get().version == 1


@pytest.mark.parametrize(
    ("role", "place"), [(Role.OPERATOR_STAFF, "operator"), (Role.COUNTY_OFFICER, "county"), (Role.CITY_OFFICER, "city")]
)
def test_operator_and_bureaus_edit_too(role: Role, place: str) -> None:
    city = a_city()
    actor = a_member(role, getattr(city, place))
    assert (
        actions.edit_basics(actor=actor, station=a_station(city.station), version=1, basics=BASICS, now=NOW).version
        == 2
    )


def test_a_wrong_sign_is_refused_with_the_clause() -> None:
    head, station = head_and_station()
    with pytest.raises(Refusal, match="应为「泉州市丰泽区零工驿站」（第1条"):
        actions.edit_basics(
            actor=head, station=station, version=1, basics=replace(BASICS, sign_name="东湖零工驿站"), now=NOW
        )
    city = haikou()
    jinmao = a_station(city.jinmao)
    edited = actions.edit_basics(
        actor=SYSTEM, station=jinmao, version=1, basics=Basics("金贸街道就业服务驿站", "", "某路1号"), now=NOW
    )
    assert edited.sign_name == "金贸街道就业服务驿站"
    assert queries.sign_proposals(edited)[0] == "金贸街道就业服务驿站"


@pytest.mark.parametrize("street", ["350502001", "350503999", "350503", "３５０５０３００１", "东湖街道"])
def test_a_street_of_elsewhere_is_refused(street: str) -> None:
    head, station = head_and_station()
    with pytest.raises(Refusal) as refused:
        actions.edit_basics(actor=head, station=station, version=1, basics=replace(BASICS, street=street), now=NOW)
    assert refused.value.field == "street"


def test_after_recognition_sign_place_and_area_change_by_the_bureau_with_a_reason() -> None:
    city = a_city()
    head, officer = a_member(Role.STATION_HEAD, city.station), a_member(Role.COUNTY_OFFICER, city.county)
    station = a_station(city.station, is_open=True)
    version = station.version
    with pytest.raises(Refusal, match="变更申请"):
        actions.edit_basics(actor=head, station=station, version=version, basics=BASICS, now=NOW)
    with pytest.raises(Refusal, match="变更申请"):
        actions.edit_premises(actor=head, station=station, version=version, premises=PREMISES, now=NOW)
    same_area = replace(PREMISES, area=None)
    version = actions.edit_premises(actor=head, station=station, version=version, premises=same_area, now=NOW).version
    with pytest.raises(Refusal, match="理由"):
        actions.edit_basics(actor=officer, station=station, version=version, basics=BASICS, now=NOW)
    actions.edit_basics(actor=officer, station=station, version=version, basics=BASICS, reason="迁址", now=NOW)
    assert Entry.objects.filter(verb="stations.station.changed").count() == 1


@pytest.mark.parametrize("area", ["0", "-1", "0.001", "100000.01", "NaN", "1E+13"])
def test_bad_areas_are_refused(area: str) -> None:
    head, station = head_and_station()
    with pytest.raises(Refusal) as refused:
        actions.edit_premises(
            actor=head, station=station, version=1, premises=replace(PREMISES, area=Decimal(area)), now=NOW
        )
    assert refused.value.field == "area"


def test_unknown_choices_are_refused() -> None:
    head, station = head_and_station()
    with pytest.raises(Refusal):
        actions.edit_premises(
            actor=head, station=station, version=1, premises=replace(PREMISES, zones=["bar"]), now=NOW
        )
    with pytest.raises(Refusal):
        actions.edit_equipment(
            actor=head, station=station, version=1, equipment=Equipment([], ["fees"], [], [], None), now=NOW
        )


def test_hours_are_replaced_as_a_whole() -> None:
    head, station = head_and_station()
    station = with_hours(station)
    hours = Hours({Weekday.SATURDAY: spans("09:00-12:00")}, HolidayRule.ALWAYS)
    edited = actions.edit_hours(actor=head, station=station, version=station.version, hours=hours, now=NOW)
    assert list(OpeningSpan.objects.values_list("weekday", "opens", "closes")) == [(5, 540, 720)]
    assert edited.holiday_rule == HolidayRule.ALWAYS


def test_the_database_refuses_overlapping_and_endless_hours() -> None:
    _, station = head_and_station()
    OpeningSpan.objects.create(station=station, weekday=0, opens=510, closes=720)
    OpeningSpan.objects.create(station=station, weekday=1, opens=510, closes=720)
    for opens, closes in ((700, 800), (600, 500), (1400, 1441)):
        with pytest.raises(IntegrityError), transaction.atomic():
            OpeningSpan.objects.create(station=station, weekday=0, opens=opens, closes=closes)


def test_the_managers_own_phone_is_sealed_and_the_displayed_ones_are_not() -> None:
    head, station = head_and_station()
    contacts = Contacts(
        "林志强", "13800138000", "0595-22345678", "12333", (PostedPhone("丰泽区人社局", "（0595）22345679"),)
    )
    edited = actions.edit_contacts(actor=head, station=station, version=1, contacts=contacts, now=NOW)
    held = queries.station(head, edited.pk)
    assert held.manager_phone is not None
    assert held.manager_phone.masked == "138****8000"
    assert (held.service_phone, held.hotline) == ("0595-22345678", "12333")
    assert [(one.office, one.phone) for one in held.posted_contacts.all()] == [("丰泽区人社局", "0595-22345679")]
    left = actions.edit_contacts(
        actor=head, station=station, version=2, contacts=replace(contacts, manager_phone=None, posted=()), now=NOW
    )
    assert left.manager_phone is not None
    gone = actions.edit_contacts(
        actor=head, station=station, version=3, contacts=replace(contacts, manager_phone=""), now=NOW
    )
    assert gone.manager_phone is None
    assert not any("13800138000" in entry.body for entry in Entry.objects.all())


@pytest.mark.parametrize("phone", ["12", "0595-123", "1380013800", "電話", "0595-22345678;rm", "0000000000"])
def test_bad_phones_are_refused(phone: str) -> None:
    head, station = head_and_station()
    with pytest.raises(Refusal):
        actions.edit_contacts(actor=head, station=station, version=1, contacts=Contacts("林", None, phone, ""), now=NOW)
    assert Station.objects.get().version == 1


def test_a_licence_is_checked() -> None:
    head, station = head_and_station()
    legal = Legal("丰泽人力资源有限公司", "91110000600037341l", "陈某")
    assert (
        actions.edit_legal(actor=head, station=station, version=1, legal=legal, now=NOW).credit_code
        == "91110000600037341L"
    )
    with pytest.raises(Refusal) as refused:
        actions.edit_legal(
            actor=head, station=station, version=2, legal=replace(legal, credit_code="911100006000373410"), now=NOW
        )
    assert refused.value.field == "credit_code"


def test_a_position_is_kept_as_given_and_as_wgs84() -> None:
    head, station = head_and_station()
    given = Coordinates(Decimal("121.531542"), Decimal("31.175304"), Datum.GCJ02)
    edited = actions.edit_coordinates(actor=head, station=station, version=1, coordinates=given, now=NOW)
    assert (edited.given_longitude, edited.given_latitude, edited.datum) == (
        Decimal("121.531542"),
        Decimal("31.175304"),
        "gcj02",
    )
    assert (edited.longitude, edited.latitude) == (Decimal("121.527211"), Decimal("31.177428"))
    shown = position_of(edited, Datum.GCJ02)
    assert shown == Position(121.531542, 31.175304)
    assert position_of(edited) == Position(121.527211, 31.177428)


def test_a_closed_station_is_not_edited() -> None:
    city = a_city()
    station = a_station(city.station, is_open=True)
    actions.close_station(actor=SYSTEM, station=station, reason="整改后仍不合格", now=NOW)
    with pytest.raises(Refusal, match="已撤销"):
        actions.edit_premises(
            actor=a_member(Role.COUNTY_OFFICER, city.county), station=station, version=4, premises=PREMISES, now=NOW
        )


def test_the_list_is_scoped_and_costs_the_same_for_many(django_assert_num_queries: object) -> None:
    city = a_city()
    for organisation in (city.station, city.sister, city.station2):
        a_station(organisation)
    seen = {
        "station": [Role.STATION_HEAD, city.station, ["FZ-01"]],
        "operator": [Role.OPERATOR_STAFF, city.operator, ["FZ-01"]],
        "county": [Role.COUNTY_OFFICER, city.county, ["FZ-01", "FZ-02"]],
        "city": [Role.CITY_OFFICER, city.city, ["LC-01", "FZ-01", "FZ-02"]],
        "platform": [Role.ADMINISTRATOR, city.platform, []],
    }
    for role, organisation, codes in seen.values():
        actor = a_member(role, organisation)
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert [one.organisation.code for one in queries.stations(actor)] == codes
    assert list(queries.stations(PUBLIC)) == []

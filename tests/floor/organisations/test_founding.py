"""Founding, renaming, handing over and closing organisations: who may, under whom, and what it leaves behind."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import NOW, a_city, a_member
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM, Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations import actions
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.queries import organisations
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def city() -> SimpleNamespace:
    return a_city()


def found(
    actor: Actor,
    kind: OrganisationKind,
    code: str,
    parent: Organisation | None = None,
    name: str = "某机构",
    region: str = "",
) -> Organisation:
    return actions.found(actor=actor, kind=kind, code=code, name=name, region=region, parent=parent, now=NOW)


def test_a_county_officer_founds_a_station_under_the_own_county(city: SimpleNamespace) -> None:
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    made = found(officer, OrganisationKind.STATION, " FZ-09 ", city.county, region="350503")
    assert (made.path, made.code, made.parent, made.created_at) == ("3505/350503/FZ-09/", "FZ-09", city.county, NOW)
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_id, entry.actor_id) == (
        "organisations.organisation.founded",
        str(made.id),
        officer.id,
    )


def test_another_county_is_not_there_for_the_officer(city: SimpleNamespace) -> None:
    with pytest.raises(OutOfScope):
        found(a_member(Role.COUNTY_OFFICER, city.county), OrganisationKind.STATION, "X-1", city.county2)


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (OrganisationKind.CITY_BUREAU, None),
        (OrganisationKind.COUNTY_BUREAU, "city"),
        (OrganisationKind.OPERATOR, None),
    ],
)
def test_the_administrator_founds_bureaus_and_operators(
    city: SimpleNamespace, kind: OrganisationKind, parent: str | None
) -> None:
    above = getattr(city, parent) if parent else None
    assert found(a_member(Role.ADMINISTRATOR, city.platform), kind, "NEW-1", above).kind == kind


def test_the_administrator_founds_no_station_no_employer_and_no_platform(city: SimpleNamespace) -> None:
    administrator = a_member(Role.ADMINISTRATOR, city.platform)
    for kind, parent in (
        (OrganisationKind.STATION, city.county),
        (OrganisationKind.EMPLOYER, None),
        (OrganisationKind.PLATFORM, None),
    ):
        with pytest.raises(Refusal, match="系统管理员不能设立"):
            found(administrator, kind, "NEW-1", parent)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.SYSTEM, Role.ADMINISTRATOR, Role.COUNTY_OFFICER)]
)
def test_nobody_else_founds_a_station(city: SimpleNamespace, role: Role) -> None:
    places = {Role.STATION_STAFF: city.station, Role.STATION_HEAD: city.station, Role.CITY_OFFICER: city.city}
    actor = PUBLIC if role is Role.PUBLIC else a_member(role, places.get(role))
    with pytest.raises((OutOfScope, Refusal)):
        found(actor, OrganisationKind.STATION, "X-1", city.county)
    assert Organisation.objects.filter(code="X-1").count() == 0


def test_the_system_founds_anything(city: SimpleNamespace) -> None:
    assert found(SYSTEM, OrganisationKind.EMPLOYER, "91350500MA2XYZ1234").path == "91350500MA2XYZ1234/"


@pytest.mark.parametrize(
    ("kind", "parent", "said"),
    [
        (OrganisationKind.STATION, None, "驿站的上级应为县（市、区）人社部门"),
        (OrganisationKind.STATION, "city", "驿站的上级应为县（市、区）人社部门"),
        (OrganisationKind.COUNTY_BUREAU, "county", "县（市、区）人社部门的上级应为市级人社部门"),
        (OrganisationKind.OPERATOR, "city", "运营单位不能有上级机构"),
    ],
)
def test_the_parent_is_of_the_kind_above(
    city: SimpleNamespace, kind: OrganisationKind, parent: str | None, said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        found(SYSTEM, kind, "X-1", getattr(city, parent) if parent else None)
    assert (str(refused.value), refused.value.field) == (said, "parent")


def test_a_code_is_unique_beside_its_siblings_only(city: SimpleNamespace) -> None:
    found(SYSTEM, OrganisationKind.STATION, "FZ-01", city.county2)
    with pytest.raises(Refusal, match="该机构代码已被使用"):
        found(SYSTEM, OrganisationKind.STATION, "FZ-01", city.county)


@pytest.mark.parametrize("code", ["", "a/b", "泉州", "a b", "x" * 41, "a%", "a_b", "a\n/"])
def test_a_code_is_letters_digits_and_hyphens(city: SimpleNamespace, code: str) -> None:
    with pytest.raises(Refusal, match="机构代码"):
        found(SYSTEM, OrganisationKind.OPERATOR, code)


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "a\x00b", "a\u200bb", "\ud800"])
def test_a_name_is_printable_and_not_empty(city: SimpleNamespace, name: str) -> None:
    with pytest.raises(Refusal, match="机构名称"):
        found(SYSTEM, OrganisationKind.OPERATOR, "OP-2", name=name)


@pytest.mark.parametrize("region", ["3", "350", "35050", "abcdef", "３５", "3505\n"])
def test_a_region_code_has_a_known_length(city: SimpleNamespace, region: str) -> None:
    with pytest.raises(Refusal, match="行政区划代码"):
        found(SYSTEM, OrganisationKind.OPERATOR, "OP-2", region=region)


def test_a_rename_is_recorded_and_the_same_name_is_not(city: SimpleNamespace) -> None:
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    assert actions.rename(actor=officer, organisation=city.station, name="东海零工市场", now=NOW).name == "东海零工市场"
    actions.rename(actor=officer, organisation=city.station, name="东海零工市场", now=NOW)
    assert Entry.objects.count() == 1
    with pytest.raises(OutOfScope):
        actions.rename(actor=officer, organisation=city.station2, name="某驿站", now=NOW)
    with pytest.raises(Refusal, match="您的岗位不能"):
        actions.rename(actor=officer, organisation=city.county, name="某局", now=NOW)


def test_a_station_is_handed_to_an_operator_who_then_sees_it(city: SimpleNamespace) -> None:
    operator = a_member(Role.OPERATOR_STAFF, city.operator)
    assert [one.code for one in organisations(operator)] == ["FZ-01", "OP-1"]
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    actions.assign_operator(actor=officer, organisation=city.sister, operator=city.operator, now=NOW)
    actions.assign_operator(actor=officer, organisation=city.station, operator=None, now=NOW)
    assert [one.code for one in organisations(operator)] == ["FZ-02", "OP-1"]
    with pytest.raises(Refusal, match="请选择未撤销的运营单位"):
        actions.assign_operator(actor=officer, organisation=city.station, operator=city.county, now=NOW)
    with pytest.raises(Refusal, match="只有驿站"):
        actions.assign_operator(actor=SYSTEM, organisation=city.county, operator=city.operator, now=NOW)


def test_closing_needs_a_reason_and_nothing_open_below(city: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="请先撤销下级机构"):
        actions.close(actor=SYSTEM, organisation=city.county, on=TODAY, reason="机构调整", now=NOW)
    with pytest.raises(Refusal, match="请先撤销下级机构"):
        actions.close(actor=SYSTEM, organisation=city.operator, on=TODAY, reason="合同到期", now=NOW)
    with pytest.raises(Refusal, match="需要写明理由"):
        actions.close(actor=SYSTEM, organisation=city.station2, on=TODAY, reason="", now=NOW)
    with pytest.raises(Refusal, match="不能早于今天"):
        actions.close(actor=SYSTEM, organisation=city.station2, on=TODAY - timedelta(days=1), reason="x", now=NOW)
    closed = actions.close(actor=SYSTEM, organisation=city.station2, on=TODAY, reason="停止运营", now=NOW)
    assert closed.closed_on == date(2026, 11, 20)
    actions.close(actor=SYSTEM, organisation=city.county2, on=TODAY, reason="机构调整", now=NOW)


def test_a_closed_organisation_changes_no_more_and_takes_nothing_under_it(city: SimpleNamespace) -> None:
    actions.close(actor=SYSTEM, organisation=city.station2, on=TODAY, reason="停止运营", now=NOW)
    with pytest.raises(Refusal, match="该机构已撤销"):
        actions.rename(actor=SYSTEM, organisation=city.station2, name="新名", now=NOW)
    with pytest.raises(Refusal, match="该机构已撤销"):
        actions.close(actor=SYSTEM, organisation=city.station2, on=TODAY, reason="再次", now=NOW)
    actions.close(actor=SYSTEM, organisation=city.county2, on=TODAY, reason="机构调整", now=NOW)
    with pytest.raises(Refusal, match="上级机构已撤销"):
        found(SYSTEM, OrganisationKind.STATION, "LC-02", city.county2)


def test_a_closed_station_of_an_operator_counts_as_given_back(city: SimpleNamespace) -> None:
    actions.close(actor=SYSTEM, organisation=city.station, on=TODAY, reason="停止运营", now=NOW)
    actions.close(actor=SYSTEM, organisation=city.operator, on=TODAY, reason="合同到期", now=NOW)
    assert Organisation.objects.get(pk=city.operator.pk).closed_on == TODAY


def test_everybody_sees_the_own_area(city: SimpleNamespace) -> None:
    def codes(role: Role, place: Organisation) -> list[str]:
        return [one.code for one in organisations(a_member(role, place))]

    assert codes(Role.STATION_STAFF, city.station) == ["FZ-01"]
    assert codes(Role.COUNTY_OFFICER, city.county) == ["350503", "FZ-01", "FZ-02"]
    assert codes(Role.CITY_OFFICER, city.city) == ["3505", "350502", "LC-01", "350503", "FZ-01", "FZ-02"]
    assert len(codes(Role.ADMINISTRATOR, city.platform)) == 8
    assert codes(Role.AUDITOR, city.platform) == ["platform"]
    assert list(organisations(PUBLIC)) == []
    assert list(organisations(a_member(Role.WORKER))) == []


def test_a_code_that_begins_like_another_is_not_in_its_area(city: SimpleNamespace) -> None:
    found(SYSTEM, OrganisationKind.STATION, "FZ-011", city.county)
    assert [one.code for one in organisations(a_member(Role.STATION_HEAD, city.station))] == ["FZ-01"]


def test_the_database_refuses_a_path_that_is_taken_and_an_operator_of_a_bureau(city: SimpleNamespace) -> None:
    for change in ({"path": city.sister.path}, {"path": "no slash"}, {"name": ""}, {"parent": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=city.station.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=city.county.pk).update(operator=city.operator)

"""Somebody of the staff is appointed whole or not at all; whose staff one sees."""

from datetime import timedelta

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from yizhan.floor.accounts.appointing import Appointed, appoint
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.queries import staff, staff_person
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def appointed(**other: object) -> Appointed:
    city = a_city()
    given: dict[str, object] = {
        "actor": a_member(Role.COUNTY_OFFICER, city.county),
        "name": "苏晓",
        "phone": "13800138001",
        "username": "su.xiao",
        "role": Role.STATION_STAFF,
        "organisation": city.station,
        "since": NOW.date(),
        "now": NOW,
    }
    return appoint(**{**given, **other})  # type: ignore[arg-type]


def test_a_new_person_gets_role_login_name_and_first_password() -> None:
    made = appointed()
    person = Person.objects.get(username="su.xiao")
    assert (made.person, made.membership.role, person.password_is_initial) == (person, Role.STATION_STAFF, True)
    assert person.check_password(made.password)
    assert made.password not in repr(made)


def test_who_has_an_account_keeps_its_password() -> None:
    known = a_person("苏晓", "13800138001", username="old.name")
    made = appointed()
    assert (made.person, made.password) == (known, "")
    assert Person.objects.get(pk=known.pk).username == "old.name"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"role": Role.WORKER}, "role"),
        ({"username": "1"}, "username"),
        ({"since": NOW.date() + timedelta(days=1)}, "since"),
        ({"phone": "12"}, ""),
    ],
)
def test_what_is_refused_leaves_nobody_behind(other: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        appointed(**other)
    assert refused.value.field in (field, "phone")
    assert not Person.objects.filter(name="苏晓").exists()


def test_a_phone_of_somebody_else_is_refused() -> None:
    a_person("别人", "13800138001")
    with pytest.raises(Refusal, match="已登记在另一人名下"):
        appointed()
    assert Membership.objects.filter(role=Role.STATION_STAFF).count() == 0


def test_another_area_is_out_of_scope() -> None:
    foreign = a_city_station()
    with pytest.raises(OutOfScope):
        appointed(organisation=foreign)


def a_city_station() -> object:
    member = a_member(Role.STATION_STAFF)
    return Membership.objects.get(pk=member.membership_id).organisation


def test_staff_is_seen_by_area_with_the_operators_of_its_stations() -> None:
    city = a_city()
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    clerk = a_member(Role.STATION_STAFF, city.station)
    runs = a_member(Role.OPERATOR_STAFF, city.operator)
    elsewhere = a_member(Role.STATION_STAFF, city.station2)
    a_member(Role.WORKER)
    assert {one.person_id for one in staff(officer)} == {officer.id, clerk.id, runs.id}
    assert {one.person_id for one in staff(officer, role=Role.STATION_STAFF)} == {clerk.id}
    assert list(staff(officer, on=NOW.date() - timedelta(days=400))) == []
    administrator = a_member(Role.ADMINISTRATOR, city.platform)
    assert staff(administrator).count() == 5
    assert staff_person(officer, clerk.id).pk == clerk.id
    with pytest.raises(Person.DoesNotExist):
        staff_person(officer, elsewhere.id)

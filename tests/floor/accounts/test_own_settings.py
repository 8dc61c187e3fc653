"""What a person sees and sets of the own account."""

import pytest

from tests.floor.accounts.factories import NOW, a_member, a_person
from tests.floor.accounts.proofs import a_clerk, bound, signed_in
from yizhan.floor.accounts import second_factor, sessions
from yizhan.floor.accounts.actions import set_large_type
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Method, Role
from yizhan.floor.audit.models import Entry
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def own(person: Person) -> Actor:
    return Actor(id=person.id, role=Role.WORKER)


def test_large_type_is_set_once_and_recorded() -> None:
    person = a_person()
    for _ in range(2):
        set_large_type(actor=own(person), person=person, large=True, now=NOW)
    assert Person.objects.get().large_type is True
    assert Entry.objects.filter(verb="accounts.person.type_changed").count() == 1


@pytest.mark.parametrize("actor", [SYSTEM, Actor(id=SYSTEM.id, role=Role.STATION_HEAD)])
def test_nobody_sets_the_type_of_another(actor: Actor) -> None:
    with pytest.raises(Refusal):
        set_large_type(actor=actor, person=a_person(), large=True, now=NOW)


def test_a_secret_waits_until_its_first_code_and_is_shown_to_nobody_else() -> None:
    person = a_clerk()
    assert second_factor.pending(actor=own(person), person=person) is None
    made = second_factor.enrol(actor=own(person), person=person, now=NOW)
    assert second_factor.pending(actor=own(person), person=person) == made
    with pytest.raises(Refusal):
        second_factor.pending(actor=own(a_person()), person=person)
    bound(person)
    assert second_factor.pending(actor=own(person), person=person) is None


def test_the_person_sees_how_many_recovery_codes_are_left() -> None:
    person = a_clerk()
    assert second_factor.bound(actor=own(person), person=person) is None
    bound(person)
    found = second_factor.bound(actor=own(person), person=person)
    assert found is not None
    assert found.recovery_codes == 10


def test_staff_roles_are_hidden_from_a_session_with_one_factor() -> None:
    person = a_person()
    a_member(Role.WORKER, person=person)
    head = a_member(Role.STATION_HEAD, person=person)
    for method, hidden in ((Method.CODE, [head.membership_id]), (Method.TWO_FACTORS, [])):
        client = signed_in(person, method, NOW)
        request = client.get("/who").wsgi_request
        assert [one.id for one in sessions.hidden_memberships(request, person, now=NOW)] == hidden

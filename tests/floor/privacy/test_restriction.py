"""Whose data is only kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.floor.privacy.people import NOW, Somebody

from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.actions import restrict, unrestrict
from yizhan.floor.privacy.models import Restriction
from yizhan.floor.privacy.queries import is_restricted, restricted_ids, restrictions_of
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
ASKED = RestrictionBasis.ASKED
LATER = NOW + timedelta(days=2)


def test_a_restriction_holds_from_its_moment_until_before_its_end() -> None:
    clerk, person = Somebody(), Somebody()
    restrict(actor=clerk, person_id=person.id, basis=ASKED, now=NOW)
    unrestrict(actor=clerk, person_id=person.id, basis=ASKED, reason="本人要求", now=LATER)
    moment = timedelta(microseconds=1)
    found = [is_restricted(person.id, at) for at in (NOW - moment, NOW, LATER - moment, LATER)]
    assert found == [False, True, True, False]
    assert [list(restricted_ids(at)) for at in (NOW, LATER)] == [[person.id], []]
    assert [one.until for one in restrictions_of(person, person_id=person.id)] == [LATER]
    with pytest.raises(Refusal):
        restrictions_of(clerk, person_id=person.id)


def test_the_same_again_changes_nothing_and_is_not_recorded() -> None:
    clerk, person_id = Somebody(), uuid4()
    first = restrict(actor=clerk, person_id=person_id, basis=ASKED, now=NOW)
    assert restrict(actor=clerk, person_id=person_id, basis=ASKED, now=LATER) == first
    assert list(Entry.objects.values_list("verb", flat=True)) == ["privacy.restrict"]


def test_what_is_not_restricted_is_not_lifted() -> None:
    with pytest.raises(Refusal, match="^没有正在生效的限制$"):
        unrestrict(actor=Somebody(), person_id=uuid4(), basis=ASKED, reason="本人要求", now=NOW)


def test_the_database_keeps_what_was_set_and_an_end() -> None:
    clerk, person_id = Somebody(), uuid4()
    made = restrict(actor=clerk, person_id=person_id, basis=ASKED, now=NOW)
    with pytest.raises(IntegrityError, match="privacy_one_open_restriction"), transaction.atomic():
        Restriction.objects.create(person_id=person_id, basis=ASKED, since=LATER)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Restriction.objects.filter(pk=made.pk).update(since=LATER)
    Restriction.objects.filter(pk=made.pk).update(until=LATER)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Restriction.objects.filter(pk=made.pk).update(until=None)

"""The invented register is one that the counter could have written: same values, nobody twice."""

import re
from datetime import date

import filling
import population
import pytest
import town
from django.db import connection
from tests.market.people.factories import a_key, a_number, agreed

from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.queries import as_actor
from yizhan.floor.privacy.models import Consent
from yizhan.kernel.phones import mobile_number
from yizhan.market.people import actions, documents
from yizhan.market.people.drafts import FileDraft
from yizhan.market.people.models import Registration, Worker
from yizhan.market.people.search import search
from yizhan.market.people.states import RegistrationKind

_CASTS = re.compile(r"::(text|character varying|bigint)(\[\])?|[()]")
SAMPLE = (*range(3000), *range(population.NEWCOMERS, population.NEWCOMERS + 3000), 999_999, 12_345_678)


def test_no_two_people_share_a_number_or_a_phone_and_all_are_possible() -> None:
    people = [population.person(place) for place in SAMPLE]
    assert len({one.number for one in people}) == len({one.phone for one in people}) == len(SAMPLE)
    for one in people:
        assert documents.read(one.number, today=population.NOW.date()).birth_date == one.born
        assert mobile_number(one.phone) == one.phone
        assert one.born <= date(2006, 1, 1)


def test_the_same_place_is_always_the_same_person() -> None:
    first = population.person(7)
    assert first == population.person(7)
    assert (len(first.number), first.name in population.names()) == (18, True)


@pytest.fixture
def place() -> int:
    """A person of the first station, in a database with the town and this one person."""
    town.found()
    chosen = next(place for place in range(1000) if population.person(place).stations == (0,))
    filling.write(filling.rows([chosen]))
    return chosen


@pytest.mark.django_db
def test_a_row_holds_what_the_counter_would_have_written(place: int) -> None:
    invented = population.person(place)
    held = Membership.objects.select_related("person", "organisation").get(pk=town.row_id("member", town.CLERK.name))
    clerk = as_actor(held.person, held)
    written = Worker.objects.get()
    other = actions.register_at_counter(
        actor=clerk,
        station=held.organisation,
        draft=FileDraft(name=invented.name, document_number=a_number(invented.born), document_seen=True, phone=""),
        kinds=[RegistrationKind.SEEKING],
        agreed=agreed(),
        form_key=a_key(),
        now=population.NOW,
    ).worker
    own = {"id", "person_id", "document_digest", "document_number", "home_region", "tokens", "created_at", "updated_at"}
    names = {field.attname for field in Worker._meta.concrete_fields} - own
    differing = {
        name
        for name in names - {"identity_checked_at", "sex", "household_region"}
        if getattr(written, name) != getattr(other, name)
    }
    assert differing == set()
    assert set(other.tokens) == {token for token in written.tokens if not token.startswith("t:")}
    for table in (Membership, Consent, Registration):
        rows = [table.objects.filter(**{key: value}).count() for key, value in _about(table, written, other)]
        assert rows[0] == rows[1] > 0


def _about(table: type, written: Worker, other: Worker) -> list[tuple[str, object]]:
    key = "worker_id" if table is Registration else "person_id"
    return [(key, one.pk if table is Registration else one.person_id) for one in (written, other)]


@pytest.mark.django_db
def test_sealed_values_open_in_their_row_and_digests_find_them(place: int) -> None:
    invented = population.person(place)
    written = Worker.objects.select_related("person").get()
    assert written.document_number.masked == f"{invented.number[:3]}*************{invented.number[-2:]}"
    assert str(written.person.phone)[-4:] == invented.phone[-4:]
    held = Membership.objects.select_related("person", "organisation").get(pk=town.row_id("member", town.CLERK.name))
    clerk = as_actor(held.person, held)
    for text in (invented.name[:2], invented.phone, invented.phone[-4:], invented.number):
        assert [one.pk for one in search(clerk, text, today=population.NOW.date()).rows] == [written.pk]


@pytest.mark.django_db
def test_keys_and_indexes_are_the_same_after_they_were_taken_off() -> None:
    def there() -> list[tuple[str, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
                " UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2, 3"
            )
            # A definition that is read back has its casts written out in other places.
            return [(table, name, _CASTS.sub("", definition)) for table, name, definition in cursor.fetchall()]

    before = there()
    with filling.without_indexes():
        assert len(there()) < len(before) - 30
    assert there() == before
    assert Person.objects.count() == 0

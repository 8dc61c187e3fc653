"""The reader of plans finds a table that is read whole."""

import filling
import population
import pytest
import searching
import town
from django.db import connection

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.queries import as_actor


@pytest.fixture
def clerk() -> Actor:
    """The clerk of the first station, among three hundred people."""
    town.found()
    filling.write(filling.rows(range(300)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    held = Membership.objects.select_related("person", "organisation").get(pk=town.row_id("member", town.CLERK.name))
    return as_actor(held.person, held)


@pytest.mark.django_db
def test_a_search_without_indexes_is_found_to_read_whole_tables(clerk: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
    found = searching.explained(clerk, population.person(0).name[:2])
    assert "people_worker" in found["read whole"]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "index"), [("two characters", "people_found_by"), ("phone tail", "people_found_by")])
def test_a_search_with_indexes_names_them(clerk: Actor, kind: str, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    found = searching.explained(clerk, searching.texts(kind, [0])[0])
    assert found["read whole"] == []
    assert index in found["indexes"]


def test_scans_are_found_at_any_depth() -> None:
    scan = {"Node Type": "Seq Scan", "Relation Name": "people_worker", "Actual Rows": 2, "Actual Loops": 3}
    heap = {"Node Type": "Bitmap Heap Scan", "Actual Rows": 1, "Actual Loops": 1}
    plan = {"Node Type": "Limit", "Plans": [{**heap, "Plans": [scan | {"Rows Removed by Filter": 5}]}]}
    assert list(searching.scans(plan)) == [("Seq Scan", "people_worker", 21)]


def test_what_is_typed_belongs_to_the_people_asked_for() -> None:
    one = population.person(3)
    typed = [searching.texts(kind, [3])[0] for kind in searching.KINDS]
    assert typed == [one.name[:2], searching.initials(one.name), one.phone[-4:], one.number, one.phone]
    assert searching.initials("张伟国") == "zwg"

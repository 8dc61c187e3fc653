"""Pages by the last row seen."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from tests.floor.accounts.factories import a_person
from yizhan.faces.components.paging import Page, page
from yizhan.floor.accounts.models import Person

ORDER = ("-name", "pk")
pytestmark = pytest.mark.django_db


def turned(query: str, order: tuple[str, ...] = ORDER, size: int = 2) -> Page[Person]:
    return page(Person.objects.all(), RequestFactory().get(f"/{query}"), order=order, size=size)


def people() -> list[Person]:
    made = [a_person(name=name) for name in ("甲", "乙", "乙", "乙", "丙")]
    return sorted(sorted(made, key=lambda one: str(one.pk)), key=lambda one: one.name, reverse=True)


def names(found: Page[Person]) -> list[str]:
    return [str(one.pk) for one in found.rows]


def expected(query: str = "") -> list[str]:
    return [str(key) for key in Person.objects.order_by(*ORDER).values_list("pk", flat=True)]


def test_every_row_is_shown_once_forwards_and_backwards() -> None:
    people()
    first = turned("")
    second = turned(first.next)
    third = turned(second.next)
    assert names(first) + names(second) + names(third) == expected()
    assert (first.previous, third.next) == ("", "")
    assert names(turned(third.previous)) == names(second)
    assert names(turned(second.previous)) == names(first)
    assert turned(second.previous).previous == ""


def test_a_row_that_is_added_before_moves_nothing() -> None:
    people()
    first = turned("")
    before = expected()
    a_person(name="鑫")
    assert names(turned(first.next)) == before[2:4]


def test_a_list_that_fits_has_no_other_pages() -> None:
    people()
    assert (turned("", size=5).next, turned("", size=5).previous) == ("", "")
    assert (turned("", size=4).next != "", turned("", size=4).previous) == (True, "")


def test_other_values_of_the_query_are_kept() -> None:
    people()
    link = turned("?q=%E9%99%88&after=old").next
    assert parse_qs(link.removeprefix("?"))["q"] == ["陈"]
    assert len(QueryDict(link.removeprefix("?")).getlist("after")) == 1


@pytest.mark.parametrize("place", ["x", "10**30", "%00", "ImEi:1:2", ""])
def test_a_forged_place_is_the_first_page(place: str) -> None:
    people()
    assert names(turned(f"?after={place}")) == expected()[:2]


def test_a_place_of_another_order_is_the_first_page() -> None:
    people()
    first = turned("", order=("name", "pk"))
    assert names(turned(first.next)) == expected()[:2]

"""Menus, the size of type, what a component sees of its page."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.template import Context, RequestContext
from django.template.loader import get_template
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.faces.access.scene import client_for
from tests.floor.accounts.factories import a_member
from yizhan.faces.components import navigation
from yizhan.faces.components.navigation import NavItem, menu
from yizhan.floor.accounts.actors import PUBLIC
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role

ITEMS = (
    NavItem("驿站", "public:stations"),
    NavItem("海报", "public:privacy", roles=(Role.STATION_HEAD,)),
)


@pytest.fixture(autouse=True)
def _items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", lambda _face: ITEMS)


def test_a_role_sees_its_own_entries() -> None:
    head = replace(PUBLIC, id=uuid4(), role=Role.STATION_HEAD)
    assert [entry.label for entry in menu("public", PUBLIC, "")] == ["驿站"]
    assert [entry.label for entry in menu("public", head, "")] == ["驿站", "海报"]


def test_nobody_is_shown_an_entry_that_the_access_table_refuses_him(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", lambda _face: (NavItem("今天", "workbench:today"),))
    assert menu("workbench", PUBLIC, "") == []
    assert [entry.label for entry in menu("workbench", replace(PUBLIC, id=uuid4(), role=Role.STATION_HEAD), "")] == [
        "今天"
    ]


@pytest.mark.parametrize(
    ("shown", "current"),
    [("public:stations", True), ("public:stations_new", True), ("public:stationsnew", False), ("public:home", False)],
)
def test_the_entry_of_the_page_shown_and_of_pages_below_it_is_current(shown: str, current: bool) -> None:
    assert menu("public", PUBLIC, shown)[0].current is current


def test_a_face_that_does_not_exist_has_no_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert menu("nowhere", PUBLIC, "") == []


def test_large_type_is_kept_by_the_browser_of_somebody_who_has_not_signed_in() -> None:
    client = Client()
    assert 'class="large"' not in client.get("/about").content.decode()
    answer = client.post("/type-size", {"large": "1", "next": "/about"})
    assert answer.headers["Location"] == "/about"
    assert '<html lang="zh-CN" class="large">' in client.get("/about").content.decode()
    client.post("/type-size", {"large": "0", "next": "/about"})
    assert 'class="large"' not in client.get("/about").content.decode()


@pytest.mark.django_db
def test_large_type_is_kept_for_the_person_who_has_signed_in() -> None:
    worker = a_member(Role.WORKER)
    client_for(worker).post("/type-size", {"large": "1"})
    assert Person.objects.get(pk=worker.id).large_type
    assert 'class="large"' in client_for(worker).get("/about").content.decode()


def test_a_page_for_the_public_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    assert Client().get("/about").status_code == 200


def test_a_component_does_not_see_the_variables_of_its_page() -> None:
    request = RequestFactory().get("/")
    request.resolver_match = None
    found = get_template("cotton/alert.html")
    assert "漏" not in found.render({"tone": "info"}, request)
    context = RequestContext(request, {"title": "漏"})
    inner = get_template("cotton/empty.html").template  # type: ignore[attr-defined]
    page = inner.engine.from_string("{% cotton empty title='空' %}{% endcotton %}{% cotton alert %}{% endcotton %}")
    assert "漏" not in page.render(Context(context.flatten()))


def test_what_is_given_to_a_component_is_escaped() -> None:
    engine = get_template("cotton/empty.html").template.engine  # type: ignore[attr-defined]
    page = engine.from_string(
        "{% cotton card title=\"{{ evil }}\" %}{{ evil }}{% endcotton %}{% cotton stat :value='evil' label='{{ evil }}' %}{% endcotton %}"
        '{% cotton button data-x="{{ evil }}" %}{% endcotton %}'
    )
    shown = page.render(Context({"evil": '"><script>1</script>'}))
    assert "<script>" not in shown
    assert 'data-x=""' not in shown

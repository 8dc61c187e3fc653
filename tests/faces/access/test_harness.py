"""The harness finds what is planted: without that its silence would say nothing."""

from collections.abc import Mapping

import pytest
from pytest_django.fixtures import Settings

from tests.faces.access.harness import addresses, faults
from tests.faces.access.scene import Scene, a_scene
from tests.faces.access.subjects import Subject
from yizhan.faces.components import access_middleware
from yizhan.faces.components.access import Access, Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role

STAFF = {Role.STATION_STAFF: Reach.STATION}


def a_station(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    return {"pk": scene.station_at(relation).pk}


SUBJECTS: dict[str, Subject] = {"station": a_station}


def tried(monkeypatch: pytest.MonkeyPatch, settings: Settings, name: str, row: Access) -> list[str]:
    settings.ROOT_URLCONF = "tests.faces.access.planted"
    kept = dict(access_middleware.table())
    monkeypatch.setattr(access_middleware, "table", lambda: {**kept, name: row})
    return faults(name, row, a_scene(), SUBJECTS)


@pytest.mark.django_db
def test_a_row_that_is_right_has_no_fault(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    reach = {**STAFF, Role.COUNTY_OFFICER: Reach.COUNTY, Role.CITY_OFFICER: Reach.CITY}
    assert tried(monkeypatch, settings, "planted:scoped", Access(reach, subject="station")) == []


@pytest.mark.django_db
def test_an_object_of_another_station_that_answers_is_found(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    found = tried(monkeypatch, settings, "planted:leaking", Access(STAFF, subject="station"))
    assert [one.partition(" for ")[2] for one in found] == [
        f"an object in relation {relation}, but says 200" for relation in ("COUNTY", "CITY", "ANY")
    ]


@pytest.mark.django_db
def test_a_cell_that_promises_too_much_is_found(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    found = tried(monkeypatch, settings, "planted:scoped", Access({Role.STATION_HEAD: Reach.COUNTY}, subject="station"))
    assert found == ["GET planted:scoped is to answer 站长 for an object in relation COUNTY, but says 404"]


@pytest.mark.django_db
def test_an_address_that_breaks_is_found(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    found = tried(monkeypatch, settings, "planted:broken", Access({Role.AUDITOR: Reach.ANY}))
    assert found == ["GET planted:broken is to answer 审计员 for an object in relation OWN, but says 500"]


@pytest.mark.django_db
def test_a_subject_without_a_factory_is_found(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    found = tried(monkeypatch, settings, "planted:scoped", Access(STAFF, subject="tram"))
    assert found == ["planted:scoped: no factory for the subject 'tram' in tests/faces/<face>/subjects.py"]


def test_an_address_without_a_name_is_listed(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.faces.access.planted"
    names = list(addresses())
    assert names[:6] == [f"planted:{name}" for name in ("scoped", "leaking", "broken", "fine", "forgotten")] + [
        "<planted:nameless>"
    ]

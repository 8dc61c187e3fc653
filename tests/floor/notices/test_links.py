"""Where a notice leads is what a face says of its own addresses."""

from uuid import UUID

import pytest
from django.urls import reverse

from yizhan.faces.components.access_middleware import table
from yizhan.floor.accounts.states import Role
from yizhan.floor.notices import links
from yizhan.floor.notices.links import LINKS, link_to, register

KEY = UUID(int=7)


def test_an_object_opens_where_the_role_has_a_page_of_it() -> None:
    assert link_to("recognition.application", KEY, Role.COUNTY_OFFICER) == f"/console/applications/{KEY}"
    assert link_to("recognition.application", KEY, Role.STATION_HEAD) == f"/work/applications/{KEY}/"
    assert link_to("rights.request", KEY, Role.WORKER) == f"/my/rights/requests/{KEY}"


def test_without_a_page_there_is_no_link() -> None:
    assert link_to("recognition.application", KEY, Role.WORKER) == ""
    assert link_to("nothing.at_all", KEY, Role.CITY_OFFICER) == ""


def test_every_role_that_is_led_somewhere_may_open_it() -> None:
    assert [
        (name, role)
        for (_, role), name in LINKS.items()
        if not (table()[name].allows(role) and reverse(name, args=[KEY]))
    ] == []


def test_two_faces_do_not_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "LINKS", {})
    register({"console:rights_file": ("rights.request", (Role.COUNTY_OFFICER,))})
    register({"console:rights_file": ("rights.request", (Role.COUNTY_OFFICER,))})
    with pytest.raises(ValueError, match="county_officer opens rights.request at console:rights_file already"):
        register({"workbench:requests_one": ("rights.request", (Role.COUNTY_OFFICER,))})

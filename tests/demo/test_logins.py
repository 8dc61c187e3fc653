"""Every identity of the login page leads to a page that answers, for every role there is."""

import pytest
from django.test import Client

from tests.demo.conftest import NOW
from tests.faces.entrance.test_start import HOMES as STARTS
from yizhan.demo.settling import Settled
from yizhan.floor.accounts import demo
from yizhan.floor.accounts.actors import PUBLIC
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db
# The first page of an auditor in the console is the chain.
HOMES = {**STARTS, Role.AUDITOR: "/console/audit/"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_a_click_on_any_identity_lands_on_the_start_page_of_its_role(settled: Settled) -> None:
    landed: dict[Role, set[str]] = {}
    for one in demo.identities(PUBLIC, now=NOW):
        answer = Client().post("/login/demo", {"membership": one.membership_id}, follow=True)
        assert answer.status_code == 200, one
        assert one.name in answer.content.decode(), one
        landed.setdefault(one.role, set()).add(answer.redirect_chain[-1][0])
    assert landed == {role: {home} for role, home in HOMES.items()}
    assert landed.keys() == set(Role) - {Role.PUBLIC, Role.SYSTEM}

"""Where the demo city is not settled: interrupted, outside the demo, beside other organisations."""

import pytest
from pytest_django.fixtures import Settings

from tests.demo.conftest import NOW, unheard
from yizhan.demo.settling import settle
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.actions import found
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def test_an_interrupted_run_leaves_nothing_behind() -> None:
    def interrupted(done: int, total: int) -> None:
        if done == 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        settle(now=NOW, moved=interrupted)
    assert (Person.objects.count(), Organisation.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_outside_the_demo_it_is_refused(settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    with pytest.raises(Refusal, match="只能建在演示系统里"):
        settle(now=NOW, moved=unheard)


def test_a_database_with_other_organisations_is_left_alone() -> None:
    found(actor=SYSTEM, kind=OrganisationKind.PLATFORM, code="platform", name="平台", now=NOW)
    found(actor=SYSTEM, kind=OrganisationKind.CITY_BUREAU, code="3505", name="真实的机构", region="3505", now=NOW)
    with pytest.raises(Refusal, match="数据库里已有机构"):
        settle(now=NOW, moved=unheard)

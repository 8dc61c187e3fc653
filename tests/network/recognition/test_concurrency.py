"""Two at once: numbers have no gaps, and only one of two decisions counts."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection

from tests.floor.accounts.factories import NOW, an_organisation
from tests.network.recognition import factories as make
from tests.network.recognition.factories import LATER
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions
from yizhan.network.recognition.models import Application, Decision
from yizhan.network.recognition.states import DecisionResult

pytestmark = pytest.mark.django_db(transaction=True)


def test_numbers_given_at_once_are_all_different_and_without_gaps() -> None:
    scene = make.a_scene()
    drafts = []
    for number in range(6):
        station = an_organisation(OrganisationKind.STATION, f"C-{number}", scene.county, operator=scene.operator)
        other = SimpleNamespace(**{**vars(scene), "station": station})
        drafts.append(make.drafted(other, station_name=f"泉州市丰泽区零工驿站（{number}）").pk)

    def submit(pk: UUID) -> None:
        try:
            held = Application.objects.get(pk=pk)
            actions.submit(actor=scene.applicant, application=held, version=held.version, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(submit, drafts))
    assert sorted(Application.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_of_two_decisions_at_once_one_counts() -> None:
    scene = make.a_scene()
    application = make.visited(scene)

    def decide(actor: Actor) -> str:
        try:
            actions.decide(
                actor=actor,
                application=application,
                version=application.version,
                result=DecisionResult.APPROVED,
                now=LATER,
            )
        except Refusal as refusal:
            return refusal.say()[:12]
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(decide, (scene.third, scene.officer)))
    assert said == ["done", "您打开页面后，这份申请已"]
    assert Decision.objects.count() == 1

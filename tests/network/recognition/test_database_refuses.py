"""What the database itself refuses, whoever asks."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.floor.accounts.factories import NOW
from tests.network.recognition import factories as make
from tests.network.recognition.factories import LATER
from yizhan.network.recognition.models import Application, Decision, Measure, SiteVisit, Step
from yizhan.network.recognition.states import ApplicationState, DecisionResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> SimpleNamespace:
    return make.a_scene()


def refused(application: Application, **values: object) -> bool:
    try:
        with transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**values)
    except IntegrityError:
        return True
    return False


def test_state_and_dates_go_together(scene: SimpleNamespace) -> None:
    application = make.drafted(scene)
    assert refused(application, state=ApplicationState.SUBMITTED)
    assert refused(application, submitted_at=NOW)
    assert refused(application, state=ApplicationState.ACCEPTED, submitted_at=NOW, year=2026, serial=1)
    assert refused(application, state=ApplicationState.WITHDRAWN)
    assert refused(application, ended_at=NOW)
    assert refused(application, state="somewhere")


def test_a_recognition_is_not_decided_without_visit_and_decision(scene: SimpleNamespace) -> None:
    application = make.accepted(scene)
    decision = a_decision(scene, DecisionResult.APPROVED)
    assert refused(application, state=ApplicationState.APPROVED, decided_at=LATER, decision=decision)
    visited = make.fresh(application)
    Application.objects.filter(pk=visited.pk).update(state=ApplicationState.VISITED, visited_at=LATER)
    assert refused(visited, state=ApplicationState.APPROVED, decided_at=LATER)
    assert refused(visited, state=ApplicationState.REFUSED, decided_at=LATER, ended_at=LATER, decision=decision)
    assert refused(visited, state=ApplicationState.CARRIED_OUT, decided_at=LATER, ended_at=LATER, decision=decision)
    assert refused(visited, visited_at=NOW - timedelta(days=1))


def test_the_state_does_not_contradict_the_decision(scene: SimpleNamespace) -> None:
    application = make.visited(scene)
    negative = a_decision(scene, DecisionResult.REFUSED)
    assert refused(application, state=ApplicationState.APPROVED, decided_at=LATER, decision=negative)


def test_a_number_stays_and_is_given_once(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    with pytest.raises(DatabaseError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(serial=7)
    with pytest.raises(DatabaseError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(county=scene.county2)


def test_applications_decisions_steps_and_measures_are_kept(scene: SimpleNamespace) -> None:
    application = make.approved(scene)
    for model, values in (
        (Step, {"note": "改"}),
        (Decision, {"reason": "改"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**values)
    for model in (Step, Decision, Application, Measure):
        if model is Measure:
            a_measure(scene)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete("default")
    assert make.fresh(application).state == ApplicationState.APPROVED


def test_a_refusal_without_reason_is_no_decision(scene: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(officer_id=scene.third.id, result=DecisionResult.REFUSED, clause="条", decided_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(officer_id=scene.third.id, result=DecisionResult.APPROVED, clause="", decided_at=NOW)


def test_one_person_is_not_two_visitors_and_a_visit_is_recorded_whole(scene: SimpleNamespace) -> None:
    visit = make.scheduled(scene).visits.get()
    for values in ({"second_visitor": visit.first_visitor}, {"held_on": NOW.date()}, {"result": "passed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SiteVisit.objects.filter(pk=visit.pk).update(**values)


def test_a_rectification_has_a_deadline_and_is_closed_whole(scene: SimpleNamespace) -> None:
    measure = a_measure(scene)
    for values in ({"due_on": None}, {"state": "met"}, {"closed_at": NOW}, {"kind": "suspension", "state": "met"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.filter(pk=measure.pk).update(**values)


def a_decision(scene: SimpleNamespace, result: DecisionResult) -> Decision:
    return Decision.objects.create(
        officer_id=scene.third.id, result=result, reason="面积不足", clause="泉州标准3", decided_at=LATER
    )


def a_measure(scene: SimpleNamespace) -> Measure:
    return Measure.objects.create(
        station=scene.station,
        kind="rectification",
        reason="考核不合格",
        demands="补齐消防设施",
        clause="随州办法四（二）",
        due_on=LATER.date(),
        ordered_by_id=scene.officer.id,
        ordered_at=NOW,
    )

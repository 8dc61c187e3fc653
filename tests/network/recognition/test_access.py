"""Who sees an application, and who may do what with it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.floor.accounts.factories import NOW, a_member, an_organisation
from tests.network.recognition import factories as make
from tests.network.recognition.factories import LATER
from yizhan.floor.accounts.actors import PUBLIC
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind, DecisionResult

pytestmark = pytest.mark.django_db
SEES_DRAFT = ("applicant",)
SEES_SUBMITTED = ("applicant", "head", "clerk", "officer", "second", "third", "mayor")
EVERYBODY = (*SEES_SUBMITTED, "sister_head", "foreign", "panel")


@pytest.fixture
def scene() -> SimpleNamespace:
    return make.a_scene()


def those_who_see(scene: SimpleNamespace, application: Application) -> tuple[str, ...]:
    return tuple(
        name for name in EVERYBODY if queries.applications(getattr(scene, name)).filter(pk=application.pk).exists()
    )


def test_a_draft_is_seen_by_its_applicant_only(scene: SimpleNamespace) -> None:
    assert those_who_see(scene, make.drafted(scene)) == SEES_DRAFT


def test_a_submitted_one_is_seen_in_its_county_city_and_station(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    assert those_who_see(scene, application) == SEES_SUBMITTED
    assert not queries.applications(PUBLIC).exists()


def test_papers_steps_and_visits_are_seen_with_the_application(scene: SimpleNamespace) -> None:
    application = make.visited(scene)
    counted = {
        name: (
            queries.attachments(getattr(scene, name), application).count(),
            queries.steps(getattr(scene, name), application).count(),
            queries.visits(getattr(scene, name), application).count(),
        )
        for name in ("applicant", "officer", "foreign", "sister_head")
    }
    assert counted == {
        "applicant": (4, 5, 1),
        "officer": (4, 5, 1),
        "foreign": (0, 0, 0),
        "sister_head": (0, 0, 0),
    }
    paper = queries.attachments(scene.officer, application)[0]
    assert queries.attachment(scene.officer, paper.pk).pk == paper.pk
    with pytest.raises(ObjectDoesNotExist):
        queries.attachment(scene.foreign, paper.pk)


def test_another_countys_application_is_not_there(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    with pytest.raises(OutOfScope):
        actions.accept(actor=scene.foreign, application=application, version=application.version, now=NOW)
    with pytest.raises(OutOfScope):
        actions.withdraw(
            actor=scene.sister_head, application=application, version=application.version, reason="试试", now=NOW
        )


@pytest.mark.parametrize("name", ["applicant", "head", "clerk", "mayor"])
def test_only_officers_of_the_county_review(scene: SimpleNamespace, name: str) -> None:
    application = make.submitted(scene)
    with pytest.raises(Refusal, match="只有所在地"):
        actions.accept(actor=getattr(scene, name), application=application, version=application.version, now=NOW)


@pytest.mark.parametrize("name", ["clerk", "officer", "mayor", "panel"])
def test_only_operators_and_heads_apply(scene: SimpleNamespace, name: str) -> None:
    with pytest.raises(Refusal, match="只有运营单位人员或站长"):
        actions.draft(actor=getattr(scene, name), kind=ApplicationKind.RECOGNITION, county=scene.county, now=NOW)


def test_a_head_does_not_act_for_the_operator(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    with pytest.raises(Refusal, match="只有申请单位"):
        actions.withdraw(
            actor=scene.head, application=application, version=application.version, reason="不办了", now=NOW
        )


def test_one_applies_for_a_station_that_one_runs(scene: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="不由本单位运营"):
        actions.draft(actor=scene.applicant, kind=ApplicationKind.RECOGNITION, station=scene.sister, now=NOW)
    own = actions.draft(actor=scene.sister_head, kind=ApplicationKind.RECOGNITION, station=scene.sister, now=NOW)
    assert (own.county, own.applicant) == (scene.county, scene.sister)


def test_an_officer_who_also_works_for_the_applicant_stands_back(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    a_member(Role.OPERATOR_STAFF, scene.operator, person=make.person(scene.officer))
    with pytest.raises(Refusal, match="应当回避"):
        actions.accept(actor=scene.officer, application=application, version=application.version, now=NOW)


def test_two_different_officers_of_the_county_visit(scene: SimpleNamespace) -> None:
    application = make.accepted(scene)

    def schedule(first: object, second: object) -> None:
        actions.schedule_visit(
            actor=scene.officer,
            application=application,
            version=application.version,
            scheduled_for=NOW + timedelta(days=1),
            visitors=(make.person(first), make.person(second)),
            now=NOW,
        )

    with pytest.raises(Refusal, match="2名以上"):
        schedule(scene.officer, scene.officer)
    with pytest.raises(Refusal, match="在岗人员"):
        schedule(scene.officer, scene.foreign)
    schedule(scene.officer, scene.second)
    assert make.fresh(application).state == "visit_scheduled"
    assert set(queries.possible_visitors(scene.officer, application).values_list("pk", flat=True)) == {
        scene.officer.id,
        scene.second.id,
        scene.third.id,
    }


def test_who_was_not_there_does_not_record_the_visit(scene: SimpleNamespace) -> None:
    application = make.scheduled(scene)
    with pytest.raises(Refusal, match="由参加核查的人员记录"):
        actions.record_visit(
            actor=scene.third,
            application=application,
            version=application.version,
            held_on=LATER.date(),
            result=make.VisitResult.PASSED,
            findings=make.findings(),
            now=LATER,
        )


def test_without_a_visit_who_accepted_does_not_decide(scene: SimpleNamespace) -> None:
    values = {"change": "name", "station_name": "泉州市丰泽区零工驿站（宝珊）", "grounds": "街道更名"}
    application = make.accepted(scene, ApplicationKind.CHANGE, **values)
    with pytest.raises(Refusal, match="不同的工作人员"):
        actions.decide(
            actor=scene.officer,
            application=application,
            version=application.version,
            result=DecisionResult.APPROVED,
            now=LATER,
        )


def test_a_list_costs_as_many_queries_for_one_row_as_for_thirty(
    scene: SimpleNamespace, django_assert_num_queries: object
) -> None:
    def shown() -> None:
        for row in queries.applications(scene.officer):
            assert row.number
            assert row.applicant.name
            assert row.decision is None

    make.submitted(scene)
    with django_assert_num_queries(1):  # type: ignore[operator]
        shown()
    for number in range(30):
        station = an_organisation(
            OrganisationKind.STATION, f"X-{number}", scene.county, operator=scene.operator, region="350503"
        )
        other = SimpleNamespace(**{**vars(scene), "station": station})
        make.submitted(other, station_name=f"泉州市丰泽区零工驿站（{number}）")
    with django_assert_num_queries(1):  # type: ignore[operator]
        shown()

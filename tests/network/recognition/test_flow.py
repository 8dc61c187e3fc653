"""A recognition from draft to opening, and the ways beside it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.network.recognition import factories as make
from tests.network.recognition.factories import LATER
from yizhan.floor.audit.models import Entry
from yizhan.floor.notices.models import Notice
from yizhan.floor.outbox.models import Event
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions
from yizhan.network.recognition.completeness import Incomplete
from yizhan.network.recognition.materials import Material
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.queries import application as seen
from yizhan.network.recognition.queries import steps
from yizhan.network.recognition.states import (
    ApplicationKind,
    ApplicationState,
    DecisionResult,
    VisitResult,
)
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import StationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> SimpleNamespace:
    return make.a_scene()


def station_state(scene: SimpleNamespace) -> str:
    return Station.objects.get(pk=scene.file.pk).state


def test_a_recognition_goes_from_draft_to_opening(scene: SimpleNamespace) -> None:
    application = make.approved(scene)
    assert station_state(scene) == StationState.RECOGNISED
    opened = actions.open_recognised(
        actor=scene.officer, application=application, version=application.version, now=LATER
    )
    assert opened.state == ApplicationState.OPENED
    assert station_state(scene) == StationState.OPEN
    assert [step.target for step in steps(scene.applicant, opened)] == [
        "draft",
        "submitted",
        "accepted",
        "visit_scheduled",
        "visited",
        "approved",
        "opened",
    ]
    verbs = Entry.objects.filter(object_type="recognition.application").order_by("sequence")
    assert [entry.verb.split(".", 1)[1] for entry in verbs] == [
        *("application.drafted", "application.saved", *["attachment.added"] * 4, "application.submitted"),
        *("application.accepted", "visit.scheduled", "visit.recorded", "application.approved", "application.opened"),
    ]
    assert list(
        Event.objects.filter(name__startswith="recognition").order_by("at", "name").values_list("name", flat=True)
    ) == [
        "recognition.application.accepted",
        "recognition.application.submitted",
        "recognition.application.visit_scheduled",
        "recognition.application.approved",
        "recognition.application.opened",
        "recognition.application.visited",
    ]
    told = Notice.objects.filter(person_id=scene.applicant.id)
    assert [one.link for one in told] == [f"/work/applications/{application.pk}/"] * 5
    heard = Notice.objects.filter(kind="recognition.application.submitted")
    assert [one.link for one in heard] == [f"/console/applications/{application.pk}"] * 3


def test_numbers_of_a_county_and_year_run_without_gaps(scene: SimpleNamespace) -> None:
    first = make.submitted(scene)
    actions.withdraw(actor=scene.applicant, application=first, version=first.version, reason="填错了", now=NOW)
    discarded = make.drafted(scene)
    actions.withdraw(actor=scene.applicant, application=discarded, version=discarded.version, reason="不要了", now=NOW)
    second = make.submitted(scene)
    assert [first.number, make.fresh(discarded).number, second.number] == ["350503-2026-0001", "", "350503-2026-0002"]


def test_submitting_names_everything_that_is_missing_with_its_clause(scene: SimpleNamespace) -> None:
    blank = actions.draft(actor=scene.applicant, kind=ApplicationKind.RECOGNITION, county=scene.county, now=NOW)
    with pytest.raises(Incomplete) as refused:
        actions.submit(actor=scene.applicant, application=blank, version=1, now=NOW)
    assert [gap.field for gap in refused.value.gaps] == [
        *("legal_representative", "credit_code", "registered_address", "contact_phone", "station_name"),
        *("station_kind", "station_address", "manager_name", "manager_identity_number", "floor_area"),
        *("investment_fen", "posts_offered", "people_placed", "uses_platform"),
        *("licence", "legal_identity", "premises", "plan"),
    ]
    assert refused.value.gaps[-1].sentence == "缺少「实施方案等其他佐证材料」（泉州方案二（三）⑤）"
    assert make.fresh(blank).state == ApplicationState.DRAFT


def test_saving_keeps_what_can_be_used_and_says_why_the_rest_cannot(scene: SimpleNamespace) -> None:
    begun = actions.draft(actor=scene.applicant, kind=ApplicationKind.RECOGNITION, station=scene.station, now=NOW)
    values = {
        "legal_representative": " 欧阳  建国 ",
        "credit_code": "９１350503ma2xn00006",
        "manager_identity_number": "350500199001010016",
        "contact_phone": "110",
        "floor_area": "一百",
        "investment": "０.000001",
        "posts_offered": "-3",
        "station_name": "甲\x00乙",
    }
    saved = actions.save(actor=scene.applicant, application=begun, version=1, values=values, now=NOW)
    stored = make.fresh(begun)
    assert stored.legal_representative == "欧阳 建国"
    assert stored.credit_code == "91350503MA2XN00006"
    assert stored.investment_fen == 1
    assert sorted(saved.refused) == [
        "contact_phone",
        "floor_area",
        "manager_identity_number",
        "posts_offered",
        "station_name",
    ]
    assert saved.refused["manager_identity_number"].field == "manager_identity_number"
    assert stored.station_name == "东海零工驿站"


def test_a_return_lets_the_applicant_edit_and_keeps_the_number(scene: SimpleNamespace) -> None:
    application = make.submitted(scene)
    with pytest.raises(Refusal, match="不能修改"):
        actions.save(actor=scene.applicant, application=application, version=application.version, values={}, now=NOW)
    returned = actions.return_for_supplement(
        actor=scene.officer, application=application, version=application.version, note="租赁合同缺第3页", now=NOW
    )
    saved = actions.save(
        actor=scene.applicant,
        application=returned,
        version=returned.version,
        values={"floor_area": "90"},
        now=NOW,
    ).application
    again = actions.submit(actor=scene.applicant, application=saved, version=saved.version, now=LATER)
    assert (again.number, again.state, again.submitted_at) == ("350503-2026-0001", "submitted", LATER)
    notes = list(steps(scene.applicant, again).values_list("target", "note"))
    assert notes[2] == ("returned", "租赁合同缺第3页")


def test_of_two_officers_who_decide_at_once_the_second_is_refused(scene: SimpleNamespace) -> None:
    application = make.visited(scene)
    page = application.version
    actions.decide(actor=scene.third, application=application, version=page, result=DecisionResult.APPROVED, now=LATER)
    with pytest.raises(Refusal, match="已被他人办理"):
        actions.decide(
            actor=scene.officer,
            application=application,
            version=page,
            result=DecisionResult.REFUSED,
            reason="面积不足",
            now=LATER,
        )
    assert make.fresh(application).state == ApplicationState.APPROVED


def test_a_refusal_says_why_and_quotes_the_clauses_that_were_not_met(scene: SimpleNamespace) -> None:
    application = make.visited(scene, area="29.99", result=VisitResult.FAILED)
    with pytest.raises(Refusal, match="不能同意"):
        actions.decide(
            actor=scene.third,
            application=application,
            version=application.version,
            result=DecisionResult.APPROVED,
            now=LATER,
        )
    with pytest.raises(Refusal) as silent:
        actions.decide(
            actor=scene.third,
            application=application,
            version=application.version,
            result=DecisionResult.REFUSED,
            now=LATER,
        )
    assert silent.value.field == "reason"
    refused = actions.decide(
        actor=scene.third,
        application=application,
        version=application.version,
        result=DecisionResult.REFUSED,
        reason="服务场所面积不足30平方米",
        now=LATER,
    )
    assert refused.decision is not None
    assert "零工驿站服务场所面积应不少于30㎡" in refused.decision.clause
    assert (refused.state, refused.ended_at) == (ApplicationState.REFUSED, LATER)
    assert station_state(scene) == StationState.PLANNED


def test_a_failed_visit_may_be_followed_by_another(scene: SimpleNamespace) -> None:
    application = make.visited(scene, area="29", result=VisitResult.FAILED)
    actions.schedule_visit(
        actor=scene.officer,
        application=application,
        version=application.version,
        scheduled_for=LATER + timedelta(days=5),
        visitors=(make.person(scene.second), make.person(scene.third)),
        now=LATER,
    )
    visit = actions.record_visit(
        actor=scene.third,
        application=application,
        version=make.version(application),
        held_on=(LATER + timedelta(days=5)).date(),
        result=VisitResult.PASSED,
        findings=make.findings("30"),
        now=LATER + timedelta(days=5),
    )
    assert (visit.round, visit.findings.get(check_code="service_area").met) == (2, True)


@pytest.mark.parametrize(("area", "staff"), [("29.99", "1"), ("30", "0"), ("", "1")])
def test_a_visit_is_not_passed_while_a_number_of_the_source_is_missed(
    scene: SimpleNamespace, area: str, staff: str
) -> None:
    application = make.scheduled(scene)
    with pytest.raises(Refusal, match="核查结果不能为「符合」"):
        actions.record_visit(
            actor=scene.second,
            application=application,
            version=application.version,
            held_on=LATER.date(),
            result=VisitResult.PASSED,
            findings=make.findings(area, staff),
            now=LATER,
        )
    assert make.fresh(application).state == ApplicationState.VISIT_SCHEDULED


def test_the_finding_stands_beside_the_claim(scene: SimpleNamespace) -> None:
    visit = make.visited(scene).visits.get()
    rows = {row.check_code: (row.claimed, row.found, row.met) for row in visit.findings.all()}
    assert rows["service_area"] == ("86.50平方米", "86", True)
    assert rows["platform"] == ("是", "已查看", True)
    assert rows["staff"] == ("", "2", True)


def test_the_same_place_is_not_under_way_twice(scene: SimpleNamespace) -> None:
    make.submitted(scene)
    second = make.drafted(scene)
    with pytest.raises(Refusal, match="请勿重复提交"):
        actions.submit(actor=scene.applicant, application=second, version=second.version, now=NOW)


def test_a_place_that_is_not_registered_is_linked_before_it_opens(scene: SimpleNamespace) -> None:
    begun = actions.draft(actor=scene.applicant, kind=ApplicationKind.RECOGNITION, county=scene.county, now=NOW)
    actions.save(actor=scene.applicant, application=begun, version=1, values=make.VALUES, now=NOW)
    for material in ("licence", "legal_identity", "premises", "plan"):
        actions.attach(
            actor=scene.applicant,
            application=begun,
            version=make.version(begun),
            material=Material(material),
            upload=make.a_picture(),
            now=NOW,
        )
    handed_in = actions.submit(actor=scene.applicant, application=begun, version=make.version(begun), now=NOW)
    with pytest.raises(Refusal, match="不是申请单位"):
        actions.link_station(
            actor=scene.officer, application=handed_in, version=handed_in.version, station=scene.sister, now=NOW
        )
    linked = actions.link_station(
        actor=scene.officer, application=handed_in, version=handed_in.version, station=scene.station, now=NOW
    )
    assert linked.station == scene.station


def test_the_operator_that_changed_midway_applies_anew(scene: SimpleNamespace) -> None:
    application = make.visited(scene)
    scene.station.operator = None
    scene.station.save()
    with pytest.raises(Refusal, match="运营单位已变更"):
        actions.decide(
            actor=scene.third,
            application=application,
            version=application.version,
            result=DecisionResult.APPROVED,
            now=LATER,
        )


def test_a_closed_county_receives_nothing(scene: SimpleNamespace) -> None:
    application = make.drafted(scene)
    scene.county.closed_on = NOW.date()
    scene.county.save()
    with pytest.raises(Refusal, match="已撤销"):
        actions.submit(actor=scene.applicant, application=application, version=application.version, now=NOW)
    with pytest.raises(Refusal, match="已撤销"):
        actions.draft(actor=scene.applicant, kind=ApplicationKind.RECOGNITION, county=scene.county, now=NOW)


def test_a_decided_application_is_not_withdrawn(scene: SimpleNamespace) -> None:
    application = make.approved(scene)
    with pytest.raises(Refusal, match="审批同意"):
        actions.withdraw(
            actor=scene.applicant, application=application, version=application.version, reason="不办了", now=LATER
        )
    assert seen(scene.applicant, application.pk).state == ApplicationState.APPROVED


def test_a_failed_submission_writes_nothing(scene: SimpleNamespace) -> None:
    application = actions.draft(actor=scene.applicant, kind=ApplicationKind.RECOGNITION, station=scene.station, now=NOW)
    before = Entry.objects.count()
    with pytest.raises(Incomplete):
        actions.submit(actor=scene.applicant, application=application, version=1, now=NOW)
    assert (Entry.objects.count(), Application.objects.get().serial) == (before, None)

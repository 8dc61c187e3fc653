"""Change, suspension, resumption, cancellation on application; and measures that the county orders."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, an_organisation
from tests.network.recognition import factories as make
from tests.network.recognition.factories import LATER
from yizhan.floor.notices.models import Notice
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.completeness import missing
from yizhan.network.recognition.models import Application, Measure
from yizhan.network.recognition.states import ApplicationKind, ApplicationState, MeasureState
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import StationState

pytestmark = pytest.mark.django_db
DUE = (NOW + timedelta(days=15)).date()


@pytest.fixture
def scene() -> SimpleNamespace:
    city = make.a_scene()
    city.file.state, city.file.recognised_on, city.file.opened_on = StationState.OPEN, NOW.date(), NOW.date()
    city.file.save()
    return city


def carried_out(scene: SimpleNamespace, application: Application) -> Application:
    return actions.carry_out(actor=scene.officer, application=application, version=application.version, now=LATER)


def state_of(scene: SimpleNamespace) -> str:
    return Station.objects.get(pk=scene.file.pk).state


def rectification(scene: SimpleNamespace) -> Measure:
    return actions.order_rectification(
        actor=scene.officer, station=scene.station, reason="考核不合格", demands="补齐消防设施", due_on=DUE, now=NOW
    )


def test_a_new_name_is_approved_and_given(scene: SimpleNamespace) -> None:
    values = {"change": "name", "station_name": "东海宝珊零工驿站", "grounds": "街道更名"}
    done = carried_out(scene, make.approved(scene, ApplicationKind.CHANGE, **values))
    assert done.state == ApplicationState.CARRIED_OUT
    assert Organisation.objects.get(pk=scene.station.pk).name == "东海宝珊零工驿站"


def test_a_new_operator_takes_over(scene: SimpleNamespace) -> None:
    heir = an_organisation(OrganisationKind.OPERATOR, "OP-2", name="泉州众力公司")
    values = {"change": "operator", "new_operator": heir, "grounds": "合同到期"}
    carried_out(scene, make.approved(scene, ApplicationKind.CHANGE, **values))
    assert Organisation.objects.get(pk=scene.station.pk).operator == heir


def test_a_new_place_is_visited_first(scene: SimpleNamespace) -> None:
    values = {"change": "place", "station_address": "丰泽区津淮街9号", "floor_area": "60", "grounds": "租约到期"}
    application = make.accepted(scene, ApplicationKind.CHANGE, **values)
    with pytest.raises(Refusal, match="先现场核查"):
        actions.decide(
            actor=scene.third,
            application=application,
            version=application.version,
            result=make.DecisionResult.APPROVED,
            now=LATER,
        )


def test_a_new_place_is_given_after_its_visit(scene: SimpleNamespace) -> None:
    values = {"change": "place", "station_address": "丰泽区津淮街9号", "floor_area": "60", "grounds": "租约到期"}
    application = make.accepted(scene, ApplicationKind.CHANGE, **values)
    actions.schedule_visit(
        actor=scene.officer,
        application=application,
        version=application.version,
        scheduled_for=LATER,
        visitors=(make.person(scene.officer), make.person(scene.second)),
        now=NOW,
    )

    def record(area: str) -> None:
        actions.record_visit(
            actor=scene.officer,
            application=application,
            version=make.version(application),
            held_on=LATER.date(),
            result=make.VisitResult.PASSED,
            findings=make.findings(area),
            now=LATER,
        )

    for number in ("29.99", "1e3", "1_000", "NaN", "-40"):
        with pytest.raises(Refusal) as refused:
            record(number)
        assert refused.value.field == "service_area"
    record("６０")
    decided = actions.decide(
        actor=scene.third,
        application=application,
        version=make.version(application),
        result=make.DecisionResult.APPROVED,
        now=LATER,
    )
    carried_out(scene, decided)
    assert Station.objects.get(pk=scene.file.pk).address == "丰泽区津淮街9号"


def test_only_a_change_names_what_changes(scene: SimpleNamespace) -> None:
    begun = actions.draft(actor=scene.applicant, kind=ApplicationKind.RESUMPTION, station=scene.station, now=NOW)
    values = {"change": "name", "grounds": "装修完成"}
    saved = actions.save(actor=scene.applicant, application=begun, version=1, values=values, now=NOW)
    assert (list(saved.refused), make.fresh(begun).grounds) == (["change"], "装修完成")


def test_a_suspension_begins_on_its_day_and_a_resumption_ends_it(scene: SimpleNamespace) -> None:
    day = (LATER + timedelta(days=1)).date()
    values = {"grounds": "装修", "effective_from": day, "effective_until": day + timedelta(days=9)}
    application = make.approved(scene, ApplicationKind.SUSPENSION, **values)
    with pytest.raises(Refusal, match="起生效"):
        carried_out(scene, application)
    actions.carry_out(
        actor=scene.officer, application=application, version=application.version, now=LATER + timedelta(days=1)
    )
    assert state_of(scene) == StationState.SUSPENDED


def test_a_cancellation_on_application_closes_the_station(scene: SimpleNamespace) -> None:
    values = {"grounds": "业务并入东海零工市场", "effective_from": LATER.date()}
    carried_out(scene, make.approved(scene, ApplicationKind.CANCELLATION, **values))
    assert state_of(scene) == StationState.CLOSED


def test_each_kind_says_what_it_lacks(scene: SimpleNamespace) -> None:
    lacks = {}
    for kind in ApplicationKind:
        if kind is not ApplicationKind.RECOGNITION:
            blank = actions.draft(actor=scene.applicant, kind=kind, station=scene.station, now=NOW)
            lacks[kind.value] = [gap.field for gap in missing(blank, ())]
    assert lacks == {
        "change": ["change", "grounds"],
        "suspension": ["grounds", "effective_from"],
        "resumption": ["grounds"],
        "cancellation": ["grounds", "effective_from"],
    }


def test_a_term_that_ends_before_it_starts_is_refused_by_itself(scene: SimpleNamespace) -> None:
    begun = actions.draft(actor=scene.applicant, kind=ApplicationKind.SUSPENSION, station=scene.station, now=NOW)
    saved = actions.save(
        actor=scene.applicant,
        application=begun,
        version=1,
        values={"effective_from": DUE, "effective_until": DUE - timedelta(days=1), "grounds": "装修"},
        now=NOW,
    )
    assert list(saved.refused) == ["effective_until"]
    stored = make.fresh(begun)
    assert (stored.grounds, stored.effective_from) == ("装修", None)


def test_a_rectification_that_succeeds_changes_nothing_else(scene: SimpleNamespace) -> None:
    measure = rectification(scene)
    assert "对不合格的要求限期整改，整改后仍不合格的取消" in measure.clause
    told = Notice.objects.get(person_id=scene.applicant.id, kind="recognition.measure.ordered")
    assert told.link == f"/work/station/{Station.objects.get(organisation=measure.station).pk}/"
    done = actions.close_rectification(
        actor=scene.second, measure=measure, version=1, met=True, outcome="已补齐", now=LATER
    )
    assert (done.state, state_of(scene)) == (MeasureState.MET, StationState.OPEN)


def test_failure_is_entered_after_the_deadline_and_only_then_is_a_station_cancelled(scene: SimpleNamespace) -> None:
    measure = rectification(scene)
    with pytest.raises(Refusal, match="期满后"):
        actions.close_rectification(
            actor=scene.officer, measure=measure, version=1, met=False, outcome="仍未补齐", now=LATER
        )
    with pytest.raises(Refusal, match="只有整改后仍不合格"):
        actions.cancel(actor=scene.officer, rectification=measure, version=1, reason="不合格", now=LATER)
    after = NOW + timedelta(days=16)
    assert list(queries.overdue(scene.officer, on=after.date())) == [measure]
    failed = actions.close_rectification(
        actor=scene.officer, measure=measure, version=1, met=False, outcome="仍未补齐", now=after
    )
    cancelled = actions.cancel(actor=scene.officer, rectification=failed, version=2, reason="整改后仍不合格", now=after)
    assert (cancelled.follows, cancelled.state, state_of(scene)) == (failed, MeasureState.FINAL, StationState.CLOSED)


def test_an_ordered_suspension_is_lifted(scene: SimpleNamespace) -> None:
    measure = actions.suspend(actor=scene.officer, station=scene.station, reason="消防隐患", now=NOW)
    assert state_of(scene) == StationState.SUSPENDED
    with pytest.raises(Refusal, match="在执行"):
        actions.suspend(actor=scene.officer, station=scene.station, reason="消防隐患", now=NOW)
    actions.lift_suspension(actor=scene.second, measure=measure, version=1, outcome="隐患已消除", now=LATER)
    assert state_of(scene) == StationState.OPEN


def test_measures_are_the_countys_and_seen_in_its_area(scene: SimpleNamespace) -> None:
    measure = rectification(scene)
    with pytest.raises(OutOfScope):
        actions.suspend(actor=scene.foreign, station=scene.station, reason="越权", now=NOW)
    with pytest.raises(Refusal, match="只有所在地"):
        actions.suspend(actor=scene.mayor, station=scene.station, reason="越权", now=NOW)
    with pytest.raises(OutOfScope):
        actions.close_rectification(
            actor=scene.foreign, measure=measure, version=1, met=True, outcome="合格", now=LATER
        )
    seen = [
        name
        for name in ("applicant", "head", "sister_head", "officer", "foreign", "mayor", "panel")
        if queries.measures(getattr(scene, name)).exists()
    ]
    assert seen == ["applicant", "head", "officer", "mayor"]


def test_an_older_version_of_a_measure_is_refused(scene: SimpleNamespace) -> None:
    measure = rectification(scene)
    actions.close_rectification(actor=scene.officer, measure=measure, version=1, met=True, outcome="合格", now=LATER)
    with pytest.raises(Refusal, match="刚被他人办理"):
        actions.close_rectification(actor=scene.second, measure=measure, version=1, met=True, outcome="合格", now=LATER)


def test_a_deadline_lies_ahead(scene: SimpleNamespace) -> None:
    with pytest.raises(Refusal) as refused:
        actions.order_rectification(
            actor=scene.officer,
            station=scene.station,
            reason="考核不合格",
            demands="补齐消防设施",
            due_on=NOW.date(),
            now=NOW,
        )
    assert refused.value.field == "due_on"

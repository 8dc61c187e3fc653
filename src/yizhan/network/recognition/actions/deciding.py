"""The decision and what follows from it: publicity, opening, carrying out."""

from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.actions import assign_operator, rename
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import policy
from yizhan.network.recognition.clauses import OPINION
from yizhan.network.recognition.models import Application, Decision, SiteVisit, Step
from yizhan.network.recognition.moving import audit, day_of, locked, move, said, tell, written
from yizhan.network.recognition.prefill import file_of
from yizhan.network.recognition.states import (
    READING,
    ApplicationKind,
    ApplicationState,
    ChangeKind,
    DecisionResult,
    VisitResult,
    needs_visit,
)
from yizhan.network.recognition.verbs import APPROVED, CARRIED_OUT, OPENED, PUBLICISED, PUBLICITY_CLOSED, REFUSED
from yizhan.network.stations.actions import close_station, edit_basics, open_station, recognise, resume, suspend
from yizhan.network.stations.models import Station
from yizhan.network.stations.sections import Basics
from yizhan.network.stations.states import StationState

_OTHER_CLAUSE = READING + "变更、暂停、恢复、注销由所在地人社部门审批"
_UNFIT = READING + "不同意的，书面说明理由"


@transaction.atomic
def decide(
    *,
    actor: Actor,
    application: Application,
    version: int,
    result: DecisionResult,
    reason: str = "",
    now: datetime,
) -> Application:
    """Approves or refuses. Of two officers at once the second finds another version and is refused.

    An approval needs a passed visit where the kind needs one; a refusal needs a reason, and quotes the clauses that were not met.
    """
    held = locked(actor, application.pk, version)
    policy.require_county(actor, held)
    policy.require_no_interest(actor, held, day_of(now))
    refused = result is DecisionResult.REFUSED
    told = said(reason, label="不同意的理由", field="reason", needed=refused)
    visit = _checked_visit(actor, held, result)
    if not refused:
        policy.require_still_runs(held)
        _require_living_station(held)
    held.decision = Decision.objects.create(
        officer_id=actor.id, result=result, reason=told, clause=_clause(held, visit, result), decided_at=now
    )
    held.decided_at = now
    if refused:
        held.ended_at = now
    target = ApplicationState.REFUSED if refused else ApplicationState.APPROVED
    move(held, target, actor=actor, now=now, note=told, fields=("decision", "decided_at", "ended_at"))
    tell(held, "refused" if refused else "approved", now=now)
    if not refused and held.kind == ApplicationKind.RECOGNITION:
        file = None if held.station is None else file_of(held.station)
        if file is not None:
            recognise(actor=actor, station=file, reason=held.number, now=now)
    audit(REFUSED if refused else APPROVED, held, actor=actor, now=now, reason=told)
    return held


@transaction.atomic
def publicise(
    *, actor: Actor, application: Application, version: int, first_day: date, last_day: date, now: datetime
) -> Application:
    """Enters when the result is publicised 公示. The source names no number of days."""
    held, decision = _decided(actor, application, version)
    if last_day < first_day or first_day < day_of(decision.decided_at):
        raise Refusal("公示日期应在审批之后，结束不早于开始", "publicity follows the decision", field="first_day")
    if decision.objected is not None:
        raise Refusal("公示结果已经登记", "the publicity is closed")
    decision.publicity_from, decision.publicity_until = first_day, last_day
    decision.save(update_fields=["publicity_from", "publicity_until"])
    written(held)
    body = {"from": first_day.isoformat(), "until": last_day.isoformat()}
    audit(PUBLICISED, held, actor=actor, now=now, body=body)
    return held


@transaction.atomic
def close_publicity(
    *, actor: Actor, application: Application, version: int, objection: str = "", now: datetime
) -> Application:
    """After its last day: nobody objected, or what was objected."""
    held, decision = _decided(actor, application, version)
    until = decision.publicity_until
    if until is None or day_of(now) <= until:
        raise Refusal("公示期满后才能登记结果", "the publicity has not ended")
    if decision.objected is not None:
        raise Refusal("公示结果已经登记", "the publicity is closed")
    decision.objection = said(objection, label="异议内容", field="objection", needed=False)
    decision.objected = bool(decision.objection)
    decision.save(update_fields=["objected", "objection"])
    written(held)
    audit(PUBLICITY_CLOSED, held, actor=actor, now=now, body={"objected": decision.objected})
    return held


@transaction.atomic
def open_recognised(*, actor: Actor, application: Application, version: int, now: datetime) -> Application:
    """The recognised place opens. Refuses while no station with a file is named, and other kinds of application."""
    held = locked(actor, application.pk, version)
    policy.require_county(actor, held)
    if held.kind != ApplicationKind.RECOGNITION:
        raise Refusal("只有认定申请可以办理开办", "only a recognition opens a place")
    file = _file(held)
    held.ended_at = now
    move(held, ApplicationState.OPENED, actor=actor, now=now, fields=("ended_at",))
    tell(held, "opened", now=now)
    if file.state == StationState.PLANNED and held.decided_at is not None:
        file = recognise(actor=actor, station=file, on=day_of(held.decided_at), reason=held.number, now=now)
    open_station(actor=actor, station=file, reason=held.number, now=now)
    audit(OPENED, held, actor=actor, now=now, body={"station": str(held.station_id)})
    return held


@transaction.atomic
def carry_out(*, actor: Actor, application: Application, version: int, now: datetime) -> Application:
    """Does what was approved: renames, moves, hands over, suspends, resumes or closes the station. Not before its day."""
    held = locked(actor, application.pk, version)
    policy.require_county(actor, held)
    if held.kind == ApplicationKind.RECOGNITION:
        raise Refusal("认定申请请办理开办", "a recognition is opened, not carried out")
    if held.effective_from is not None and day_of(now) < held.effective_from:
        raise Refusal(f"该事项自{held.effective_from:%Y-%m-%d}起生效，届时再办理", "not before its day")
    policy.require_still_runs(held)
    held.ended_at = now
    move(held, ApplicationState.CARRIED_OUT, actor=actor, now=now, fields=("ended_at",))
    tell(held, "carried_out", now=now)
    _take_effect(actor, held, now)
    audit(CARRIED_OUT, held, actor=actor, now=now, body={"kind": held.kind, "change": held.change})
    return held


def _take_effect(actor: Actor, held: Application, now: datetime) -> None:
    assert held.station is not None
    reason = f"{held.get_kind_display()}申请 {held.number}"
    match held.kind, held.change:
        case ApplicationKind.CHANGE, ChangeKind.NAME:
            rename(actor=actor, organisation=held.station, name=held.station_name, now=now)
        case ApplicationKind.CHANGE, ChangeKind.OPERATOR:
            assign_operator(actor=actor, organisation=held.station, operator=held.new_operator, now=now)
        case ApplicationKind.CHANGE, ChangeKind.PLACE:
            file = _file(held)
            basics = Basics(file.sign_name, file.street, held.station_address, file.directions)
            edit_basics(actor=actor, station=file, version=file.version, basics=basics, reason=reason, now=now)
        case ApplicationKind.SUSPENSION, _:
            suspend(actor=actor, station=_file(held), reason=reason, now=now)
        case ApplicationKind.RESUMPTION, _:
            resume(actor=actor, station=_file(held), reason=reason, now=now)
        case ApplicationKind.CANCELLATION, _:
            close_station(actor=actor, station=_file(held), reason=reason, now=now)


def _file(held: Application) -> Station:
    file = None if held.station is None else file_of(held.station)
    if file is None:
        raise Refusal("请先建立驿站档案并关联到本申请", "found the station's file and link it first", field="station")
    return file


def _decided(actor: Actor, application: Application, version: int) -> tuple[Application, Decision]:
    held = locked(actor, application.pk, version)
    policy.require_county(actor, held)
    if held.decision is None or held.decision.result != DecisionResult.APPROVED:
        raise Refusal("审批同意后才公示", "only an approval is publicised")
    return held, held.decision


def _checked_visit(actor: Actor, held: Application, result: DecisionResult) -> SiteVisit | None:
    visit = held.visits.filter(held_on__isnull=False).order_by("-round").first()
    if not needs_visit(held.kind, held.change):
        accepted = Step.objects.filter(application=held, target=ApplicationState.ACCEPTED).order_by("-position").first()
        policy.require_two_pairs_of_eyes(actor, accepted.person_id if accepted is not None else None)
        return visit
    if held.state != ApplicationState.VISITED or visit is None:
        raise Refusal("该事项须先现场核查，再作审批", "the site is visited before the decision", field="result")
    if result is DecisionResult.APPROVED and visit.result != VisitResult.PASSED:
        raise Refusal("最近一次现场核查不符合，不能同意；可安排复查", "the last visit failed", field="result")
    return visit


def _require_living_station(held: Application) -> None:
    file = None if held.station is None else file_of(held.station)
    if file is not None and file.state == StationState.CLOSED:
        raise Refusal("该驿站已撤销，不能同意", "the station is closed", field="result")


def _clause(held: Application, visit: SiteVisit | None, result: DecisionResult) -> str:
    if result is DecisionResult.APPROVED:
        return OPINION.citation if held.kind == ApplicationKind.RECOGNITION else _OTHER_CLAUSE
    unmet = [] if visit is None else list(visit.findings.filter(met=False).values_list("clause", flat=True))
    return "\n".join(dict.fromkeys(unmet)) or _UNFIT

"""What a county orders of its own accord: rectification with a deadline, suspension, cancellation."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.queries import in_force
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.notices.actions import notify
from yizhan.floor.notices.links import link_to
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.floor.outbox.actions import publish
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition.clauses import RECTIFY
from yizhan.network.recognition.models import Measure
from yizhan.network.recognition.moving import day_of, said
from yizhan.network.recognition.notice_kinds import MEASURE
from yizhan.network.recognition.policy import require_supervisor
from yizhan.network.recognition.prefill import file_of
from yizhan.network.recognition.states import READING, MeasureKind, MeasureState, measure_may_move
from yizhan.network.recognition.verbs import (
    CANCELLED,
    RECTIFICATION_CLOSED,
    RECTIFICATION_ORDERED,
    SUSPENDED,
    SUSPENSION_LIFTED,
)
from yizhan.network.stations import actions as stations
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import StationState

_SUSPEND = READING + "整改期间或有安全隐患的，可以责令暂停服务"


@transaction.atomic
def order_rectification(
    *, actor: Actor, station: Organisation, reason: str, demands: str, due_on: date, now: datetime
) -> Measure:
    """Orders a station to put something right by a day (随州办法四（二）). One at a time."""
    file = _supervised(actor, station)
    if due_on <= day_of(now):
        raise Refusal("整改期限应在今天以后", "the deadline is ahead", field="due_on")
    if file.state == StationState.CLOSED:
        raise Refusal("该驿站已撤销", "the station is closed")
    measure = _new(
        actor,
        file,
        MeasureKind.RECTIFICATION,
        reason=reason,
        clause=RECTIFY.citation,
        now=now,
        demands=said(demands, label="整改要求", field="demands", longest=1000),
        due_on=due_on,
    )
    _audit(RECTIFICATION_ORDERED, measure, actor, now, measure.reason, {"due": due_on.isoformat()})
    return measure


@transaction.atomic
def close_rectification(
    *, actor: Actor, measure: Measure, version: int, met: bool, outcome: str, now: datetime
) -> Measure:
    """Enters whether it was put right. That it was not may be said only after the deadline."""
    held = _held(actor, measure, version)
    if not met and held.due_on is not None and day_of(now) <= held.due_on:
        raise Refusal(f"整改期限到{held.due_on:%Y-%m-%d}届满，期满后才能登记为不合格", "the deadline has not passed")
    _close(held, MeasureState.MET if met else MeasureState.UNMET, actor, outcome, now)
    _audit(RECTIFICATION_CLOSED, held, actor, now, held.outcome, {"met": met})
    return held


@transaction.atomic
def suspend(*, actor: Actor, station: Organisation, reason: str, now: datetime) -> Measure:
    """Suspends an open station; it is no longer shown to the public until the suspension is lifted."""
    file = _supervised(actor, station)
    measure = _new(actor, file, MeasureKind.SUSPENSION, reason=reason, clause=_SUSPEND, now=now)
    stations.suspend(actor=actor, station=file, reason=measure.reason, now=now)
    _audit(SUSPENDED, measure, actor, now, measure.reason)
    return measure


@transaction.atomic
def lift_suspension(*, actor: Actor, measure: Measure, version: int, outcome: str, now: datetime) -> Measure:
    """Ends an ordered suspension; the station opens again."""
    held = _held(actor, measure, version)
    _close(held, MeasureState.LIFTED, actor, outcome, now)
    stations.resume(actor=actor, station=_file(held.station), reason=held.outcome, now=now)
    _audit(SUSPENSION_LIFTED, held, actor, now, held.outcome)
    return held


@transaction.atomic
def cancel(*, actor: Actor, rectification: Measure, version: int, reason: str, now: datetime) -> Measure:
    """Cancels a station whose rectification failed (随州办法四（二）: 整改后仍不合格的取消). No source names another ground."""
    failed = _held(actor, rectification, version)
    if failed.kind != MeasureKind.RECTIFICATION or failed.state != MeasureState.UNMET:
        raise Refusal("只有整改后仍不合格的驿站才能取消", "only after a rectification that failed")
    if Measure.objects.filter(follows=failed).exists():
        raise Refusal("已经作出取消决定", "cancelled already")
    file = _file(failed.station)
    measure = _new(
        actor,
        file,
        MeasureKind.CANCELLATION,
        reason=reason,
        clause=RECTIFY.citation,
        now=now,
        follows=failed,
        state=MeasureState.FINAL,
    )
    stations.close_station(actor=actor, station=file, reason=measure.reason, now=now)
    _audit(CANCELLED, measure, actor, now, measure.reason, {"follows": str(failed.pk)})
    return measure


def _supervised(actor: Actor, station: Organisation) -> Station:
    """The file of a station of the actor's area, locked. OutOfScope for another's, Refusal for another role."""
    seen = Organisation.objects.filter(within(actor), pk=station.pk).first()
    if seen is None:
        raise OutOfScope(f"station {station.pk}")
    require_supervisor(actor, seen)
    return _file(seen)


def _file(station: Organisation) -> Station:
    file = file_of(station)
    if file is None:
        raise Refusal("该驿站还没有档案", "this station has no file yet")
    return Station.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=file.pk)


def _held(actor: Actor, measure: Measure, version: int) -> Measure:
    found = Measure.objects.select_for_update(of=("self",)).select_related("station")
    held = found.filter(within(actor, "station"), pk=measure.pk).first()
    if held is None:
        raise OutOfScope(f"measure {measure.pk}")
    require_supervisor(actor, held.station)
    if held.version != version:
        raise Refusal("这项决定刚被他人办理，请刷新后再办", f"the measure is at version {held.version}, not {version}")
    return held


def _new(
    actor: Actor, file: Station, kind: MeasureKind, *, reason: str, clause: str, now: datetime, **fields: object
) -> Measure:
    """The file is locked, so that two orders at once wait for each other."""
    if Measure.objects.filter(station=file.organisation_id, kind=kind, state=MeasureState.IN_FORCE).exists():
        raise Refusal(f"该驿站已有一项「{kind.label}」在执行", "such a measure is in force already")
    measure = Measure.objects.create(
        station_id=file.organisation_id,
        kind=kind,
        reason=said(reason, label="理由", field="reason"),
        clause=clause,
        ordered_by_id=actor.id,
        ordered_at=now,
        **fields,
    )
    _tell(measure, file, now)
    return measure


def _close(held: Measure, target: MeasureState, actor: Actor, outcome: str, now: datetime) -> None:
    if not measure_may_move(held.kind, held.state, target):
        raise Refusal(
            f"该决定现为「{held.get_state_display()}」，不能改为「{target.label}」", "not possible in this state"
        )
    held.state, held.closed_by_id, held.closed_at = target, actor.id, now
    held.outcome = said(outcome, label="办理结果", field="outcome")
    held.version += 1
    held.save(update_fields=["state", "closed_by", "closed_at", "outcome", "version"])
    publish(event=f"recognition.measure.{target.value}", ids=_ids(held), now=now)


def _tell(measure: Measure, file: Station, now: datetime) -> None:
    publish(event="recognition.measure.ordered", ids=_ids(measure), now=now)
    station = file.organisation
    run_by: list[UUID] = [pk for pk in (station.pk, station.operator_id) if pk is not None]
    people = Membership.objects.filter(
        in_force(day_of(now)), organisation_id__in=run_by, role__in=(Role.STATION_HEAD, Role.OPERATOR_STAFF)
    )
    words = {"station": station.name, "kind": measure.get_kind_display()}
    # Both roles open the file at the same address.
    link = link_to("stations.station", file.pk, Role.STATION_HEAD)
    for person_id in people.order_by("person_id").values_list("person_id", flat=True).distinct():
        notify(person_id=person_id, kind=MEASURE.code, words=words, link=link, key=str(measure.pk), now=now)


def _ids(measure: Measure) -> Mapping[str, str]:
    return {"measure": str(measure.pk), "station": str(measure.station_id)}


def _audit(
    verb: Verb,
    measure: Measure,
    actor: Actor,
    now: datetime,
    reason: str,
    body: Mapping[str, BodyValue] | None = None,
) -> None:
    record(
        actor=actor,
        verb=verb.code,
        object_type="recognition.measure",
        object_id=str(measure.pk),
        body={"station": str(measure.station_id), "state": measure.state, **(body or {})},
        reason=reason,
        now=now,
    )

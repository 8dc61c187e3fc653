"""Agents: who may act for an employer, from when, on whose word. 人力资源市场暂行条例第二十六条."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actions import end_membership, grant_membership
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import STATION_ROLES, Role
from yizhan.floor.audit.actions import BodyValue
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import verbs
from yizhan.market.employers.actions.trace import day_of, locked, told
from yizhan.market.employers.models import Employer, Mandate
from yizhan.market.employers.queries import mandates
from yizhan.market.employers.states import EmployerKind, EmployerState, MandateState, may_move

LONGEST_DAYS = 5 * 366
_MANDATE = "employers.mandate"


@transaction.atomic
def grant_mandate(
    *,
    actor: Actor,
    employer: Employer,
    person: Person,
    since: date,
    until: date | None,
    file: StoredFile | None,
    identity_seen: bool,
    now: datetime,
) -> Mandate:
    """Lets a person act for an employer from `since` to `until`, both included: the mandate, and membership as its agent.

    A clerk has seen the agent's identity paper, and of anyone but a resident the written mandate; its number is not kept.
    """
    if actor.role not in STATION_ROLES:
        raise Refusal("只有驿站人员可以登记经办人", "only station staff register agents")
    kept = locked(actor, employer)
    if kept.state in (EmployerState.CLOSED, EmployerState.RESTRICTED):
        raise Refusal("档案已停用或限制使用，请先恢复", "the file is closed or restricted")
    if not identity_seen:
        raise Refusal("请先查验经办人的身份证件", "see the agent's identity paper first", field="identity_seen")
    if file is None and kept.kind != EmployerKind.RESIDENT:
        raise Refusal("请上传委托书", "upload the written mandate", field="file")
    _require_period(since, until, day_of(now))
    if kept.mandates.filter(person=person, state=MandateState.ACTIVE).exists():
        raise Refusal("该人员已是经办人，请先终止原委托", "the person is an agent already", field="person")
    membership = _joined(kept, person, since, until, now)
    granted = Mandate.objects.create(
        employer=kept,
        person=person,
        since=since,
        until=until,
        file=file,
        identity_checked_on=day_of(now),
        identity_checked_by_id=actor.id,
        membership_id=membership.id,
        created_at=now,
    )
    ids = {"employer": str(kept.id), "mandate": str(granted.id), "person": str(person.id)}
    body: dict[str, BodyValue] = {"since": since.isoformat(), "until": None if until is None else until.isoformat()}
    told(actor, verbs.MANDATE_GRANTED, granted.id, ids=ids, body=body, now=now, object_type=_MANDATE)
    return granted


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, reason: str, now: datetime) -> Mandate:
    """Ends a mandate from now on: by station staff, an agent of the same employer, or the agent himself."""
    if actor.role not in (*STATION_ROLES, Role.EMPLOYER_AGENT):
        raise Refusal("只有驿站人员或本单位经办人可以终止委托", "only staff or the employer's agents end mandates")
    seen = mandates(actor).filter(pk=mandate.pk).first()
    if seen is None:
        raise OutOfScope
    kept = Mandate.objects.select_for_update(of=("self",)).select_related("person").get(pk=seen.pk)
    _end(kept, now)
    ids = {"employer": str(kept.employer_id), "mandate": str(kept.id), "person": str(kept.person_id)}
    told(actor, verbs.MANDATE_ENDED, kept.id, ids=ids, reason=reason, now=now, object_type=_MANDATE)
    return kept


def end_all(employer: Employer, now: datetime) -> None:
    """Ends every mandate of an employer, inside an action that records why."""
    for kept in employer.mandates.select_for_update(of=("self",)).filter(state=MandateState.ACTIVE).order_by("pk"):
        _end(kept, now)


def move_all(gone: Employer, kept: Employer, now: datetime) -> tuple[list[str], list[str]]:
    """Hands the mandates of one file to the other, with their memberships; who is an agent of both keeps the other's. The ids of
    those that moved, and of those of them that ended by it."""
    held = set(kept.mandates.filter(state=MandateState.ACTIVE).values_list("person_id", flat=True))
    moved, ended = [], []
    for mandate in gone.mandates.select_for_update(of=("self",)).select_related("person").order_by("pk"):
        if mandate.state == MandateState.ACTIVE and mandate.person_id in held:
            _end(mandate, now)
            ended.append(str(mandate.pk))
        elif mandate.state == MandateState.ACTIVE:
            _hand_over(mandate, kept, now)
        mandate.employer = kept
        mandate.save(update_fields=["employer", "membership_id"])
        moved.append(str(mandate.pk))
    return moved, ended


def give_back(moved: Collection[UUID], ended: Collection[UUID], kept: Employer, other: Employer, now: datetime) -> None:
    """Undoes `move_all`: those that are still with `kept` return, those that ended by it begin again."""
    rows = kept.mandates.select_for_update(of=("self",)).select_related("person").filter(pk__in=moved)
    for mandate in rows.order_by("pk"):
        if mandate.pk in ended and may_move(mandate.state, MandateState.ACTIVE):
            mandate.state, mandate.ended_at = MandateState.ACTIVE, None
            _hand_over(mandate, other, now)
        elif mandate.state == MandateState.ACTIVE:
            _hand_over(mandate, other, now)
        mandate.employer = other
        mandate.save(update_fields=["employer", "membership_id", "state", "ended_at"])


def _hand_over(mandate: Mandate, to: Employer, now: datetime) -> None:
    """The membership with it, unless the last day is over."""
    _leave(mandate, now)
    if mandate.until is None or mandate.until >= day_of(now):
        since = max(mandate.since, day_of(now))
        mandate.membership_id = _joined(to, mandate.person, since, mandate.until, now).id


def _end(kept: Mandate, now: datetime) -> None:
    if not may_move(kept.state, MandateState.ENDED):
        raise Refusal("该委托已经终止", "this mandate has ended")
    kept.state, kept.ended_at = MandateState.ENDED, now
    kept.save(update_fields=["state", "ended_at"])
    _leave(kept, now)


def _leave(kept: Mandate, now: datetime) -> None:
    held = None if kept.membership_id is None else Membership.objects.filter(pk=kept.membership_id).first()
    if held is not None and (held.until is None or held.until > max(held.since, day_of(now))):
        end_membership(actor=SYSTEM, membership=held, until=day_of(now), reason="委托终止", now=now)


def _joined(employer: Employer, person: Person, since: date, until: date | None, now: datetime) -> Membership:
    return grant_membership(
        actor=SYSTEM,
        person=person,
        role=Role.EMPLOYER_AGENT,
        organisation=employer.organisation,
        since=since,
        until=None if until is None else until + timedelta(days=1),
        now=now,
    )


def _require_period(since: date, until: date | None, today: date) -> None:
    if since < today:
        raise Refusal("委托开始日期不能早于今天", "it does not begin in the past", field="since")
    if until is not None and not since <= until <= since + timedelta(days=LONGEST_DAYS):
        raise Refusal("委托期限应在开始日期之后、不超过五年", "it ends within five years", field="until")

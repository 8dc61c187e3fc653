"""Writing: asking for an export with full values, deciding about it, fetching it once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.floor.extracts import notice_kinds, policy
from yizhan.floor.extracts.exports import workbook
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.moving import audit, locked, move, tell_asker, tell_deciders
from yizhan.floor.extracts.queries import extents, register_of
from yizhan.floor.extracts.registers import REGISTERS, Line, Register
from yizhan.floor.extracts.states import KEPT, MOST_ROWS, OPEN, ExtractState
from yizhan.floor.extracts.verbs import ASK, FETCH, LAPSE, REFUSE, RELEASE, REVEAL, WITHDRAW
from yizhan.floor.extracts.wording import said
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class ExtractFile:
    """The workbook to hand over. It is kept nowhere."""

    name: str
    content: bytes


@transaction.atomic
def ask(*, actor: Actor, register: str, extent: Organisation, reason: str, now: datetime) -> Extract:
    """Asks for a register of an area within the own. OutOfScope for another's area.

    Refuses an empty or too long list, and a second request for the same while one is open.
    """
    policy.require_officer(actor)
    wanted = REGISTERS.get(register)
    if wanted is None:
        raise Refusal("请选择名册", "no such register", field="register")
    area = extents(actor).filter(pk=extent.pk).first()
    if area is None or actor.organisation_id is None:
        raise OutOfScope("no such area")
    given = said(reason, "用途", "reason")
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    if Extract.objects.filter(asked_by_id=actor.id, register=register, extent=area, state__in=OPEN).exists():
        raise Refusal("您已申请同一份名册，正在等批准或等您取走", "the same is open already")
    number = wanted.count(actor, area, now)
    if not number:
        raise Refusal("所选范围内没有档案", "there is nothing to export", field="extent")
    _require_few(number)
    extract = Extract.objects.create(
        register=register,
        organisation_id=actor.organisation_id,
        extent=area,
        reason=given,
        asked_by_id=actor.id,
        asked_at=now,
    )
    tell_deciders(extract, notice_kinds.ASKED, now)
    audit(ASK, actor, extract, now, given, rows=number)
    return extract


@transaction.atomic
def withdraw(*, actor: Actor, extract: Extract, now: datetime) -> Extract:
    """Takes the own request back before it is decided."""
    own = locked(actor, extract)
    policy.require_asker(actor, own)
    move(own, ExtractState.WITHDRAWN, now)
    own.save(update_fields=["state", "ended_at"])
    audit(WITHDRAW, actor, own, now)
    return own


@transaction.atomic
def release(*, actor: Actor, extract: Extract, now: datetime, words: str = "") -> Extract:
    """The second person agrees: who asked may fetch it once within seven days."""
    own = _to_decide(actor, extract)
    move(own, ExtractState.RELEASED, now)
    own.decided_by_id, own.decided_at, own.expires_at = actor.id, now, now + KEPT
    own.decision = said(words, "审批意见", "words", least=0)
    own.save(update_fields=["state", "decided_by", "decided_at", "expires_at", "decision"])
    tell_asker(own, notice_kinds.RELEASED, now)
    audit(RELEASE, actor, own, now, own.decision)
    return own


@transaction.atomic
def refuse(*, actor: Actor, extract: Extract, words: str, now: datetime) -> Extract:
    """The second person does not agree, and says why."""
    own = _to_decide(actor, extract)
    move(own, ExtractState.REFUSED, now)
    own.decided_by_id, own.decided_at, own.decision = actor.id, now, said(words, "理由", "words")
    own.save(update_fields=["state", "ended_at", "decided_by", "decided_at", "decision"])
    tell_asker(own, notice_kinds.REFUSED, now)
    audit(REFUSE, actor, own, now, own.decision)
    return own


@transaction.atomic(durable=True)
def fetch(*, actor: Actor, extract: Extract, now: datetime) -> ExtractFile:
    """The file, once, to who asked. Every row is an entry that its person sees; without them there is no file.

    Not inside another transaction: a rollback would take the entries back and leave the values known.
    """
    own = locked(actor, extract)
    policy.require_officer(actor)
    policy.require_asker(actor, own)
    policy.require_in_time(own, now)
    move(own, ExtractState.FETCHED, now)
    register = register_of(own)
    if register is None:
        raise Refusal("这份名册已不再提供", "this register is no longer offered")
    lines = list(islice(register.lines(actor, own.extent, now), MOST_ROWS + 1))
    _require_few(len(lines))
    day = f"{now.astimezone(SHANGHAI):%Y%m%d}"
    content = workbook(register, [line.cells for line in lines], own, day)
    own.rows, own.digest = len(lines), hashlib.sha256(content).hexdigest()
    own.save(update_fields=["state", "ended_at", "rows", "digest"])
    for line in lines:
        _reveal(actor, own, register, line, now)
    audit(FETCH, actor, own, now, own.reason, rows=len(lines), digest=own.digest)
    return ExtractFile(f"{register.label_zh}-{day}.xlsx", content)


@transaction.atomic
def lapse(*, actor: Actor, now: datetime) -> int:
    """Ends what was released and not fetched in time. For the system's own daily run. Returns how many."""
    if not actor.sees_everything:
        raise OutOfScope("only the system ends exports")
    over = Extract.objects.filter(state=ExtractState.RELEASED, expires_at__lte=now).select_related("extent")
    due = list(over.select_for_update(of=("self",), skip_locked=True).order_by("expires_at", "id"))
    for extract in due:
        move(extract, ExtractState.LAPSED, now)
        extract.save(update_fields=["state", "ended_at"])
    for extract in due:
        audit(LAPSE, actor, extract, now)
    return len(due)


def _to_decide(actor: Actor, extract: Extract) -> Extract:
    own = locked(actor, extract)
    policy.require_officer(actor)
    policy.require_second(actor, own)
    return own


def _require_few(number: int) -> None:
    if number > MOST_ROWS:
        raise Refusal(f"超过{MOST_ROWS}人，请按驿站分别申请", "too many rows: ask station by station", field="extent")


def _reveal(actor: Actor, extract: Extract, register: Register, line: Line, now: datetime) -> None:
    record(
        actor=actor,
        verb=REVEAL.code,
        object_type=register.model,
        object_id=str(line.key),
        body={"subject": str(line.person_id), "field": register.field, "extract": str(extract.pk)},
        reason=extract.reason,
        now=now,
    )

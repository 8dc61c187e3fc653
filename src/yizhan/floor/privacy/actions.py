"""Writing: consents, restrictions, and the rotation of keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.audit.actors import Actor
from yizhan.floor.privacy import keys
from yizhan.floor.privacy.ciphers import Unopenable
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.models import Consent, Restriction
from yizhan.floor.privacy.policy import require_consent_channel
from yizhan.floor.privacy.queries import outdated, sealed_fields
from yizhan.floor.privacy.states import (
    SENSITIVE_PURPOSES,
    ConsentChannel,
    ConsentPurpose,
    ConsentState,
    RestrictionBasis,
    may_move,
)
from yizhan.floor.privacy.verbs import CONSENT_GIVE, CONSENT_WITHDRAW, RESTRICT, ROTATE, UNRESTRICT
from yizhan.kernel.errors import Refusal

LARGEST_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Rotated:
    """What one run of rotation did to one field: values sealed anew, and values that do not open and were left."""

    label: str
    rotated: int
    unopenable: int


@transaction.atomic
def give(
    *,
    actor: Actor,
    person_id: UUID,
    purpose: ConsentPurpose,
    notice_version: str,
    channel: ConsentChannel,
    separate: bool,
    now: datetime,
) -> Consent:
    """Records a consent. The same again gives the open one back; another notice or a separate asking renews it.

    Refuses a sensitive purpose that was not asked separately, an unnamed notice, and anyone but the person online.
    """
    require_consent_channel(actor, person_id, channel)
    if purpose in SENSITIVE_PURPOSES and not separate:
        raise Refusal(f"「{purpose.label}」涉及敏感个人信息，须单独征得同意", "sensitive data needs a separate consent")
    if not notice_version.strip() or len(notice_version) > 40 or not notice_version.isprintable():
        raise Refusal("须写明告知书的版本，不超过40字", "name the version of the notice, up to 40 characters")
    _lock_person(person_id)
    open_one = Consent.objects.select_for_update().filter(person_id=person_id, purpose=purpose, ended_at=None).first()
    if open_one is not None:
        if open_one.notice_version == notice_version and open_one.separate == separate:
            return open_one
        _end(open_one, ConsentState.RENEWED, now)
    consent = Consent.objects.create(
        person_id=person_id,
        purpose=purpose,
        notice_version=notice_version,
        channel=channel,
        separate=separate,
        given_at=now,
    )
    _audit(CONSENT_GIVE.code, actor, consent, channel, now)
    return consent


@transaction.atomic
def withdraw(
    *, actor: Actor, person_id: UUID, purpose: ConsentPurpose, channel: ConsentChannel, now: datetime
) -> Consent:
    """Ends the open consent. Refuses when there is none, and anyone but the person online."""
    require_consent_channel(actor, person_id, channel)
    _lock_person(person_id)
    consent = Consent.objects.select_for_update().filter(person_id=person_id, purpose=purpose, ended_at=None).first()
    if consent is None:
        raise Refusal(f"没有可撤回的同意：{purpose.label}", "there is no open consent to withdraw")
    _end(consent, ConsentState.WITHDRAWN, now)
    _audit(CONSENT_WITHDRAW.code, actor, consent, channel, now)
    return consent


@transaction.atomic
def restrict(*, actor: Actor, person_id: UUID, basis: RestrictionBasis, now: datetime) -> Restriction:
    """From now on this person's data is only kept. The same basis again gives the open restriction back.

    Who may is decided by the caller, who knows why: a request of the person, or the end of an erasure.
    """
    _lock_person(person_id)
    open_one = Restriction.objects.filter(person_id=person_id, basis=basis, until=None).first()
    if open_one is not None:
        return open_one
    made = Restriction.objects.create(person_id=person_id, basis=basis, since=now)
    _audit_restriction(RESTRICT.code, actor, made, "", now)
    return made


@transaction.atomic
def unrestrict(*, actor: Actor, person_id: UUID, basis: RestrictionBasis, reason: str, now: datetime) -> Restriction:
    """Ends the open restriction. Refuses when there is none, without a reason, and for what was kept after erasure."""
    if basis is RestrictionBasis.RETAINED:
        raise Refusal("删除后依法保留的信息不能恢复使用", "what is kept after erasure is never used again")
    _lock_person(person_id)
    found = Restriction.objects.select_for_update().filter(person_id=person_id, basis=basis, until=None).first()
    if found is None:
        raise Refusal("没有正在生效的限制", "there is no open restriction")
    found.until = max(now, found.since)
    found.save(update_fields=["until"])
    _audit_restriction(UNRESTRICT.code, actor, found, reason, now)
    return found


def rotate(*, actor: Actor | None, now: datetime, batch: int = 500) -> list[Rotated]:
    """Seals every value anew that is not under the newest key and the chosen cipher. One line for each field that had any.

    Each batch is locked, written and audited in a transaction of its own, so the run may be stopped anywhere and begun again;
    readers are not kept waiting, because every key of the ring opens. Values that do not open are left as they are and counted.
    `actor` is None when the operator runs it from the command line.
    """
    if not 1 <= batch <= LARGEST_BATCH:
        raise Refusal(f"每批数量应为1至{LARGEST_BATCH}", f"a batch has 1 to {LARGEST_BATCH} rows")
    done = []
    for field in sealed_fields():
        batches = list(_batches(field, actor, now, batch))
        if batches:
            rotated, left = (sum(counts) for counts in zip(*batches, strict=True))
            done.append(Rotated(field.label, rotated, left))
    return done


def _batches(field: SealedTextField, actor: Actor | None, now: datetime, batch: int) -> Iterator[tuple[int, int]]:
    last = None
    while True:
        with transaction.atomic():
            rows = outdated(field) if last is None else outdated(field).filter(pk__gt=last)
            locked = list(rows.select_for_update(of=("self",)).only("pk", field.name).order_by("pk")[:batch])
            if not locked:
                return
            rotated = sum(_rotate_row(field, row) for row in locked)
            left = len(locked) - rotated
            body: dict[str, BodyValue] = {
                "field": field.name,
                "key": keys.ring().newest.id,
                "rotated": rotated,
                "unopenable": left,
            }
            label = field.sealed_column.model_label
            record(actor=actor, verb=ROTATE.code, object_type=label, object_id=field.name, body=body, now=now)
            last = locked[-1].pk
        yield rotated, left


def _rotate_row(field: SealedTextField, row: Model) -> bool:
    try:
        anew = getattr(row, field.attname).rotated_at(row)
    except Unopenable:
        return False
    field.model._base_manager.filter(pk=row.pk).update(**{field.name: anew})
    return True


def _lock_person(person_id: UUID) -> None:
    """Two consents of one person given at once wait for each other, so that the second finds the first."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"privacy.consent:{person_id}"])


def _end(consent: Consent, state: ConsentState, now: datetime) -> None:
    if not may_move(consent.state, state):
        raise Refusal("该同意已经结束", "this consent has already ended")
    if now < consent.given_at:
        raise Refusal("结束时间不能早于同意时间", "a consent cannot end before it was given")
    consent.state, consent.ended_at = state, now
    consent.save(update_fields=["state", "ended_at"])


def _audit(verb: str, actor: Actor, consent: Consent, channel: ConsentChannel, now: datetime) -> None:
    body = {
        "subject": str(consent.person_id),
        "purpose": consent.purpose,
        "notice": consent.notice_version,
        "channel": str(channel),
    }
    record(actor=actor, verb=verb, object_type="privacy.consent", object_id=str(consent.id), body=body, now=now)


def _audit_restriction(verb: str, actor: Actor, restriction: Restriction, reason: str, now: datetime) -> None:
    body = {"subject": str(restriction.person_id), "basis": restriction.basis}
    kind, key = "privacy.restriction", str(restriction.id)
    record(actor=actor, verb=verb, object_type=kind, object_id=key, body=body, reason=reason, now=now)

"""The second factor of staff: time-based codes (RFC 6238) of an authenticator, and recovery codes for when it is lost."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

import pyotp
from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.acts import audit, locked
from yizhan.floor.accounts.models import Person, RecoveryCode, SecondFactor
from yizhan.floor.accounts.policy import require_manage
from yizhan.floor.accounts.queries import memberships_of
from yizhan.floor.accounts.sessions import end_all
from yizhan.floor.accounts.verbs import FACTOR_ENROLLED, FACTOR_RESET, RECOVERY_RENEWED, RECOVERY_USED
from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

STEP_SECONDS = 30
EARLIER_AND_LATER = 1
RECOVERY_CODES = 10
ISSUER = "驿站"
# Without 0, 1, i, l, o, u: nobody reads them wrongly.
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
_SHAPE = re.compile(r"[0-9]{6}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DECOY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Considered(Enum):
    """What a typed second factor is worth."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_ENROLLED = "not enrolled"


@dataclass(frozen=True, slots=True)
class Bound:
    """Since when an authenticator is bound, and how many recovery codes are left."""

    since: datetime
    recovery_codes: int


@dataclass(frozen=True, slots=True, repr=False)
class Enrolment:
    """What the authenticator needs: the secret to type, and the address for a QR code."""

    secret: str
    uri: str


@transaction.atomic
def enrol(*, actor: Actor, person: Person, now: datetime) -> Enrolment:
    """A new secret. It counts, and is never shown again, after `confirm`; until then a further call replaces it.

    Only the person, and the system for its first administrator. Refuses when an authenticator is confirmed already.
    """
    _require_own(actor, person)
    kept = locked(person)
    found = SecondFactor.objects.select_for_update().filter(person=kept).first()
    if found is not None and found.confirmed_at is not None:
        raise Refusal("已绑定动态码；更换手机请先由管理员重置", "an authenticator is bound: have it reset first")
    secret = pyotp.random_base32()
    factor = found or SecondFactor(person=kept)
    factor.enrolled_at, factor.secret = now, secret
    factor.save()
    return _enrolment(kept, secret)


def pending(*, actor: Actor, person: Person) -> Enrolment | None:
    """The secret that waits for its first code, for the person alone; None when there is none or it is bound already."""
    _require_own(actor, person)
    factor = SecondFactor.objects.filter(person=person, confirmed_at__isnull=True).first()
    return None if factor is None else _enrolment(person, factor.secret.open_for(SystemPurpose.SIGN_IN))


def bound(*, actor: Actor, person: Person) -> Bound | None:
    """What the person may know of the own authenticator; None when none is bound."""
    _require_own(actor, person)
    factor = SecondFactor.objects.filter(person=person, confirmed_at__isnull=False).first()
    if factor is None or factor.confirmed_at is None:
        return None
    return Bound(factor.confirmed_at, RecoveryCode.objects.filter(person=person, used_at__isnull=True).count())


@transaction.atomic
def confirm(*, actor: Actor, person: Person, code: str, now: datetime) -> tuple[str, ...]:
    """The first code of the new authenticator binds it. Gives the recovery codes, shown this once."""
    _require_own(actor, person)
    kept = locked(person)
    factor = SecondFactor.objects.select_for_update().filter(person=kept).first()
    if factor is None or factor.confirmed_at is not None:
        raise Refusal("没有待确认的动态码", "there is nothing to confirm")
    step = _matching_step(factor.secret.open_for(SystemPurpose.SIGN_IN), 0, _plain(code), now)
    if step is None:
        raise Refusal("动态码不正确，请核对手机时间后再试", "this code is wrong: check the phone's clock", field="code")
    _bind(factor, step, now)
    codes = _new_recovery_codes(kept, now)
    audit(actor, FACTOR_ENROLLED, kept, now)
    return codes


@transaction.atomic
def renew_recovery_codes(*, actor: Actor, person: Person, now: datetime) -> tuple[str, ...]:
    """Ten new codes, shown this once; the old ones are gone. Only the person, with a bound authenticator."""
    _require_own(actor, person)
    kept = locked(person)
    if not SecondFactor.objects.filter(person=kept, confirmed_at__isnull=False).exists():
        raise Refusal("请先绑定动态码", "bind an authenticator first")
    codes = _new_recovery_codes(kept, now)
    audit(actor, RECOVERY_RENEWED, kept, now)
    return codes


@transaction.atomic
def reset(*, actor: Actor, person: Person, reason: str, now: datetime) -> None:
    """Takes a lost authenticator away, with its recovery codes, and ends the sessions. Never one's own."""
    require_manage(actor, person, memberships_of(person, on=now.astimezone(SHANGHAI).date()))
    kept = locked(person)
    remove(kept.id)
    end_all(kept.id, now)
    audit(actor, FACTOR_RESET, kept, now, reason=reason)


def remove(person_id: UUID) -> int:
    """Deletes secret and recovery codes inside the caller's transaction. How many rows went."""
    codes, _ = RecoveryCode.objects.filter(person_id=person_id).delete()
    factors, _ = SecondFactor.objects.filter(person_id=person_id).delete()
    return codes + factors


def consider(actor: Actor, person_id: UUID, typed: str, *, use: bool, now: datetime) -> Considered:
    """Inside the caller's transaction: what `typed` is worth for this person, who need not exist.

    With `use`, a right code is used up: its step, and every earlier one, never counts again; a recovery code is spent; an
    authenticator that waits for its first code is bound. The work is the same for everybody.
    """
    code = _plain(typed)
    factor = SecondFactor.objects.select_for_update().filter(person_id=person_id).first()
    recovery = RecoveryCode.objects.select_for_update().filter(
        code_digest=_recovery_digest(person_id, code), used_at__isnull=True
    )
    spare = recovery.first()
    secret = factor.secret.open_for(SystemPurpose.SIGN_IN) if factor is not None else _DECOY
    step = _matching_step(secret, factor.last_step if factor is not None else 0, code, now)
    if factor is None or (factor.confirmed_at is None and not code):
        return Considered.NOT_ENROLLED if not code else Considered.WRONG
    if step is not None:
        if use:
            _bind(factor, step, now)
        return Considered.RIGHT
    if spare is None or factor.confirmed_at is None:
        return Considered.WRONG
    if use:
        spare.used_at = now
        spare.save(update_fields=["used_at"])
        audit(actor, RECOVERY_USED, spare, now, {"person": str(person_id)})
    return Considered.RIGHT


def _require_own(actor: Actor, person: Person) -> None:
    if not actor.sees_everything and actor.id != person.id:
        raise Refusal("只能由本人绑定动态码", "only the person does this")


def _enrolment(person: Person, secret: str) -> Enrolment:
    uri = pyotp.TOTP(secret).provisioning_uri(name=person.username or str(person.id), issuer_name=ISSUER)
    return Enrolment(secret, uri)


def _plain(typed: str) -> str:
    written = typed[:40].encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\s-]", "", written).translate(_FULL_WIDTH).lower()


def _matching_step(secret: str, last_step: int, code: str, now: datetime) -> int | None:
    """The step within reach whose code this is and which is later than the last one used."""
    clock, current = pyotp.TOTP(secret, interval=STEP_SECONDS), int(now.timestamp()) // STEP_SECONDS
    reach = range(current - EARLIER_AND_LATER, current + EARLIER_AND_LATER + 1)
    given = code if _SHAPE.fullmatch(code) else "-"
    right = [step for step in reach if hmac.compare_digest(clock.generate_otp(step), given)]
    return next((step for step in right if step > last_step), None)


def _bind(factor: SecondFactor, step: int, now: datetime) -> None:
    factor.last_step = step
    factor.confirmed_at = factor.confirmed_at or now
    factor.save(update_fields=["last_step", "confirmed_at"])


def _new_recovery_codes(person: Person, now: datetime) -> tuple[str, ...]:
    RecoveryCode.objects.filter(person=person).delete()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    digests = [_recovery_digest(person.id, code) for code in codes]
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, code_digest=digest, made_at=now) for digest in digests)
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


def _recovery_digest(person_id: UUID, code: str) -> str:
    return lookup_digest("recovery_code", f"{person_id}\0{code}")

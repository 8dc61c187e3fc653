"""That the person asks: online, a code to the phone of the account, for this one kind of request."""

from datetime import datetime

from yizhan.floor.accounts import codes
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import CodePurpose
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.floor.rights.states import IdentityCheck, RequestKind
from yizhan.kernel.errors import Refusal


def masked_phone(actor: Actor) -> str:
    """Where the code goes, masked; empty for an account without a phone."""
    number = _own_phone(actor)
    return mask(number, Masking.PHONE) if number else ""


def send_code(*, actor: Actor, kind: RequestKind, address: str, now: datetime) -> None:
    """Sends a code to the phone of the account. Refuses an account without one, and as `codes.request` does."""
    codes.request(
        phone=_required(actor), purpose=CodePurpose.SIGN, address=address, now=now, bound_to=_bound(actor, kind)
    )


def prove(*, actor: Actor, kind: RequestKind, code: str, address: str, now: datetime) -> IdentityCheck:
    """The proof that `hand_in` takes. Uses the code up; refuses every wrong one alike. Call it outside a transaction."""
    codes.confirm(
        phone=_required(actor),
        purpose=CodePurpose.SIGN,
        code=code,
        address=address,
        now=now,
        bound_to=_bound(actor, kind),
    )
    return IdentityCheck.SIGNED_IN_AGAIN


def _required(actor: Actor) -> str:
    number = _own_phone(actor)
    if not number:
        raise Refusal("您的账号没有手机号，请先填写手机号，或到驿站柜台办理", "the account has no phone")
    return number


def _own_phone(actor: Actor) -> str:
    held = Person.objects.filter(pk=actor.id, phone__isnull=False).first()
    return "" if held is None or held.phone is None else str(held.phone.open_for(SystemPurpose.NOTICE))


def _bound(actor: Actor, kind: RequestKind) -> str:
    return f"rights.{kind.value}:{actor.id}"

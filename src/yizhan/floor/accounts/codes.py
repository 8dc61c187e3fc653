"""One-time codes: asked for, sent, confirmed. The answer never tells whether a number is known."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from yizhan.floor.accounts.gateways import gateway
from yizhan.floor.accounts.limits import DAY, HOUR, MINUTE, Limit, Window, forgive, of_network, spend
from yizhan.floor.accounts.models import OneTimeCode
from yizhan.floor.accounts.models.proofs import MOST_TRIES
from yizhan.floor.accounts.states import CodePurpose, CodeState
from yizhan.floor.privacy.lookups import lookup_digest, phone_digest
from yizhan.kernel.errors import Refusal
from yizhan.kernel.phones import mobile_number

DIGITS = 6
LASTS = timedelta(minutes=5)
PER_NUMBER = Limit(
    "code_number",
    (Window(1, MINUTE), Window(5, HOUR), Window(10, DAY)),
    "验证码1分钟内只能获取1次，1小时5次，1天10次，请稍后再试",
    "one code a minute, five an hour, ten a day",
)
PER_ADDRESS = Limit("code_address", (Window(30, HOUR), Window(200, DAY)))
PER_RANGE = Limit("code_range", (Window(100, HOUR), Window(1000, DAY)))
GUESSES_PER_ADDRESS = Limit("guess_address", (Window(30, HOUR), Window(200, DAY)))
GUESSES_PER_RANGE = Limit("guess_range", (Window(100, HOUR), Window(1000, DAY)))
_SHAPE = re.compile(rf"[0-9]{{{DIGITS}}}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_NO_ROW = UUID(int=0)


@dataclass(frozen=True, slots=True, repr=False)
class ConfirmedPhone:
    """The proof that somebody holds this number now. Made only by `confirm`."""

    phone: str
    digest: str
    purpose: CodePurpose


def request(*, phone: str, purpose: CodePurpose, address: str, now: datetime, bound_to: str = "") -> None:
    """Sends a new code to the number; a live one for the same purpose is replaced.

    Nobody is looked up, so known and unknown numbers cost the same. `bound_to` names what is to be signed; the code confirms
    nothing else. Raises TooOften at a limit, Refusal for what is no mobile number or when nothing can be sent.
    """
    number = mobile_number(phone)
    sending = gateway()
    digest, code = phone_digest(number), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with transaction.atomic(durable=True):
        spend([(PER_NUMBER, digest), *of_network(PER_ADDRESS, PER_RANGE, address)], now)
        live = OneTimeCode.objects.filter(phone_digest=digest, purpose=purpose, state=CodeState.LIVE)
        live.update(state=CodeState.REPLACED)
        key = uuid4()
        OneTimeCode.objects.create(
            id=key,
            phone_digest=digest,
            purpose=purpose,
            code_digest=_digest(key, purpose, bound_to, code),
            issued_at=now,
        )
    sending.send(number, code, now)


def confirm(
    *, phone: str, purpose: CodePurpose, code: str, address: str, now: datetime, bound_to: str = ""
) -> ConfirmedPhone:
    """Uses the live code of the number up, if it is right. Raises the same Refusal for every code that is not.

    A wrong try is counted before the answer, for the code and for the network, in a transaction of its own: call it outside
    any other. Two tries at once count twice; a code is used once.
    """
    number, typed = mobile_number(phone), code.strip().translate(_FULL_WIDTH)
    if not _SHAPE.fullmatch(typed):
        raise Refusal(f"验证码是{DIGITS}位数字", f"a code has {DIGITS} digits", field="code")
    digest = phone_digest(number)
    with transaction.atomic(durable=True):
        counted = spend(of_network(GUESSES_PER_ADDRESS, GUESSES_PER_RANGE, address), now)
        right = _try(digest, purpose, bound_to, typed, now)
        if right:
            forgive(counted)
    if not right:
        raise Refusal("验证码不正确或已失效，请核对或重新获取", "the code is wrong or over", field="code")
    return ConfirmedPhone(number, digest, purpose)


def _try(digest: str, purpose: CodePurpose, bound_to: str, typed: str, now: datetime) -> bool:
    live = OneTimeCode.objects.select_for_update().filter(
        phone_digest=digest, purpose=purpose, state=CodeState.LIVE, issued_at__gte=now - LASTS
    )
    row = live.first()
    given = _digest(row.id if row else _NO_ROW, purpose, bound_to, typed)
    right = hmac.compare_digest(given, row.code_digest or "" if row else given[::-1]) and row is not None
    if row is not None:
        row.tries += 1
        spent = CodeState.SPENT if row.tries == MOST_TRIES else CodeState.LIVE
        row.state = CodeState.USED if right else spent
        row.save(update_fields=["tries", "state"])
    return right


def _digest(key: UUID, purpose: CodePurpose, bound_to: str, code: str) -> str:
    return lookup_digest("one_time_code", f"{key}\0{purpose.value}\0{bound_to}\0{code}")

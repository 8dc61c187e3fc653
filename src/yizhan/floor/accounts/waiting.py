"""The number that a visitor gave and that now waits for its code: kept in the session between two pages, sealed."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from yizhan.floor.accounts import codes
from yizhan.floor.accounts.limits import MINUTE
from yizhan.floor.accounts.states import CodePurpose
from yizhan.floor.privacy import ciphers, keys
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.phones import mobile_number

LASTS = timedelta(minutes=30)
_KEY = "accounts.waiting"


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A number of 11 digits, and when its latest code was asked for."""

    phone: str
    asked_at: datetime

    @property
    def masked(self) -> str:
        """The number as a page shows it."""
        return mask(self.phone, Masking.PHONE)

    @property
    def again_at(self) -> datetime:
        """From when on the next code may be asked for."""
        return self.asked_at + MINUTE


def ask(
    session: SessionBase, *, phone: str, purpose: CodePurpose, address: str, again: bool = False, now: datetime
) -> Waiting:
    """Sends a code and keeps the number in the session. Refuses as `codes.request` does.

    Whoever gives the same number within a minute goes on waiting for the code that is on its way, unless he wants it `again`.
    """
    number = mobile_number(phone)
    before = find(session, purpose, now=now)
    if not again and before is not None and before.phone == number and now < before.again_at:
        return before
    codes.request(phone=number, purpose=purpose, address=address, now=now)
    sealed = ciphers.seal(number, _place(purpose), keys.ring(), keys.cipher())
    session[_KEY] = {
        **session.get(_KEY, {}),
        purpose.value: [base64.b64encode(sealed).decode(), int(now.timestamp())],
    }
    return Waiting(number, now)


def find(session: SessionBase, purpose: CodePurpose, *, now: datetime) -> Waiting | None:
    """The number that waits for this purpose; None for none, after half an hour, and when it no longer opens."""
    try:
        sealed, at = session.get(_KEY, {})[purpose.value]
        number = ciphers.open_sealed(base64.b64decode(sealed), _place(purpose), keys.ring())
    except (KeyError, ciphers.Unopenable, binascii.Error):
        return None
    asked_at = datetime.fromtimestamp(at, SHANGHAI)
    return Waiting(number, asked_at) if now - asked_at < LASTS else None


def forget(session: SessionBase, purpose: CodePurpose) -> None:
    """The number is no longer in the session."""
    session[_KEY] = {name: kept for name, kept in session.get(_KEY, {}).items() if name != purpose.value}


def _place(purpose: CodePurpose) -> str:
    return f"{_KEY}:{purpose.value}"

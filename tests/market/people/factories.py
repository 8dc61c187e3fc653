"""Workers and what they hand in."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from tests.floor.accounts.factories import NOW
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.market.people import actions
from yizhan.market.people.actions import Registered
from yizhan.market.people.drafts import Agreed, FileDraft
from yizhan.market.people.models import Worker
from yizhan.market.people.states import RegistrationKind

TODAY = date(2026, 11, 20)
_SERIAL = count(1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
BASIC = frozenset((ConsentPurpose.EMPLOYMENT_SERVICE, ConsentPurpose.IDENTITY_CHECK))
EVERYTHING = frozenset(ConsentPurpose)


def a_number(born: date = date(1970, 5, 6), region: str = "350503", serial: int | None = None) -> str:
    """A resident number with a right check character; another one each time."""
    front = f"{region}{born:%Y%m%d}{(next(_SERIAL) if serial is None else serial) % 1000:03d}"
    return front + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(front, _WEIGHTS, strict=True)) % 11]


def a_phone() -> str:
    """A mobile number; another one each time."""
    return f"138{10_000_000 + next(_SERIAL) * 7919:08d}"


def a_key() -> str:
    """The key of a form."""
    return f"form-key-{next(_SERIAL):012d}"


def agreed(purposes: frozenset[ConsentPurpose] = BASIC, channel: ConsentChannel = ConsentChannel.COUNTER) -> Agreed:
    """Consents said at the counter."""
    return Agreed(purposes, "2026-1", channel)


def a_draft(**values: Any) -> FileDraft:
    """A file with a name, a number and a phone of its own unless given."""
    return FileDraft(**({"name": "张伟国", "document_number": a_number(), "phone": a_phone()} | values))


def registered(
    clerk: Actor,
    station: Organisation,
    kinds: Sequence[RegistrationKind] = (RegistrationKind.SEEKING,),
    now: datetime = NOW,
    purposes: frozenset[ConsentPurpose] = EVERYTHING,
    **values: Any,
) -> Registered:
    """Registers somebody at the counter."""
    return actions.register_at_counter(
        actor=clerk,
        station=station,
        draft=a_draft(**values),
        kinds=kinds,
        agreed=agreed(purposes),
        form_key=a_key(),
        now=now,
    )


def a_worker(clerk: Actor, station: Organisation, **values: Any) -> Worker:
    """The file of somebody registered at the counter."""
    return registered(clerk, station, **values).worker

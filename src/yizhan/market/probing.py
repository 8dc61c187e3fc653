"""Whoever has signed in may ask, by registering, whether a number has a file. He may ask for few different numbers a day, and the
answer is one and the same sentence, so that nobody goes through numbers to learn who is registered."""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.limits import DAY, HOUR, Limit, TooOften, Window, of_network, spend
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.verbs import Verb
from yizhan.kernel.texts import Text

MOST_NUMBERS = 5
# For every number that is not free, whoever's it is and whatever else does not fit.
NOT_ONLINE = Text(
    "这个号码不能在网上登记，请带证件到驿站办理",
    "this number cannot be registered online: come to a station with the papers",
)
_WORDS = ("今天填过的号码太多了，请带证件到驿站柜台办理", "too many different numbers today: come to the counter")
PER_PERSON = Limit("probe_person", (Window(MOST_NUMBERS, DAY),), *_WORDS)
PER_ADDRESS = Limit("probe_address", (Window(60, HOUR), Window(200, DAY)), *_WORDS)
PER_RANGE = Limit("probe_range", (Window(200, HOUR), Window(1000, DAY)), *_WORDS)
_ONCE_A_DAY = (Window(1, DAY),)
_ASKED, _TOLD = Limit("probe_asked", _ONCE_A_DAY), Limit("probe_told", _ONCE_A_DAY)


def count(*, actor: Actor, number: str, field: str, address: str, verb: Verb, now: datetime) -> None:
    """Counts one more number that the person asks about; the same number again within a day counts nothing.

    TooOften, a Refusal at `field`, beyond MOST_NUMBERS in a day, or too many from the network of `address` (empty: not known). The
    first time in a day that it is reached `verb` goes into the chain. Call it outside any transaction that may be rolled back.
    """
    network = of_network(PER_ADDRESS, PER_RANGE, address) if address else []
    try:
        with transaction.atomic():
            if _is_new(_ASKED, f"{actor.id}\0{number}", now):
                spend([(PER_PERSON, str(actor.id)), *network], now)
    except TooOften as reached:
        _tell(actor, verb, now)
        raise TooOften(*reached.text, field=field) from reached


@transaction.atomic
def _tell(actor: Actor, verb: Verb, now: datetime) -> None:
    if _is_new(_TOLD, f"{verb.code}\0{actor.id}", now):
        record(actor=actor, verb=verb.code, object_type="accounts.person", object_id=str(actor.id), now=now)


def _is_new(limit: Limit, subject: str, now: datetime) -> bool:
    try:
        spend([(limit, subject)], now)
    except TooOften:
        return False
    return True

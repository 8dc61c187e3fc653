"""Seeing a file: that somebody opened it, and the full values that it keeps sealed. The person can see both."""

from datetime import datetime, time

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.sealed import Sealed
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.people import queries
from yizhan.market.people.models import Guardian, Worker
from yizhan.market.people.policy import require_clerk
from yizhan.market.people.verbs import VIEWED

REVEALED = {
    "document_number": "证件号码",
    "phone": "手机号",
    "contact_phone": "联系人电话",
    "guardian_phone": "监护人电话",
    "address": "住址",
    "health": "健康状况",
    "hardship": "困难情况",
}


@transaction.atomic
def look(*, actor: Actor, worker: Worker, now: datetime) -> bool:
    """Records that the actor opened the whole file of somebody else: once for actor, person and day. Whether it was recorded now.

    OutOfScope for a file that he does not see.
    """
    if not queries.workers(actor, at=now).filter(pk=worker.pk).exists():
        raise OutOfScope
    if actor.id == worker.person_id:
        return False
    midnight = datetime.combine(now.astimezone(SHANGHAI).date(), time.min, tzinfo=SHANGHAI)
    about = Entry.objects.filter(object_type="people.worker", object_id=str(worker.pk), verb=VIEWED.code)
    if about.filter(actor_id=actor.id, at__gte=midnight).exists():
        return False
    body = {"subject": str(worker.person_id)}
    record(actor=actor, verb=VIEWED.code, object_type="people.worker", object_id=str(worker.pk), body=body, now=now)
    return True


def reveal(*, actor: Actor, worker: Worker, field: str, reason: str, now: datetime) -> str:
    """The full value of one of REVEALED, for a clerk of the file's area who says why. Recorded before it is given.

    Refuses a name that is none of them, a value that is not stated, and a reason of fewer than 4 characters. Not inside a
    transaction.
    """
    require_clerk(actor)
    seen = queries.workers(actor, at=now).filter(pk=worker.pk).first()
    if seen is None:
        raise OutOfScope
    value = _sealed(seen, field)
    if value is None:
        raise Refusal("档案中没有这项内容", "nothing is stated there", field="field")
    return value.reveal(actor=actor, reason=reason, now=now)


def _sealed(worker: Worker, field: str) -> Sealed | None:
    if field not in REVEALED:
        return None
    if field == "guardian_phone":
        guardian = Guardian.objects.filter(worker=worker).first()
        return None if guardian is None else guardian.phone
    holder = worker.person if field == "phone" else worker
    value: Sealed | None = getattr(holder, field)
    return value

"""Seeing a file: that somebody opened that of a resident, and the full values that it keeps sealed."""

from datetime import datetime, time

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import STATION_ROLES
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.sealed import Sealed
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.actions.trace import EMPLOYER
from yizhan.market.employers.models import Employer
from yizhan.market.employers.queries import employers
from yizhan.market.employers.verbs import VIEWED

REVEALED = {"contact_phone": "联系电话", "address": "地址", "identity_number": "身份证号码"}


@transaction.atomic
def look(*, actor: Actor, employer: Employer, now: datetime) -> bool:
    """Records that the actor opened the file of a resident: once for actor, resident and day. Whether it was recorded now.

    The file of a firm is nobody's personal data. Employer.DoesNotExist for a file that the actor does not see.
    """
    kept = employers(actor).get(pk=employer.pk)
    if kept.person_id is None or kept.person_id == actor.id:
        return False
    midnight = datetime.combine(now.astimezone(SHANGHAI).date(), time.min, tzinfo=SHANGHAI)
    about = Entry.objects.filter(object_type=EMPLOYER, object_id=str(kept.pk), verb=VIEWED.code)
    if about.filter(actor_id=actor.id, at__gte=midnight).exists():
        return False
    body = {"subject": str(kept.person_id)}
    record(actor=actor, verb=VIEWED.code, object_type=EMPLOYER, object_id=str(kept.pk), body=body, now=now)
    return True


def reveal(*, actor: Actor, employer: Employer, field: str, reason: str, now: datetime) -> str:
    """The full value of one of REVEALED, for station staff who see the file. Recorded before it is given.

    Refuses a name that is none of them, a value that is not stated, and a reason of fewer than 4 characters. Not inside a
    transaction. Employer.DoesNotExist for a file that the actor does not see.
    """
    if actor.role not in STATION_ROLES:
        raise Refusal("只有驿站人员可以查看完整内容", "only station staff see full values")
    value: Sealed | None = getattr(employers(actor).get(pk=employer.pk), field) if field in REVEALED else None
    if value is None:
        raise Refusal("档案中没有这项内容", "nothing is stated there", field="field")
    return value.reveal(actor=actor, reason=reason, now=now)

"""A consent that the person takes back online, and what rested on it alone goes with it."""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.market.people import filing, queries
from yizhan.market.people.checking import OF_CATEGORY
from yizhan.market.people.models import Category, Worker
from yizhan.market.people.verbs import EDITED

# 个人信息保护法第四十七条第一款第三项: what was stored because of a consent is deleted when that is withdrawn.
_RESTING: dict[ConsentPurpose, tuple[str, ...]] = {
    ConsentPurpose.HEALTH: ("health",),
    ConsentPurpose.HARDSHIP: ("hardship",),
    ConsentPurpose.LOCATION: ("home_latitude", "home_longitude"),
}


@transaction.atomic
def withdraw_consent(*, actor: Actor, purpose: ConsentPurpose, now: datetime) -> Consent:
    """Ends the actor's own consent, and deletes from his file what was stored because of it: health, hardship, the home's
    position, and categories that tell of them. Refuses when there is none. A person without a file only withdraws."""
    own = queries.own(actor).select_for_update(of=("self",)).first()
    channel = ConsentChannel.ONLINE
    ended = privacy.withdraw(actor=actor, person_id=actor.id, purpose=purpose, channel=channel, now=now)
    if own is not None:
        _delete_what_rested(actor, own, purpose, now)
    return ended


def _delete_what_rested(actor: Actor, worker: Worker, purpose: ConsentPurpose, now: datetime) -> None:
    fields = [name for name in _RESTING.get(purpose, ()) if getattr(worker, name) is not None]
    kinds = [kind for kind, needed in OF_CATEGORY.items() if needed is purpose]
    gone, _ = Category.objects.filter(worker=worker, kind__in=kinds).delete()
    if not fields and not gone:
        return
    for name in fields:
        setattr(worker, name, None)
    filing.touch(worker, fields, now)
    said = ",".join([*fields, *(["categories"] if gone else [])])
    body: dict[str, BodyValue] = {"subject": str(worker.person_id), "fields": said, "version": worker.version}
    record(actor=actor, verb=EDITED.code, object_type="people.worker", object_id=str(worker.pk), body=body, now=now)

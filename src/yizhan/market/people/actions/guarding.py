"""The guardian's consent on paper, for workers of 16 and 17."""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.people import filing
from yizhan.market.people.models import Guardian, Worker
from yizhan.market.people.policy import require_keeper
from yizhan.market.people.verbs import GUARDIAN_PAPER_ADDED


@transaction.atomic
def add_guardian_paper(*, actor: Actor, worker: Worker, paper: StoredFile, now: datetime) -> Guardian:
    """Puts the signed consent of the guardian into the file, in the place of an older one.

    By the person or a clerk who sees the file. Refuses a file that names no guardian: first who, then the paper.
    """
    kept = filing.locked(actor, worker, now=now)
    require_keeper(actor, kept.person_id)
    if paper.person_id != kept.person_id:
        raise OutOfScope
    held = Guardian.objects.select_for_update().filter(worker=kept).first()
    if held is None:
        raise Refusal("请先填写监护人的姓名和电话", "name the guardian first", field="upload")
    held.consent_paper = paper
    held.save(update_fields=["consent_paper"])
    filing.touch(kept, (), now)
    body: dict[str, BodyValue] = {"subject": str(kept.person_id), "version": kept.version}
    record(
        actor=actor,
        verb=GUARDIAN_PAPER_ADDED.code,
        object_type="people.worker",
        object_id=str(kept.pk),
        body=body,
        now=now,
    )
    return held

"""Taking an import back: only what it made and nobody has touched since; the rest is listed."""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import actions as employing
from yizhan.market.employers.models import Employer
from yizhan.market.imports import verbs
from yizhan.market.imports.actions.trace import locked, move, recount, told
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.states import ImportState, RowState, Subject
from yizhan.market.people import actions as people
from yizhan.market.people.models import Registration
from yizhan.market.people.states import RegistrationChannel, RegistrationState

WITHDRAWN_WORDS = "登记已撤销；零工档案保留，删除须由本人申请"
CHANGED_WORDS = "此前已有档案，或此后有变动，保留"


@transaction.atomic
def revert(*, actor: Actor, batch: Import, reason: str, now: datetime) -> Import:
    """Takes back the employers that the import opened and nobody has touched since, and the workers' registrations that it
    entered. A worker's file stays, for it is the person's. Every row says what became of it. Payloads left over are deleted."""
    kept = locked(actor, batch)
    move(kept, ImportState.REVERTED)
    rows = kept.rows.filter(state=RowState.APPLIED).order_by("-position")
    for row in rows:
        done = _withdrawn(actor, kept, row, reason, now)
        row.state = RowState.REVERTED if done else RowState.KEPT
        row.words = "" if done and row.subject == Subject.EMPLOYER else WITHDRAWN_WORDS if done else CHANGED_WORDS
        row.save(update_fields=["state", "words"])
    kept.rows.filter(state=RowState.CONFLICT).update(state=RowState.DROPPED, payload=None)
    recount(kept)
    kept.ended_at = now
    kept.save()
    left = kept.rows.filter(state=RowState.KEPT).count()
    told(actor, verbs.REVERTED, kept, body={"rows": len(rows), "left": left}, reason=reason, now=now)
    return kept


def _withdrawn(actor: Actor, batch: Import, row: ImportRow, reason: str, now: datetime) -> bool:
    if row.subject == Subject.WORKER:
        return _registration_withdrawn(actor, batch, row, reason, now)
    if not row.created or row.target_id is None or row.target_version is None:
        return False
    found = Employer.objects.filter(pk=row.target_id).first()
    if found is None:
        return False
    return employing.withdraw(actor=actor, employer=found, version=row.target_version, now=now)


def _registration_withdrawn(actor: Actor, batch: Import, row: ImportRow, reason: str, now: datetime) -> bool:
    if row.target_id is None or row.applied_at is None:
        return False
    entered = Registration.objects.filter(
        worker_id=row.target_id,
        station=batch.station,
        entered_at=row.applied_at,
        channel=RegistrationChannel.IMPORT,
        state=RegistrationState.VALID,
    ).first()
    if entered is None:
        return False
    try:
        people.withdraw_registration(actor=actor, registration=entered, reason=reason, now=now)
    except Refusal:
        return False
    return True

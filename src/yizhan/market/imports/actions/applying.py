"""Writing what was confirmed, chunk by chunk; each chunk is one transaction, so whatever stops it leaves whole chunks behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.models import Employer
from yizhan.market.imports import verbs
from yizhan.market.imports.actions.receiving import LONGEST_WORDS, fill
from yizhan.market.imports.actions.trace import acting, counts, locked, move, recount, told
from yizhan.market.imports.comparing import Comparer
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.register import key_of, read_register
from yizhan.market.imports.sayings import Said, WorkerSaid, read_back
from yizhan.market.imports.states import ImportState, RowState
from yizhan.market.imports.writing import Setting, Written, write
from yizhan.market.people.actions import begin_enrolment
from yizhan.market.people.filing import lock
from yizhan.market.people.models import Worker

# The audit chain is locked from the first row of a chunk to its commit, and other clerks wait to be recorded: 8 rows are about a
# fifth of a second. On a busy machine a chunk ends sooner: no further row is begun once the chain may have been held so long.
CHUNK = 8
LONGEST_HOLD = timedelta(milliseconds=250)


@transaction.atomic
def start(*, actor: Actor, batch: Import, now: datetime) -> Import:
    """Confirms the comparison: from now on the rows are written, in the name of who confirmed. Twice is refused."""
    kept = locked(actor, batch)
    move(kept, ImportState.APPLYING)
    return _begun(actor, kept, now)


@transaction.atomic
def resume(*, actor: Actor, batch: Import, now: datetime) -> Import:
    """Takes over an import that is being written and stands still: who confirmed it has left, or the worker gave up."""
    kept = locked(actor, batch)
    if kept.state != ImportState.APPLYING:
        raise Refusal(f"该导入当前是「{kept.get_state_display()}」，不能办理", f"the import is {kept.state}")
    return _begun(actor, kept, now)


@transaction.atomic
def apply_next(*, batch_id: UUID, now: datetime, chunk: int = CHUNK, hold: timedelta = LONGEST_HOLD) -> bool:
    """Writes the next rows and says whether there may be more. Safe to call at any time, by anybody at once, again after a kill:
    the import is locked, and only rows that wait are written. At most `chunk` rows, at least one, and none after `hold`. False, and
    nothing done, unless the import is APPLYING."""
    batch = Import.objects.select_for_update(of=("self",)).select_related("station").get(pk=batch_id)
    if batch.state != ImportState.APPLYING:
        return False
    rows = list(batch.rows.filter(state=RowState.WAITING).order_by("position")[:chunk])
    actor = acting(batch, now=now)
    if not rows:
        _finish(actor, batch, now)
        return False
    said = [read_back(row.subject, row.payload.open_for(SystemPurpose.DOCUMENT)) for row in rows]
    _hold(said)
    settled = _write(rows, said, _setting(actor, batch, said, now), hold)
    written = sum(row.state == RowState.APPLIED for row in settled)
    batch.applied, batch.conflicts = batch.applied + written, batch.conflicts + len(settled) - written
    batch.save(update_fields=["applied", "conflicts"])
    return True


def apply_all(*, batch_id: UUID, now: datetime, chunk: int = CHUNK, hold: timedelta = LONGEST_HOLD) -> Import:
    """Writes chunk after chunk until nothing waits or somebody cancels; for the demo and the command line."""
    while apply_next(batch_id=batch_id, now=now, chunk=chunk, hold=hold):
        pass
    return Import.objects.get(pk=batch_id)


@transaction.atomic
def cancel(*, actor: Actor, batch: Import, now: datetime) -> Import:
    """Stops writing after the chunk that is under way. What is written stays, and the rest is dropped; the counts say how many."""
    kept = locked(actor, batch)
    move(kept, ImportState.CANCELLED)
    kept.rows.filter(state=RowState.WAITING).update(state=RowState.DROPPED, payload=None)
    recount(kept)
    kept.ended_at = now
    kept.save()
    told(actor, verbs.CANCELLED, kept, body=counts(kept), now=now)
    return kept


@transaction.atomic
def recompare(*, actor: Actor, batch: Import, now: datetime) -> Import:
    """Compares the rows in conflict with the register as it is now, so that the clerk may look and confirm again."""
    kept = locked(actor, batch)
    rows = list(kept.rows.filter(state=RowState.CONFLICT).order_by("position"))
    if not rows:
        raise Refusal("没有有冲突的行", "no row is in conflict")
    move(kept, ImportState.COMPARED)
    said = [read_back(row.subject, row.payload.open_for(SystemPurpose.DOCUMENT)) for row in rows]
    comparer = Comparer(read_register(actor, kept.station, said, now=now))
    for row, each in zip(rows, said, strict=True):
        fill(row, comparer.compare(each, f"「{row.sheet}」第{row.number}行"))
        if row.state != RowState.WAITING:
            row.payload = None
        row.save()
    recount(kept)
    kept.compared_at = now
    kept.save()
    told(actor, verbs.RECOMPARED, kept, body={"rows": len(rows), **counts(kept)}, now=now)
    return kept


def _begun(actor: Actor, kept: Import, now: datetime) -> Import:
    if actor.membership_id is None:
        raise Refusal("请以驿站人员身份导入", "import as a member of a station")
    kept.starter_id, kept.membership_id, kept.started_at = actor.id, actor.membership_id, now
    kept.save(update_fields=["state", "starter", "membership_id", "started_at"])
    told(actor, verbs.STARTED, kept, body=counts(kept), now=now)
    return kept


def _finish(actor: Actor, batch: Import, now: datetime) -> None:
    move(batch, ImportState.APPLIED)
    recount(batch)
    batch.ended_at = now
    batch.save()
    told(actor, verbs.ENDED, batch, body=counts(batch), now=now)


def _setting(actor: Actor, batch: Import, said: Sequence[Said], now: datetime) -> Setting:
    register = read_register(actor, batch.station, said, now=now)
    keys = [file.pk for file in (*register.workers.values(), *register.employers.values())]
    left: dict[UUID, int] = {}
    if keys:
        applied = batch.rows.filter(state=RowState.APPLIED, target_id__in=keys).order_by("applied_at", "position")
        left = {key: version for key, version in applied.values_list("target_id", "target_version") if key and version}
    phones = [each.phone for each in said if isinstance(each, WorkerSaid) and each.phone]
    enrolment = begin_enrolment(actor=actor, station=batch.station, phones=phones)
    return Setting(actor, batch.station, batch.consent_notice, register, left, now, enrolment)


def _write(rows: Sequence[ImportRow], said: Sequence[Said], at: Setting, hold: timedelta) -> list[ImportRow]:
    """Writes the rows of a chunk one after the other until `hold` is over; gives those that are settled. A file that a row before
    has written to is read anew."""
    began = monotonic()
    settled: list[ImportRow] = []
    left = dict(at.left)
    touched: set[str] = set()
    for row, each in zip(rows, said, strict=True):
        key = key_of(each)
        register = at.register
        if key in touched:
            register = read_register(at.actor, at.station, [each], now=at.now)
        touched.add(key)
        _settle(row, each, replace(at, register=register, left=left))
        if row.state == RowState.APPLIED and row.target_id is not None and row.target_version is not None:
            left[row.target_id] = row.target_version
        settled.append(row)
        if monotonic() - began >= hold.total_seconds():
            break
    applied = [row for row in settled if row.state == RowState.APPLIED]
    ImportRow.objects.filter(pk__in=[row.pk for row in applied]).update(payload=None)
    ImportRow.objects.bulk_update(applied, ["state", "applied_at", "target_id", "target_version", "created"])
    return settled


def _settle(row: ImportRow, said: Said, at: Setting) -> None:
    """Writes one row within the chunk; what is refused leaves the row in conflict with the reason."""
    try:
        with transaction.atomic():
            done: Written = write(said, row_id=row.pk, compared_with=(row.target_id, row.target_version), setting=at)
    except Refusal as refusal:
        row.state, row.words = RowState.CONFLICT, refusal.text.zh[:LONGEST_WORDS]
        row.save(update_fields=["state", "words"])
        return
    row.state, row.payload, row.applied_at = RowState.APPLIED, None, at.now
    row.target_id, row.target_version, row.created = done.target_id, done.version, done.created


def _hold(said: Sequence[Said]) -> None:
    """Takes every lock of the chunk before the first row takes the audit chain: whoever holds a number and waits for the chain
    would otherwise wait for us while we wait for him."""
    keys: set[str] = set()
    for each in said:
        key = key_of(each)
        if isinstance(each, WorkerSaid):
            keys.add(f"people.document:{key}")
            if each.phone:
                keys.add(f"accounts.phone:{phone_digest(each.phone)}")
        else:
            keys.add(f"employers.code:{key}" if each.credit_code else f"employers.person:{key}")
            if each.details is not None and each.identity_number and each.details.contact_phone:
                keys.add(f"accounts.phone:{phone_digest(each.details.contact_phone)}")
    lock(*keys)
    found = [key_of(each) for each in said]
    codes, digests = [key for key in found if len(key) == 18], [key for key in found if len(key) == 64]
    of_workers, of_employers = Worker.objects.order_by("pk"), Employer.objects.order_by("pk")
    list(of_workers.select_for_update(of=("self",)).filter(document_digest__in=digests))
    list(of_employers.select_for_update(of=("self",)).filter(credit_code__in=codes))
    list(of_employers.select_for_update(of=("self",)).filter(identity_digest__in=digests))

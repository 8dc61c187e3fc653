"""Taking a workbook in, comparing it with the register, and putting it away unwritten."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yizhan.facts.workbook.read import EMPLOYERS
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.files.actions import store
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.errors import BadCell, Refusal
from yizhan.market.imports import verbs
from yizhan.market.imports.actions.trace import counts, day_of, locked, move, recount, told
from yizhan.market.imports.books import read_stored
from yizhan.market.imports.comparing import Compared, Comparer
from yizhan.market.imports.delimited import as_workbook
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.policy import require_import
from yizhan.market.imports.reading import BookRead, RowRead
from yizhan.market.imports.register import read_register
from yizhan.market.imports.sayings import subject, written
from yizhan.market.imports.states import ENDED_EMPTY, Finding, ImportState, RowState, Subject
from yizhan.market.people.filing import lock

LONGEST_WORDS = 500
LONGEST_NOTICE = 40
BATCH = 1000


@transaction.atomic
def upload(
    *,
    actor: Actor,
    station: Organisation,
    upload: "UploadedFile[Any]",
    consent_notice: str,
    agreed: bool,
    now: datetime,
) -> Import:
    """Keeps the workbook and announces it for comparing. Nothing of it is read yet but what the door of files looks at; CSV becomes
    a workbook first (`delimited`).

    `agreed`: the uploader declares that every person in it has signed the notice `consent_notice`, sensitive data separately.
    Refuses without that, and a file that this station has imported or is importing already.
    """
    require_import(actor, station)
    if actor.membership_id is None:
        raise Refusal("请以驿站人员身份导入", "import as a member of a station")
    notice = consent_notice.strip()
    if not agreed or not notice or len(notice) > LONGEST_NOTICE or not notice.isprintable():
        raise Refusal(
            "请确认表中人员均已签署个人信息告知书（敏感信息另行签字），并写明版本",
            "everybody in the file has signed the notice",
            field="agreed",
        )
    digest = _digest(upload)
    lock(f"imports.{station.pk}:{digest}")
    before = Import.objects.filter(station=station, digest=digest).exclude(state__in=ENDED_EMPTY).first()
    if before is not None:
        on = day_of(before.created_at)
        raise Refusal(
            f"这个文件已于{on.month}月{on.day}日导入过（{before.get_state_display()}），不能重复导入",
            "this very file was imported before",
            field="upload",
        )
    book = as_workbook(upload)
    file = store(actor=actor, upload=book, purpose=FilePurpose.WORKBOOK, organisation_path=station.path, now=now)
    batch = Import.objects.create(
        station=station,
        uploader_id=actor.id,
        membership_id=actor.membership_id,
        file=file,
        digest=digest,
        consent_notice=notice,
        created_at=now,
    )
    told(actor, verbs.UPLOADED, batch, body={"digest": digest, "csv": book is not upload}, now=now)
    return batch


@transaction.atomic
def compare(*, actor: Actor, batch: Import, now: datetime) -> Import:
    """Reads the workbook and writes down what each row would do. Once: a second call gives back what the first found.

    A file that cannot be used at all becomes REFUSED with the reason; single bad rows are refused one by one.
    """
    kept = locked(actor, batch)
    if kept.state != ImportState.UPLOADED:
        return kept
    try:
        book = read_stored(kept.file, today=day_of(now))
    except Refusal as refusal:
        move(kept, ImportState.REFUSED)
        kept.trouble, kept.ended_at = refusal.text.zh[:LONGEST_WORDS], now
    else:
        move(kept, ImportState.COMPARED)
        kept.passed_over = "、".join(book.passed_over)[:LONGEST_WORDS]
        _write_rows(actor, kept, book, now)
        recount(kept)
    kept.compared_at = now
    kept.save()
    told(actor, verbs.COMPARED, kept, body={"state": kept.state, **counts(kept)}, now=now)
    return kept


@transaction.atomic
def abandon(*, actor: Actor, batch: Import, now: datetime) -> Import:
    """Puts an import away before anything was written. What its rows say is deleted; the same file may come again."""
    kept = locked(actor, batch)
    move(kept, ImportState.ABANDONED)
    kept.rows.filter(state=RowState.WAITING).update(state=RowState.DROPPED, payload=None)
    kept.ended_at = now
    kept.save(update_fields=["state", "ended_at"])
    told(actor, verbs.ABANDONED, kept, now=now)
    return kept


def _digest(upload: "UploadedFile[Any]") -> str:
    upload.seek(0)
    found = hashlib.sha256()
    for part in upload.chunks():
        found.update(part)
    upload.seek(0)
    return found.hexdigest()


def _write_rows(actor: Actor, batch: Import, book: BookRead, now: datetime) -> None:
    said = [row.said for row in book.rows if row.said is not None]
    comparer = Comparer(read_register(actor, batch.station, said, now=now))
    ImportRow.objects.bulk_create(_rows(batch, book, comparer), batch_size=BATCH)


def _rows(batch: Import, book: BookRead, comparer: Comparer) -> Iterator[ImportRow]:
    for position, read in enumerate(book.rows, 1):
        row = ImportRow(batch=batch, position=position, sheet=read.sheet, number=read.number, state=RowState.NONE)
        if read.said is None:
            row.subject, row.finding, row.words = _about(read), Finding.REFUSED, refused_words(read.faults)
        else:
            place = f"「{read.sheet}」第{read.number}行"
            row.subject = subject(read.said)
            fill(row, comparer.compare(read.said, place))
            if row.state == RowState.WAITING:
                row.payload = written(read.said)
        yield row


def fill(row: ImportRow, found: Compared) -> None:
    """Puts the outcome of comparing into a row, unsaved."""
    due = found.finding in (Finding.NEW, Finding.CHANGED)
    row.finding, row.state = found.finding, RowState.WAITING if due else RowState.NONE
    row.fields, row.words = "、".join(found.fields)[:200], found.words[:LONGEST_WORDS]
    row.target_id, row.target_version = found.target_id, found.target_version


def refused_words(faults: tuple[BadCell, ...]) -> str:
    """Column, what is wrong and the remedy of each fault, one after the other."""
    said = "；".join(f"「{cell.column}」{cell.wrong.zh}，{cell.remedy.zh}" for cell in faults)
    return said[:LONGEST_WORDS]


def _about(read: RowRead) -> Subject:
    return Subject.EMPLOYER if read.sheet == EMPLOYERS else Subject.WORKER

"""Storing an upload, and removing a file."""

import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import PurePath
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yizhan.floor.audit.actions import record
from yizhan.floor.files import storage
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.papers import check_pdf, check_text, check_workbook
from yizhan.floor.files.pictures import Picture, redraw
from yizhan.floor.files.policy import FileActor, held_by, require_not_removed
from yizhan.floor.files.sniffing import PICTURES_FOUND, Found, sniff
from yizhan.floor.files.states import RULES, SUFFIXES, FileKind, FilePurpose
from yizhan.floor.files.verbs import REMOVE, STORE
from yizhan.kernel.errors import Refusal

_MB = 2**20
LARGEST = {Found.PDF: 20 * _MB, Found.XLSX: 10 * _MB, Found.DOCX: 10 * _MB} | dict.fromkeys(PICTURES_FOUND, 10 * _MB)
LONGEST_NAME = 100
_PAPERS = {
    Found.PDF: (FileKind.PDF, check_pdf),
    Found.XLSX: (FileKind.XLSX, check_workbook),
    Found.DOCX: (FileKind.DOCX, check_text),
}


@dataclass(frozen=True, slots=True)
class _Checked:
    kind: FileKind
    content: bytes
    picture: Picture | None


def store(
    *,
    actor: FileActor,
    upload: "UploadedFile[bytes]",
    purpose: FilePurpose,
    organisation_path: str = "",
    person_id: UUID | None = None,
    now: datetime,
) -> StoredFile:
    """Checks an upload and keeps it. In whose name it is kept is the caller's decision, by his own policy.

    Refusal (field `upload`) in plain Chinese for every kind, size and content that docs/files.md names. The bytes are on disk
    before the row is committed; when the caller's transaction fails they are orphans, which a task sweeps away.
    """
    original = _read(upload)
    checked = _checked(original, purpose)
    key = storage.new_key()
    storage.write(key, checked.content)
    try:
        with transaction.atomic():
            file = StoredFile.objects.create(
                key=key,
                name=_name(upload.name or "", purpose, checked.kind),
                purpose=purpose,
                kind=checked.kind,
                size=len(checked.content),
                original_size=len(original),
                original_digest=hashlib.sha256(original).hexdigest(),
                stored_digest=hashlib.sha256(checked.content).hexdigest(),
                organisation_path=organisation_path,
                person_id=person_id,
                uploaded_by=actor.id,
                created_at=now,
                **_seen(checked.picture),
            )
            body = {"purpose": file.purpose, "kind": file.kind, "digest": file.stored_digest}
            record(actor=actor, verb=STORE.code, object_type="files.file", object_id=str(file.id), body=body, now=now)
    except BaseException:
        storage.delete(key)
        raise
    return file


@transaction.atomic
def remove(*, actor: FileActor, file: StoredFile, reason: str, now: datetime, also: Collection[str] = ()) -> StoredFile:
    """Deletes the bytes, after commit, and keeps the row with its digests. StoredFile.DoesNotExist when it is another's.

    `also` as in the queries. Refuses a second removal and a missing reason.
    """
    locked = StoredFile.objects.select_for_update().get(held_by(actor, also), pk=file.pk)
    require_not_removed(locked)
    locked.removed_at = now
    locked.save(update_fields=["removed_at"])
    record(actor=actor, verb=REMOVE.code, object_type="files.file", object_id=str(locked.pk), reason=reason, now=now)
    transaction.on_commit(partial(storage.delete, locked.key))
    return locked


def _read(upload: "UploadedFile[bytes]") -> bytes:
    """At most one byte more than the largest kind may have."""
    upload.seek(0)
    return bytes(upload.read(max(LARGEST.values()) + 1))


def _checked(content: bytes, purpose: FilePurpose) -> _Checked:
    most = max(LARGEST.values())
    if len(content) > most:
        raise _too_large(most)
    found = sniff(content)
    if len(content) > LARGEST[found]:
        raise _too_large(LARGEST[found])
    allowed = RULES[purpose].kinds
    if found in _PAPERS:
        kind, check = _PAPERS[found]
        _require_kind(kind, allowed, purpose)
        check(content)
        return _Checked(kind, content, None)
    _require_kind(FileKind.JPEG, allowed, purpose)
    picture = redraw(content, found)
    return _Checked(picture.kind, picture.content, picture)


def _require_kind(kind: FileKind, allowed: tuple[FileKind, ...], purpose: FilePurpose) -> None:
    if kind not in allowed:
        listed = "、".join(FileKind(each).label for each in allowed)
        raise Refusal(f"{purpose.label}应上传{listed}", f"{purpose.value} does not take this kind", field="upload")


def _too_large(most: int) -> Refusal:
    return Refusal(f"文件超过 {most // _MB} MB，请缩小后再上传", "the file is too large", field="upload")


def _seen(picture: Picture | None) -> dict[str, object]:
    names = ("width", "height", "perceptual_hash", "difference_hash", "taken_at", "taken_place")
    return {} if picture is None else {name: getattr(picture, name) for name in names}


def _name(given: str, purpose: FilePurpose, kind: FileKind) -> str:
    """The name as the uploader's device gave it: without folders and invisible marks, with the ending of the true kind."""
    printable = "".join(mark for mark in given if unicodedata.category(mark)[0] not in "C" and mark not in '\\/:*?"<>|')
    stem = PurePath(printable).stem.strip(" .")[:LONGEST_NAME] or purpose.label
    return f"{stem}{SUFFIXES[kind]}"

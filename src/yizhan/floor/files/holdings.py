"""What this app holds about persons: the files that are about them."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from yizhan.floor.files import storage
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.kernel.clock import SHANGHAI

# Kept for nobody but the person; everything else proves a service or an assessment.
ERASABLE = (FilePurpose.PORTRAIT, FilePurpose.CERTIFICATE, FilePurpose.IDENTITY_PAPER)
_BASIS = "服务台账和考核佐证在保存期内须保留（人力资源市场暂行条例第三十三条，待核实），仅限查证使用"


def _copy(person_id: UUID) -> list[dict[str, str]]:
    found = StoredFile.objects.filter(person_id=person_id, removed_at=None).order_by("created_at", "pk")
    return [
        {
            "用途": file.get_purpose_display(),
            "文件名": file.name.open_for(SystemPurpose.DOCUMENT),
            "种类": file.get_kind_display(),
            "上传时间": file.created_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        }
        for file in found
    ]


def _erase(person_id: UUID, now: datetime) -> Outcome:
    held = StoredFile.objects.select_for_update().filter(person_id=person_id, removed_at=None)
    gone = list(held.filter(purpose__in=ERASABLE))
    for file in gone:
        file.removed_at = now
        file.name, file.taken_at, file.taken_place = file.get_purpose_display(), None, None
        file.save(update_fields=["removed_at", "name", "taken_at", "taken_place"])
        transaction.on_commit(partial(storage.delete, file.key))
    kept = held.count()
    return Outcome(erased=len(gone), restricted=kept, basis=_BASIS if kept else "")


HOLDINGS = (Holding("files.file", "本人的文件", _copy, _erase),)

"""The work that an upload and a confirmation set off. Each delivery is one transaction: comparing, or one chunk."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from yizhan.floor.notices.actions import notify
from yizhan.floor.outbox.actions import publish
from yizhan.floor.outbox.models import Event
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.imports import verbs
from yizhan.market.imports.actions import apply_next, compare
from yizhan.market.imports.actions.trace import acting
from yizhan.market.imports.models import Import

CHUNK_WRITTEN = "imports.chunk.written"


def compare_upload(event: Event) -> None:
    """Compares what was uploaded; nothing to do when somebody has done so already."""
    batch = Import.objects.select_related("uploader", "starter").get(pk=UUID(event.ids["batch"]))
    now = datetime.now(tz=SHANGHAI)
    compare(actor=acting(batch, now=now), batch=batch, now=now)


def write_chunk(event: Event) -> None:
    """Writes one chunk and asks for the next, in the same transaction: a worker that is killed between two loses nothing."""
    now = datetime.now(tz=SHANGHAI)
    if apply_next(batch_id=UUID(event.ids["batch"]), now=now):
        publish(event=CHUNK_WRITTEN, ids={"batch": event.ids["batch"]}, now=now)


def tell_of_end(event: Event) -> None:
    """Who confirmed the import hears that it is written."""
    batch = Import.objects.get(pk=UUID(event.ids["batch"]))
    words = {"applied": str(batch.applied), "conflicts": str(batch.conflicts)}
    at: datetime = event.at
    person_id = batch.starter_id or batch.uploader_id
    notify(person_id=person_id, kind="imports.import.ended", words=words, key=str(event.pk), now=at)


CONSUMERS: dict[str, tuple[Callable[[Event], None], ...]] = {
    verbs.UPLOADED.code: (compare_upload,),
    verbs.STARTED.code: (write_chunk,),
    CHUNK_WRITTEN: (write_chunk,),
    verbs.ENDED.code: (tell_of_end,),
}

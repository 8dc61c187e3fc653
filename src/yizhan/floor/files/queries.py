"""Reading files: scoped rows, their bytes, and pictures that look alike."""

from collections.abc import Collection
from typing import BinaryIO
from uuid import UUID

from django.db.models import F, Func, IntegerField, QuerySet, Value

from yizhan.floor.files import storage
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.policy import FileActor, held_by, visible_to
from yizhan.floor.files.states import PICTURES
from yizhan.floor.privacy.sealed import SystemPurpose

MOST_DIFFERING_BITS = 6


class _DifferingBits(Func):
    """How many of the 64 bits of two hashes differ."""

    template = "bit_count(('x' || %(expressions)s)::bit(64))"
    arg_joiner = ")::bit(64) # ('x' || "
    output_field = IntegerField()


def files(actor: FileActor, *, also: Collection[str] = ()) -> "QuerySet[StoredFile]":
    """The files that the actor may see and that still have their bytes, newest first.

    `also` are paths of further organisations that the caller's own scope holds, such as the stations of an operator.
    """
    return StoredFile.objects.filter(visible_to(actor, also), removed_at=None).order_by("-created_at", "pk")


def file(actor: FileActor, pk: UUID, *, also: Collection[str] = ()) -> StoredFile:
    """The file of this key. StoredFile.DoesNotExist when it is another's, or its bytes were removed."""
    return files(actor, also=also).get(pk=pk)


def content(file: StoredFile) -> BinaryIO:
    """The bytes, for whoever came by the row through a query. StoredFile.DoesNotExist when they are gone."""
    try:
        if file.removed_at is None:
            return storage.read(file.key)
    except FileNotFoundError:
        pass
    raise StoredFile.DoesNotExist(f"the bytes of {file.pk} are gone")


def download_name(file: StoredFile) -> str:
    """The name under which it was uploaded, with the ending of its true kind. Only for the header of a download."""
    name: str = file.name.open_for(SystemPurpose.DOCUMENT)
    return name


def similar(actor: FileActor, file: StoredFile, *, also: Collection[str] = ()) -> "QuerySet[StoredFile]":
    """Other pictures in the actor's area that differ in at most 6 bits of both hashes, each with `distance`, closest first.

    Removed files are compared too: their hashes stay. A sign of a photo used again, and a question to a person; no proof.
    """
    if file.perceptual_hash is None or file.difference_hash is None:
        return StoredFile.objects.none()
    found = StoredFile.objects.filter(held_by(actor, also), kind__in=PICTURES).exclude(pk=file.pk)
    return (
        found.annotate(
            distance=_DifferingBits(F("perceptual_hash"), Value(file.perceptual_hash)),
            difference=_DifferingBits(F("difference_hash"), Value(file.difference_hash)),
        )
        .filter(distance__lte=MOST_DIFFERING_BITS, difference__lte=MOST_DIFFERING_BITS)
        .order_by("distance", "difference", "created_at", "pk")
    )

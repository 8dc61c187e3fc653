"""Who may see and remove a file."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import PUBLIC_PURPOSES
from yizhan.kernel.errors import Refusal


class FileActor(Protocol):
    """An actor as far as files need to know. `path` is that of the organisation in whose name he acts, or empty."""

    @property
    def id(self) -> UUID:
        """The person's key; the nil UUID for nobody."""

    @property
    def audit_name(self) -> str:
        """Role and id."""

    @property
    def path(self) -> str:
        """The path of the organisation; empty for none, which sees nothing by it."""

    @property
    def sees_everything(self) -> bool:
        """Whether the system itself acts."""


def held_by(actor: FileActor, also: Collection[str] = ()) -> Q:
    """The condition that a file is his: uploaded by him, about him, or of an organisation at, under or `also` beside his own."""
    if actor.sees_everything:
        return Q()
    own = Q(uploaded_by=actor.id) | Q(person_id=actor.id) if actor.id.int else Q(pk__in=())
    for path in (actor.path, *also):
        if path:
            own |= Q(organisation_path__startswith=path)
    return own


def visible_to(actor: FileActor, also: Collection[str] = ()) -> Q:
    """The files that are his, and those for everybody."""
    return held_by(actor, also) | Q(purpose__in=PUBLIC_PURPOSES) if not actor.sees_everything else Q()


def require_not_removed(file: StoredFile) -> None:
    """A file is removed once."""
    if file.removed_at is not None:
        raise Refusal("文件已经删除", "the file has been removed already")

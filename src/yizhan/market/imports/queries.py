"""Reading imports and their rows, scoped to the actor's stations."""

from dataclasses import dataclass

from django.db.models import QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import BUREAU_ROLES, STATION_ROLES
from yizhan.floor.organisations.scope import within
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.states import ImportState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far writing is: `done` of `total` rows settled, in `state`."""

    state: str
    done: int
    total: int

    @property
    def is_over(self) -> bool:
        """Whether nothing more will change by itself."""
        return self.state not in (ImportState.UPLOADED, ImportState.APPLYING)


def imports(actor: Actor) -> QuerySet[Import]:
    """The imports of the actor's stations, latest first; bureaus see them too."""
    rows = Import.objects.select_related("station", "uploader", "file").order_by("-created_at", "id")
    if actor.sees_everything or actor.role in (*STATION_ROLES, *BUREAU_ROLES):
        return rows.filter(within(actor, "station"))
    return rows.none()


def rows(actor: Actor, batch: Import) -> QuerySet[ImportRow]:
    """The rows of one import in the order of the workbook; filter by `finding` or `state`. None of a foreign one."""
    seen = imports(actor).filter(pk=batch.pk).order_by().values("pk")
    return ImportRow.objects.filter(batch__in=seen).order_by("position")


def progress(actor: Actor, batch: Import) -> Progress:
    """Where an import stands now. Import.DoesNotExist for a foreign one. One query."""
    kept = imports(actor).get(pk=batch.pk)
    return Progress(kept.state, kept.done, kept.due)

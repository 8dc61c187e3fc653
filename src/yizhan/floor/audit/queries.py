"""Reading the chain."""

from datetime import datetime

from django.db.models import QuerySet

from yizhan.floor.audit.actors import Actor
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.policy import may_read


def entries(
    actor: Actor,
    *,
    verb: str | None = None,
    object_type: str | None = None,
    object_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> "QuerySet[Entry]":
    """The entries that this actor may see, in order: all for an auditor, none for anybody else. `until` is excluded."""
    if not may_read(actor):
        return Entry.objects.none()
    wanted = {"verb": verb, "object_type": object_type, "object_id": object_id, "at__gte": since, "at__lt": until}
    return Entry.objects.filter(**{name: value for name, value in wanted.items() if value is not None})

"""What an actor sees: every query narrows its rows with one of these. Another's object is then simply not there."""

from typing import Protocol

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

NOTHING = Q(pk__in=())


class OutOfScope(ObjectDoesNotExist):
    """The object lies outside the actor's area: to him it is not there. Faces answer 404."""


class Scoped(Protocol):
    """An actor as far as scope needs to know."""

    @property
    def path(self) -> str:
        """The path of the organisation in whose name he acts; empty for none, which sees nothing by scope."""

    @property
    def operates(self) -> bool:
        """Whether that organisation sees the stations that it operates rather than what stands under it."""

    @property
    def sees_everything(self) -> bool:
        """Whether the system itself acts, or an administrator of the platform."""


def within(actor: Scoped, organisation: str = "") -> Q:
    """The condition that the organisation named by this lookup (`station`, `post__station`, or "" for organisations
    themselves) lies in the actor's area: at or under his own, or operated by it."""
    prefix = f"{organisation}__" if organisation else ""
    if actor.sees_everything:
        return Q()
    if not actor.path:
        return NOTHING
    if actor.operates:
        return Q(**{f"{prefix}operator__path__startswith": actor.path}) | Q(**{f"{prefix}path__startswith": actor.path})
    return Q(**{f"{prefix}path__startswith": actor.path})

"""Reading: one's own inbox and preferences, what went out, and what the sandbox took."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.notices.models import Dispatch, Notice, Preference, SandboxMessage
from yizhan.floor.notices.policy import may_switch_off
from yizhan.floor.notices.states import OPEN, Channel, DispatchState, NoticeGroup, Why
from yizhan.floor.privacy.sealed import SystemPurpose

MOST_SANDBOX = 100


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether a group comes by a channel, and whether the person may change that."""

    group: NoticeGroup
    channel: Channel
    wanted: bool
    changeable: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that the sandbox took; the recipient is masked."""

    id: UUID
    channel: Channel
    recipient: str
    text: str
    at: datetime


def inbox(actor: Actor) -> "QuerySet[Notice]":
    """The person's own notices, newest first. Empty for nobody."""
    if not actor.is_signed_in:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=actor.id, in_inbox=True).order_by("-created_at", "pk")


def unread_count(actor: Actor) -> int:
    """How many of them are unread."""
    return inbox(actor).filter(read_at=None).count()


def preferences(actor: Actor) -> list[Switch]:
    """Every group by every channel, as it is now for this person."""
    off = set(Preference.objects.filter(person_id=actor.id).values_list("group", "channel"))
    return [
        Switch(group, channel, (group.value, channel.value) not in off, may_switch_off(group, channel))
        for group in NoticeGroup
        for channel in Channel
    ]


def due(*, now: datetime) -> "QuerySet[Dispatch]":
    """What is to go out now. For the system's own work."""
    return Dispatch.objects.filter(state__in=OPEN, dispatch_after__lte=now).order_by("dispatch_after", "pk")


def dispatches(actor: Actor, notice: Notice) -> "QuerySet[Dispatch]":
    """How a notice of one's own went out, by channel."""
    if not actor.is_signed_in:
        return Dispatch.objects.none()
    return Dispatch.objects.filter(notice=notice, person_id=actor.id).order_by("channel")


def dispatch_counts(actor: Actor) -> list[tuple[Channel, DispatchState, Why, int]]:
    """How many notices stand where, by channel, state and reason, for who keeps the platform running; nothing for anybody else."""
    if not actor.administers:
        return []
    rows = Dispatch.objects.values_list("channel", "state", "why").annotate(number=Count("pk"))
    return [
        (Channel(channel), DispatchState(state), Why(why), number)
        for channel, state, why, number in rows.order_by("channel", "state", "why")
    ]


def sandbox_messages(actor: Actor) -> list[Taken]:
    """The last 100 messages that the sandbox took, newest first, for anybody who tries the demo; none outside of it."""
    if not settings.YIZHAN_DEMO:
        return []
    return [
        Taken(
            message.pk,
            Channel(message.channel),
            message.recipient.masked,
            message.text.open_for(SystemPurpose.NOTICE),
            message.at,
        )
        for message in SandboxMessage.objects.order_by("-at", "pk")[:MOST_SANDBOX]
    ]

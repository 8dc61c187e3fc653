"""One notice on one channel: asked again at the moment of sending whether it may go, then handed to the gateway."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import AccountState
from yizhan.floor.notices.gateways import Gateway, Letter, gateway
from yizhan.floor.notices.kinds import KINDS, NoticeKind
from yizhan.floor.notices.models import Dispatch, Preference, WechatFollower
from yizhan.floor.notices.providers import GatewayDown, GatewayRefused
from yizhan.floor.notices.states import OPEN, Channel, DispatchState, Why, may_move
from yizhan.floor.notices.timing import is_quiet, next_morning, start_of_day
from yizhan.floor.privacy.ciphers import Unopenable
from yizhan.floor.privacy.queries import has_consent
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.floor.privacy.states import ConsentPurpose

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30))
DAILY = {Channel.SMS: 5, Channel.WECHAT: 10}
_LOG = structlog.get_logger(__name__)


@transaction.atomic
def dispatch(dispatch_id: UUID, *, now: datetime) -> DispatchState | None:
    """Sends it, holds it, or gives it up with the reason. The state after, or None when another worker has it or it is closed.

    The row stays locked while the gateway is asked, so no two workers send the same. If this process dies between the
    provider's answer and the commit, the next attempt carries the same key.
    """
    rows = Dispatch.objects.select_for_update(of=("self",), skip_locked=True).select_related("notice", "person")
    row = rows.filter(pk=dispatch_id, state__in=OPEN, dispatch_after__lte=now).first()
    if row is None:
        return None
    if row.state == DispatchState.HELD:
        _move(row, DispatchState.WAITING, Why.NONE)
    kind = KINDS.get(row.notice.kind)
    if kind is None:
        return _move(row, DispatchState.REFUSED, Why.UNKNOWN_KIND)
    channel = Channel(row.channel)
    why = _forbidden(row, kind, channel, now)
    if why is not Why.NONE:
        return _move(row, DispatchState.REFUSED, why)
    why = _not_now(row, kind, channel, now)
    if why is not Why.NONE:
        # Midnight opens a new day of counting, but in quiet hours nothing rings: morning is right for both.
        row.dispatch_after = next_morning(now)
        return _move(row, DispatchState.HELD, why)
    way, recipient = gateway(channel), _recipient(row.person, channel)
    if way is None:
        return _move(row, DispatchState.REFUSED, Why.NO_GATEWAY)
    if recipient is None:
        return _move(row, DispatchState.REFUSED, Why.NO_RECIPIENT)
    return _send(row, way, recipient, now)


def _send(row: Dispatch, way: Gateway, recipient: str, now: datetime) -> DispatchState:
    notice = row.notice
    letter = Letter(row.pk, row.person_id, recipient, notice.title, notice.text, notice.link, now)
    row.attempts += 1
    try:
        row.receipt = way.send(letter)
    except GatewayRefused:
        return _move(row, DispatchState.FAILED, Why.GATEWAY)
    except GatewayDown as error:
        _LOG.warning("gateway does not answer", dispatch=str(row.pk), channel=row.channel, error=str(error))
        if row.attempts > len(WAITS):
            return _move(row, DispatchState.FAILED, Why.GATEWAY)
        row.dispatch_after, row.why = now + WAITS[row.attempts - 1], Why.GATEWAY
        row.save()
        return DispatchState.WAITING
    row.sent_at = now
    return _move(row, DispatchState.SENT, Why.NONE)


def _forbidden(row: Dispatch, kind: NoticeKind, channel: Channel, now: datetime) -> Why:
    if row.person.state == AccountState.ERASED:
        return Why.NO_RECIPIENT
    off = Preference.objects.filter(person_id=row.person_id, group=kind.group, channel=channel)
    if not kind.urgent and off.exists():
        return Why.OPTED_OUT
    if kind.needs_consent and not has_consent(row.person_id, ConsentPurpose.MESSAGES, at=now):
        return Why.NO_CONSENT
    return Why.NONE


def _not_now(row: Dispatch, kind: NoticeKind, channel: Channel, now: datetime) -> Why:
    if kind.urgent:
        return Why.NONE
    if is_quiet(now):
        return Why.QUIET
    with transaction.get_connection().cursor() as cursor:
        # Two workers count one person's messages one after the other.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"notices:{row.person_id}:{channel}"])
    sent = Dispatch.objects.filter(person_id=row.person_id, channel=channel, sent_at__gte=start_of_day(now)).count()
    return Why.CAP if sent >= daily(channel) else Why.NONE


def daily(channel: Channel) -> int:
    """How many messages that are not urgent a person gets in a day: the setting YIZHAN_DAILY_MESSAGES, or 5 SMS and 10 by WeChat."""
    return int(getattr(settings, "YIZHAN_DAILY_MESSAGES", {}).get(channel.value, DAILY[channel]))


def _recipient(person: Person, channel: Channel) -> str | None:
    if channel is Channel.WECHAT:
        follower = WechatFollower.objects.filter(person=person).first()
        sealed = None if follower is None else follower.open_id
    else:
        sealed = person.phone
    try:
        return None if sealed is None else sealed.open_for(SystemPurpose.NOTICE)
    except Unopenable:
        return None


def _move(row: Dispatch, state: DispatchState, why: Why) -> DispatchState:
    if not may_move(row.state, state):
        raise ValueError(f"a dispatch does not go from {row.state} to {state}")
    row.state, row.why = state, why
    row.save()
    return state

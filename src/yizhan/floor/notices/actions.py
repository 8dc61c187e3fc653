"""Writing notices, reading them, and switching them on and off."""

import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.notices.kinds import KINDS, NoticeKind
from yizhan.floor.notices.models import Dispatch, Notice, Preference, WechatFollower
from yizhan.floor.notices.policy import require_person, require_switchable
from yizhan.floor.notices.queries import inbox
from yizhan.floor.notices.states import OUTWARD, Channel, DispatchState, NoticeGroup, Why
from yizhan.floor.notices.timing import is_quiet, next_morning, start_of_day
from yizhan.floor.notices.verbs import CHANGE_PREFERENCE, FOLLOW, UNFOLLOW
from yizhan.kernel.digests import digest
from yizhan.kernel.errors import Refusal
from yizhan.kernel.personal_numbers import holds_personal_number

_LINK = re.compile(r"/(?![/\\])[A-Za-z0-9/._~?&=%#+-]*")
LONGEST_LINK, LONGEST_WORD = 300, 120


@transaction.atomic
def notify(
    *, person_id: UUID, kind: str, words: Mapping[str, str], link: str = "", key: str = "", now: datetime
) -> Notice:
    """Writes a notice of a declared kind and lets it go out by the kind's channels. The same again gives the first one back.

    The same is: the same person, kind and `key`; without a key, the same words and link on the same day in China. The sentence
    is the system's own, of acts that are audited themselves, so this writes no entry. ValueError for what the program does
    wrong: an unknown kind, missing or surplus words, a link that is no path of this site, personal numbers in a word.
    """
    known = KINDS.get(kind)
    if known is None:
        raise ValueError(f"the kind of notice {kind!r} is in no app's notice_kinds.py")
    _check(words, link)
    text = known.filled(words)
    same = key or digest({"words": dict(words), "link": link, "day": start_of_day(now).date().isoformat()})
    off = set(Preference.objects.filter(person_id=person_id, group=known.group).values_list("channel", flat=True))
    shown = Channel.INBOX in known.channels and (known.always_in_inbox or Channel.INBOX not in off)
    fields = {"title": known.title_zh, "text": text, "link": link, "in_inbox": shown, "created_at": now}
    notice, is_new = Notice.objects.get_or_create(person_id=person_id, kind=kind, key=same, defaults=fields)
    if is_new:
        Dispatch.objects.bulk_create(
            _dispatch(notice, known, channel, now) for channel in OUTWARD if channel in known.channels
        )
    return notice


def mark_read(*, actor: Actor, notice: Notice, now: datetime) -> Notice:
    """The person has seen it; the first time counts. Notice.DoesNotExist for another's. Not audited: it is his own inbox."""
    with transaction.atomic():
        locked = inbox(actor).select_for_update().get(pk=notice.pk)
        if locked.read_at is None:
            locked.read_at = now
            locked.save(update_fields=["read_at"])
    return locked


def mark_all_read(*, actor: Actor, now: datetime) -> int:
    """All that the person has not read. How many."""
    return inbox(actor).filter(read_at=None, created_at__lte=now).update(read_at=now)


@transaction.atomic
def set_preference(*, actor: Actor, group: NoticeGroup, channel: Channel, wanted: bool, now: datetime) -> None:
    """Switches a group on or off for a channel, for oneself. Refuses to keep what must be known out of the inbox."""
    require_person(actor)
    if not wanted:
        require_switchable(group, channel)
    Person.objects.select_for_update().get(pk=actor.id)
    held = Preference.objects.filter(person_id=actor.id, group=group, channel=channel)
    if held.exists() is not wanted:
        return
    if wanted:
        held.delete()
    else:
        Preference.objects.create(person_id=actor.id, group=group, channel=channel, since=now)
    body: dict[str, BodyValue] = {"group": str(group), "channel": str(channel), "wanted": wanted}
    record(
        actor=actor,
        verb=CHANGE_PREFERENCE.code,
        object_type="accounts.person",
        object_id=str(actor.id),
        body=body,
        now=now,
    )


@transaction.atomic
def follow_wechat(*, actor: Actor, open_id: str, now: datetime) -> WechatFollower:
    """Keeps where WeChat notices for this person go; a new address replaces the old. Refuses what is no address."""
    require_person(actor)
    if not re.fullmatch(r"[A-Za-z0-9_-]{6,64}", open_id):
        raise Refusal("微信账号信息无效，请重新绑定", "not an open id of WeChat")
    Person.objects.select_for_update().get(pk=actor.id)
    WechatFollower.objects.filter(person_id=actor.id).delete()
    follower = WechatFollower.objects.create(person_id=actor.id, open_id=open_id, since=now)
    record(actor=actor, verb=FOLLOW.code, object_type="accounts.person", object_id=str(actor.id), now=now)
    return follower


@transaction.atomic
def unfollow_wechat(*, actor: Actor, now: datetime) -> None:
    """Forgets the address. Refuses when there is none."""
    require_person(actor)
    if not WechatFollower.objects.filter(person_id=actor.id).delete()[0]:
        raise Refusal("没有绑定微信", "WeChat is not bound")
    record(actor=actor, verb=UNFOLLOW.code, object_type="accounts.person", object_id=str(actor.id), now=now)


def _check(words: Mapping[str, str], link: str) -> None:
    if link and (not _LINK.fullmatch(link) or len(link) > LONGEST_LINK):
        raise ValueError(f"the link of a notice is a path of this site, not {link!r}")
    for name, word in words.items():
        if (
            not isinstance(word, str)
            or not word.isprintable()
            or len(word) > LONGEST_WORD
            or holds_personal_number(word)
        ):
            raise ValueError(f"the word {name!r} of a notice is too long or holds what does not belong into it")


def _dispatch(notice: Notice, kind: NoticeKind, channel: Channel, now: datetime) -> Dispatch:
    dispatch = Dispatch(notice=notice, person_id=notice.person_id, channel=channel, dispatch_after=now)
    if not kind.urgent and is_quiet(now):
        dispatch.state, dispatch.why, dispatch.dispatch_after = DispatchState.HELD, Why.QUIET, next_morning(now)
    return dispatch

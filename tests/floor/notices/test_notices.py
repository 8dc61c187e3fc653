"""Writing notices, the inbox, and preferences."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.floor.notices.conftest import NOW, WORDS, news, sms_of, somebody
from yizhan.floor.accounts.actors import PUBLIC
from yizhan.floor.audit.models import Entry
from yizhan.floor.notices import queries
from yizhan.floor.notices.actions import (
    follow_wechat,
    mark_all_read,
    mark_read,
    notify,
    set_preference,
    unfollow_wechat,
)
from yizhan.floor.notices.holdings import HOLDINGS
from yizhan.floor.notices.models import Dispatch, Notice, WechatFollower
from yizhan.floor.notices.states import Channel, DispatchState, NoticeGroup
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def test_a_notice_says_its_sentence_in_the_inbox() -> None:
    actor = somebody()
    words = {"place": "丰泽驿站", "count": "3"}
    notice = notify(person_id=actor.id, kind="notices.test_news", words=words, link="/people/jobs/?page=2", now=NOW)
    (found,) = queries.inbox(actor)
    assert (found, found.title, found.text) == (notice, "新岗位", "丰泽驿站有3个新岗位。")
    assert (found.link, queries.unread_count(actor)) == ("/people/jobs/?page=2", 1)


def test_the_same_news_comes_once_a_day_and_once_for_a_key() -> None:
    actor = somebody()
    first = news(actor.id)
    assert news(actor.id, now=NOW + timedelta(hours=14, minutes=59)) == first
    assert news(actor.id, now=NOW + timedelta(hours=15)) != first
    keyed = news(actor.id, key="post-1")
    assert keyed != first
    assert news(actor.id, key="post-1", now=NOW + timedelta(days=9)) == keyed
    assert news(somebody(None).id) != first
    assert Dispatch.objects.filter(notice=first).count() == 1


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "people/jobs",
        "/a b",
        "/a\n",
        "/a\r\nSet-Cookie: x",
        "/<script>",
        "/" + "a" * 300,
    ],
)
def test_a_link_out_of_the_site_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="a path of this site"):
        notify(person_id=somebody().id, kind="notices.test_news", words=WORDS, link=link, now=NOW)


@pytest.mark.parametrize("link", ["//evil.example", "https://evil", "/\\evil"])
def test_the_database_refuses_such_a_link_too(link: str) -> None:
    notice = news(somebody().id)
    with pytest.raises(IntegrityError, match="notices_link_is_of_this_site"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(link=link)


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"place": "丰泽"},
        {"place": "丰泽", "count": "3", "more": "x"},
        {"place": "13800138000", "count": "3"},
        {"place": "350500199001010015", "count": "3"},
        {"place": "a\nb", "count": "3"},
        {"place": "长" * 121, "count": "3"},
    ],
)
def test_missing_surplus_and_personal_words_are_refused(words: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="word"):
        notify(person_id=somebody().id, kind="notices.test_news", words=words, now=NOW)


def test_a_kind_that_nobody_declared_is_refused() -> None:
    with pytest.raises(ValueError, match="in no app's notice_kinds"):
        notify(person_id=somebody().id, kind="notices.none", words={}, now=NOW)


def test_reading_counts_the_first_time_and_is_for_the_person_alone() -> None:
    actor, other = somebody(), somebody(None)
    notice = news(actor.id)
    with pytest.raises(Notice.DoesNotExist):
        mark_read(actor=other, notice=notice, now=NOW)
    with pytest.raises(Notice.DoesNotExist):
        mark_read(actor=PUBLIC, notice=notice, now=NOW)
    assert mark_read(actor=actor, notice=notice, now=NOW + timedelta(hours=1)).read_at == NOW + timedelta(hours=1)
    assert mark_read(actor=actor, notice=notice, now=NOW + timedelta(hours=2)).read_at == NOW + timedelta(hours=1)
    assert (queries.unread_count(actor), list(queries.inbox(other)), list(queries.inbox(PUBLIC))) == (0, [], [])


def test_all_can_be_read_at_once() -> None:
    actor, other = somebody(), somebody(None)
    for number in range(3):
        news(actor.id, key=str(number))
    news(other.id)
    assert mark_all_read(actor=actor, now=NOW) == 3
    assert (mark_all_read(actor=actor, now=NOW), queries.unread_count(other)) == (0, 1)


def test_an_inbox_of_thirty_costs_as_many_queries_as_one_of_one() -> None:
    def cost(size: int) -> int:
        actor = somebody(None)
        for number in range(size):
            news(actor.id, key=str(number))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shown = [(notice.title, notice.text, notice.link) for notice in queries.inbox(actor)]
            queries.unread_count(actor)
            queries.preferences(actor)
        assert len(shown) == size
        return len(captured)

    assert cost(1) == cost(30) == 3


def test_a_group_can_be_switched_off_and_on_again_and_it_is_recorded() -> None:
    actor = somebody()
    for _ in range(2):
        set_preference(actor=actor, group=NoticeGroup.JOBS, channel=Channel.INBOX, wanted=False, now=NOW)
    assert news(actor.id).in_inbox is False
    assert list(queries.inbox(actor)) == []
    off = [(switch.group, switch.channel) for switch in queries.preferences(actor) if not switch.wanted]
    assert off == [(NoticeGroup.JOBS, Channel.INBOX)]
    set_preference(actor=actor, group=NoticeGroup.JOBS, channel=Channel.INBOX, wanted=True, now=NOW)
    assert news(actor.id, key="again").in_inbox is True
    assert Entry.objects.filter(verb="notices.preference.changed").count() == 2


@pytest.mark.parametrize("group", [NoticeGroup.LEGAL, NoticeGroup.ACCOUNT])
def test_what_must_be_known_stays_in_the_inbox(group: NoticeGroup) -> None:
    actor = somebody()
    with pytest.raises(Refusal, match="必须保留站内消息，不能关闭"):
        set_preference(actor=actor, group=group, channel=Channel.INBOX, wanted=False, now=NOW)
    set_preference(actor=actor, group=group, channel=Channel.SMS, wanted=False, now=NOW)
    locked = [(switch.group, switch.channel) for switch in queries.preferences(actor) if not switch.changeable]
    assert locked == [(NoticeGroup.ACCOUNT, Channel.INBOX), (NoticeGroup.LEGAL, Channel.INBOX)]


def test_an_urgent_notice_is_in_the_inbox_even_of_a_group_that_is_switched_off() -> None:
    actor = somebody()
    set_preference(actor=actor, group=NoticeGroup.SERVICE, channel=Channel.INBOX, wanted=False, now=NOW)
    assert news(actor.id, kind="test_urgent").in_inbox is True


def test_nobody_has_no_preferences_to_change() -> None:
    with pytest.raises(Refusal, match="请先登录"):
        set_preference(actor=PUBLIC, group=NoticeGroup.JOBS, channel=Channel.SMS, wanted=False, now=NOW)


def test_wechat_is_bound_sealed_and_unbound() -> None:
    actor = somebody()
    with pytest.raises(Refusal, match="微信账号信息无效"):
        follow_wechat(actor=actor, open_id="a b", now=NOW)
    for open_id in ("oABCDEFGH1234567", "oZYXWVUTS7654321"):
        follow_wechat(actor=actor, open_id=open_id, now=NOW)
    (follower,) = WechatFollower.objects.all()
    assert b"oZYXWVUTS" not in (follower.open_id.token or b"")
    unfollow_wechat(actor=actor, now=NOW)
    with pytest.raises(Refusal, match="没有绑定微信"):
        unfollow_wechat(actor=actor, now=NOW)


def test_a_person_gets_a_copy_and_is_erased() -> None:
    actor, other = somebody(), somebody(None)
    news(actor.id)
    news(other.id)
    set_preference(actor=actor, group=NoticeGroup.JOBS, channel=Channel.SMS, wanted=False, now=NOW)
    notices, choices = HOLDINGS
    assert notices.copy(actor.id) == [
        {"时间": "2026-11-20 09:00", "标题": "新岗位", "内容": "丰泽驿站有3个新岗位。", "已读": "否"}
    ]
    assert choices.copy(actor.id) == [{"项目": "岗位和活动推荐", "方式": "短信", "状态": "已关闭"}]
    assert (notices.erase(actor.id, NOW).erased, choices.erase(actor.id, NOW).erased) == (2, 1)
    assert (notices.copy(actor.id), choices.copy(actor.id), notices.erase(uuid4(), NOW).erased) == ([], [], 0)
    assert queries.unread_count(other) == 1


def test_another_sees_nothing_of_how_it_went_out() -> None:
    actor = somebody()
    notice = news(actor.id)
    assert list(queries.dispatches(actor, notice)) == [sms_of(notice)]
    assert list(queries.dispatches(somebody(None), notice)) == []
    assert sms_of(notice).state == DispatchState.WAITING

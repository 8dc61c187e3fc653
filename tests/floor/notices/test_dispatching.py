"""Going out: by day, with consent, not too often, once, and again after a fault."""

from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from tests.floor.notices.conftest import NOW, PHONE, Recorder, news, sms_of, somebody
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import AccountState
from yizhan.floor.notices import queries
from yizhan.floor.notices.actions import follow_wechat, set_preference
from yizhan.floor.notices.dispatching import WAITS, dispatch
from yizhan.floor.notices.gateways import Letter
from yizhan.floor.notices.models import Dispatch, SandboxMessage
from yizhan.floor.notices.providers import GatewayDown, GatewayRefused
from yizhan.floor.notices.states import Channel, DispatchState, NoticeGroup, Why, may_move
from yizhan.floor.notices.tasks import dispatch_due
from yizhan.floor.notices.timing import is_quiet, next_morning
from yizhan.floor.privacy.actions import withdraw
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.clock import SHANGHAI

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 21, 8, 0, tzinfo=SHANGHAI)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return NOW.replace(hour=hour, minute=minute, second=second)


def stands(notice: object) -> tuple[str, str]:
    row = sms_of(notice)  # type: ignore[arg-type]
    return row.state, row.why


@pytest.mark.parametrize(
    ("moment", "quiet", "morning"),
    [
        (at(20, 59, 59), False, MORNING),
        (at(21, 0), True, MORNING),
        (at(23, 59, 59), True, MORNING),
        (at(0, 0), True, at(8, 0)),
        (at(7, 59, 59), True, at(8, 0)),
        (at(8, 0), False, MORNING),
    ],
)
def test_it_is_quiet_from_nine_in_the_evening_until_eight(moment: datetime, quiet: bool, morning: datetime) -> None:
    assert (is_quiet(moment), next_morning(moment)) == (quiet, morning)


def test_news_of_the_night_go_out_at_eight_to_the_second(recorder: Recorder) -> None:
    notice = news(somebody().id, now=at(21, 0))
    assert (stands(notice), sms_of(notice).dispatch_after) == ((DispatchState.HELD, Why.QUIET), MORNING)
    assert dispatch_due(MORNING - timedelta(seconds=1)) == 0
    assert recorder.letters == []
    assert dispatch_due(MORNING) == 1
    assert (stands(notice), sms_of(notice).sent_at) == ((DispatchState.SENT, Why.NONE), MORNING)
    assert [(letter.recipient, letter.text) for letter in recorder.letters] == [(PHONE, "丰泽驿站有3个新岗位。")]


def test_what_was_written_by_day_and_is_reached_at_night_waits_too(recorder: Recorder) -> None:
    notice = news(somebody().id, now=at(20, 59))
    assert stands(notice) == (DispatchState.WAITING, "")
    dispatch_due(at(21, 0))
    assert (stands(notice), sms_of(notice).dispatch_after) == ((DispatchState.HELD, Why.QUIET), MORNING)


def test_what_is_urgent_goes_out_at_night_without_consent_and_beyond_the_number(recorder: Recorder) -> None:
    actor = somebody(consents=False)
    for number in range(7):
        news(actor.id, kind="test_urgent", key=str(number), now=at(22, 0))
    assert dispatch_due(at(22, 0)) == 7


def test_the_sixth_sms_of_a_day_waits_for_the_next_morning(recorder: Recorder) -> None:
    actor, other = somebody(), somebody("13900139000")
    notices = [news(actor.id, key=str(number)) for number in range(6)]
    news(other.id)
    assert dispatch_due(NOW) == 6
    held = [notice for notice in notices if stands(notice) == (DispatchState.HELD, Why.CAP)]
    assert (len(held), sms_of(held[0]).dispatch_after) == (1, MORNING)
    assert dispatch_due(at(23, 0)) == 0
    assert dispatch_due(MORNING) == 1


def test_the_number_of_a_day_is_a_setting(recorder: Recorder, settings: Settings) -> None:
    settings.YIZHAN_DAILY_MESSAGES = {"sms": 1}
    actor = somebody()
    news(actor.id, key="1")
    news(actor.id, key="2")
    assert dispatch_due(NOW) == 1


def test_nothing_goes_out_without_consent_but_what_the_law_demands(recorder: Recorder) -> None:
    actor = somebody(consents=False)
    jobs, legal = news(actor.id), news(actor.id, kind="test_legal")
    assert dispatch_due(NOW) == 1
    assert stands(jobs) == (DispatchState.REFUSED, Why.NO_CONSENT)
    assert stands(legal) == (DispatchState.SENT, Why.NONE)


def test_a_consent_withdrawn_in_the_night_counts_in_the_morning(recorder: Recorder) -> None:
    actor = somebody()
    notice = news(actor.id, now=at(22, 0))
    withdraw(
        actor=actor,
        person_id=actor.id,
        purpose=ConsentPurpose.MESSAGES,
        channel=ConsentChannel.ONLINE,
        now=at(23, 0),
    )
    dispatch_due(MORNING)
    assert stands(notice) == (DispatchState.REFUSED, Why.NO_CONSENT)


def test_a_group_that_is_switched_off_for_sms_stays_in_the_inbox(recorder: Recorder) -> None:
    actor = somebody()
    set_preference(actor=actor, group=NoticeGroup.JOBS, channel=Channel.SMS, wanted=False, now=NOW)
    notice = news(actor.id)
    dispatch_due(NOW)
    assert stands(notice) == (DispatchState.REFUSED, Why.OPTED_OUT)
    assert list(queries.inbox(actor)) == [notice]
    assert recorder.letters == []


def test_who_has_no_phone_or_is_erased_gets_no_sms(recorder: Recorder) -> None:
    without = news(somebody(None).id)
    erased = somebody()
    gone = news(erased.id)
    Person.objects.filter(pk=erased.id).update(
        state=AccountState.ERASED, name="", phone=None, phone_digest=None, username=None
    )
    dispatch_due(NOW)
    assert stands(without) == stands(gone) == (DispatchState.REFUSED, Why.NO_RECIPIENT)


def test_a_gateway_that_is_down_is_asked_four_times_with_the_same_key(recorder: Recorder) -> None:
    keys = []

    def down(letter: Letter) -> None:
        keys.append(letter.key)
        raise GatewayDown("no answer")

    recorder.before = down
    notice, now = news(somebody().id, kind="test_urgent"), NOW
    for wait in WAITS:
        dispatch_due(now)
        assert (stands(notice), sms_of(notice).dispatch_after) == (
            (DispatchState.WAITING, Why.GATEWAY),
            now + wait,
        )
        assert dispatch_due(now + wait - timedelta(seconds=1)) == 0
        now += wait
    dispatch_due(now)
    assert stands(notice) == (DispatchState.FAILED, Why.GATEWAY)
    assert dispatch_due(now + timedelta(days=1)) == 0
    assert keys == [sms_of(notice).pk] * 4


def test_a_gateway_that_comes_back_sends_once(recorder: Recorder) -> None:
    def down_at_first(letter: Letter) -> None:
        recorder.before = lambda letter: None
        raise GatewayDown("no answer")

    recorder.before = down_at_first
    notice = news(somebody().id)
    assert [dispatch_due(NOW + timedelta(minutes=minute)) for minute in range(3)] == [0, 1, 0]
    assert (stands(notice), sms_of(notice).attempts, sms_of(notice).receipt) == (
        (DispatchState.SENT, Why.NONE),
        2,
        "receipt-1",
    )


def test_what_the_gateway_refuses_is_not_tried_again(recorder: Recorder) -> None:
    def refuse(letter: Letter) -> None:
        raise GatewayRefused("blocked")

    recorder.before = refuse
    notice = news(somebody().id)
    dispatch_due(NOW)
    assert (stands(notice), sms_of(notice).attempts) == ((DispatchState.FAILED, Why.GATEWAY), 1)


def test_an_unforeseen_failure_does_not_keep_the_others_waiting(recorder: Recorder) -> None:
    first, second = news(somebody().id, now=NOW - timedelta(minutes=1)), news(somebody("13900139000").id)

    def break_first(letter: Letter) -> None:
        if letter.person_id == first.person_id:
            raise RuntimeError("unforeseen")

    recorder.before = break_first
    assert dispatch_due(NOW) == 1
    assert stands(second) == (DispatchState.SENT, Why.NONE)
    assert stands(first) == (DispatchState.WAITING, Why.NONE)


def test_what_was_sent_is_not_sent_again(recorder: Recorder) -> None:
    notice = news(somebody().id)
    row = sms_of(notice)
    assert dispatch(row.pk, now=NOW) is DispatchState.SENT
    assert dispatch(row.pk, now=NOW) is None
    assert len(recorder.letters) == 1


def test_without_a_gateway_nothing_is_sent_and_it_is_said(settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    notice = news(somebody().id)
    dispatch_due(NOW)
    assert stands(notice) == (DispatchState.REFUSED, Why.NO_GATEWAY)


def test_the_sandbox_shows_what_would_have_been_sent_in_the_demo_only(settings: Settings) -> None:
    actor = somebody()
    news(actor.id)
    assert dispatch_due(NOW) == 1
    (taken,) = queries.sandbox_messages(actor)
    assert (taken.channel, taken.recipient, taken.text) == (
        Channel.SMS,
        "138****8000",
        "【新岗位】丰泽驿站有3个新岗位。",
    )
    (kept,) = SandboxMessage.objects.all()
    assert PHONE.encode() not in (kept.recipient.token or b"")
    settings.YIZHAN_DEMO = False
    assert queries.sandbox_messages(actor) == []


def test_wechat_reaches_who_follows(recorder: Recorder) -> None:
    actor, stranger = somebody(), somebody("13900139000")
    follow_wechat(actor=actor, open_id="oABCDEFGH1234567", now=NOW)
    news(actor.id, kind="test_wechat")
    refused = news(stranger.id, kind="test_wechat")
    assert dispatch_due(NOW) == 1
    assert [letter.recipient for letter in recorder.letters] == ["oABCDEFGH1234567"]
    assert Dispatch.objects.get(notice=refused).why == Why.NO_RECIPIENT


def test_closed_is_closed() -> None:
    ends = (DispatchState.SENT, DispatchState.FAILED, DispatchState.REFUSED)
    assert not any(may_move(end, target) for end in ends for target in DispatchState)

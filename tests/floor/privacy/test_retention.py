"""Rows go when their time is over: by the daily task, or by a person where the period is a question."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.floor.accounts.factories import a_city, a_member, a_person

from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Membership, Person, SignIn
from yizhan.floor.accounts.states import AccountState, Method, Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.notices.models import Notice
from yizhan.floor.privacy import actions, removal, retention, tasks
from yizhan.floor.privacy.models import Consent, Restriction
from yizhan.floor.privacy.retention import REGISTER, Retention, register
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose, ConsentState, RestrictionBasis
from yizhan.floor.rights.models import Copy, ErasureLine, Request
from yizhan.floor.rights.states import IdentityCheck, RequestKind, RequestState
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
ENDED = datetime(2026, 11, 20, 23, 59, tzinfo=SHANGHAI)
LAST = datetime(2029, 11, 20, 23, 59, tzinfo=SHANGHAI)
AFTER = LAST + timedelta(minutes=1)


@pytest.fixture
def administrator() -> Actor:
    return a_member(Role.ADMINISTRATOR, a_city().platform)


def a_consent(ended_at: datetime | None = ENDED) -> Consent:
    state = ConsentState.GIVEN if ended_at is None else ConsentState.WITHDRAWN
    return Consent.objects.create(
        person_id=uuid4(),
        purpose=ConsentPurpose.MESSAGES,
        notice_version="2026-1",
        channel=ConsentChannel.ONLINE,
        separate=False,
        state=state,
        given_at=(ended_at or ENDED) - timedelta(days=30),
        ended_at=ended_at,
    )


def a_notice(person: Person, at: datetime, key: str = "1") -> Notice:
    return Notice.objects.create(
        person=person, kind="rights.request.answered", key=key, title="题", text="文", in_inbox=True, created_at=at
    )


def a_done_request(kind: RequestKind = RequestKind.COPY) -> Request:
    person, city = a_person(), a_city()
    erasure = {"proposed_by": uuid4(), "proposed_at": ENDED, "confirmed_by": uuid4()}
    request = Request.objects.create(
        person=person,
        kind=kind,
        state=RequestState.DONE,
        organisation=city.station,
        channel=ConsentChannel.ONLINE,
        identity_check=IdentityCheck.SIGNED_IN_AGAIN,
        identity_checked_by=person.id,
        handed_in_by=person.id,
        handed_in_at=ENDED,
        taken_up_by=uuid4(),
        taken_up_at=ENDED,
        ended_at=ENDED,
        **(erasure if kind is RequestKind.ERASURE else {}),
    )
    Copy.objects.create(
        request=request, person_id=person.id, made_at=ENDED, expires_at=ENDED + timedelta(days=7), content=None
    )
    ErasureLine.objects.create(request=request, position=0, code="a.b", label="档案", erased=1, restricted=0)
    return request


def test_the_last_day_of_the_period_still_counts() -> None:
    a_consent()
    assert tasks.remove_what_is_over(LAST) == 0
    assert tasks.remove_what_is_over(AFTER) == 1
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2028, 2, 29), date(2031, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
        (date(2026, 12, 31), date(2029, 12, 31)),
    ],
)
def test_nothing_goes_before_its_last_day_is_over(ended: date, last: date) -> None:
    a_consent(datetime(ended.year, ended.month, ended.day, 12, tzinfo=SHANGHAI))
    assert REGISTER["privacy.consent"].due(datetime(last.year, last.month, last.day, 23, tzinfo=SHANGHAI)).count() == 0
    two_days_on = datetime(last.year, last.month, last.day, 1, tzinfo=SHANGHAI) + timedelta(days=2)
    assert REGISTER["privacy.consent"].due(two_days_on).count() == 1


def test_what_is_open_is_kept() -> None:
    a_consent(None)
    Restriction.objects.create(person_id=uuid4(), basis=RestrictionBasis.RETAINED, since=ENDED, until=None)
    assert tasks.remove_what_is_over(AFTER + timedelta(days=9999)) == 0


def test_the_day_on_which_more_will_be_due_is_known() -> None:
    kind = REGISTER["privacy.consent"]
    assert kind.next_on(ENDED) is None
    a_consent()
    assert kind.next_on(ENDED) == date(2029, 11, 21)
    assert kind.next_on(LAST) == date(2029, 11, 21)
    assert kind.next_on(AFTER) is None
    assert kind.due(AFTER).count() == 1


def test_a_request_goes_with_its_copy_and_its_lines() -> None:
    a_done_request(RequestKind.ERASURE)
    assert tasks.remove_what_is_over(LAST) == 0
    assert tasks.remove_what_is_over(AFTER) == 1
    assert (Request.objects.count(), Copy.objects.count(), ErasureLine.objects.count()) == (0, 0, 0)


def test_a_restriction_in_force_keeps_the_request_from_which_it_is_lifted() -> None:
    request = a_done_request(RequestKind.RESTRICTION)
    actions.restrict(actor=SYSTEM, person_id=request.person_id, basis=RestrictionBasis.ASKED, now=ENDED)
    assert tasks.remove_what_is_over(AFTER) == 0
    actions.unrestrict(
        actor=SYSTEM, person_id=request.person_id, basis=RestrictionBasis.ASKED, reason="本人要求恢复", now=LAST
    )
    assert tasks.remove_what_is_over(AFTER) == 1
    assert Restriction.objects.count() == 1


def test_sign_ins_are_kept_for_six_whole_months() -> None:
    at = datetime(2026, 3, 1, 8, tzinfo=SHANGHAI)
    person = a_person()
    SignIn.objects.create(person=person, method=Method.CODE, device="x", address_range="y", at=at, ended_at=at)
    assert tasks.remove_what_is_over(datetime(2026, 9, 1, 23, tzinfo=SHANGHAI)) == 0
    assert tasks.remove_what_is_over(datetime(2026, 9, 2, 0, tzinfo=SHANGHAI)) == 1


def test_each_removal_is_one_entry_with_numbers_only() -> None:
    for _ in range(3):
        a_consent()
    tasks.remove_what_is_over(AFTER)
    entry = Entry.objects.get(verb="privacy.remove")
    assert (entry.actor_id, entry.object_id, entry.body) == (None, "privacy.consent", '{"months":36,"rows":3}')


def test_many_rows_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removal, "BATCH", 2)
    for _ in range(5):
        a_consent()
    assert tasks.remove_what_is_over(AFTER) == 5
    assert Entry.objects.filter(verb="privacy.remove").count() == 3


def test_the_daily_task_leaves_alone_what_is_a_question(administrator: Actor) -> None:
    a_notice(a_person(), ENDED)
    later = datetime(2028, 11, 21, 1, tzinfo=SHANGHAI)
    assert removal.questions(administrator, at=later - timedelta(hours=2)) == []
    assert [(one.retention.code, one.due) for one in removal.questions(administrator, at=later)] == [
        ("notices.notice", 1)
    ]
    assert tasks.remove_what_is_over(later) == 0
    assert removal.remove_asked(actor=administrator, code="notices.notice", reason="已核实期限", now=later) == 1
    entry = Entry.objects.get(verb="privacy.remove")
    assert (entry.actor_id, entry.reason) == (administrator.id, "已核实期限")
    with pytest.raises(Refusal, match="现在没有期满的记录"):
        removal.remove_asked(actor=administrator, code="notices.notice", reason="已核实期限", now=later)


def test_what_an_erased_account_leaves_of_its_memberships_is_a_question(administrator: Actor) -> None:
    kind = REGISTER["accounts.membership"]
    held = Membership.objects.get(pk=administrator.membership_id)
    Membership.objects.filter(pk=held.pk).update(until=date(2026, 11, 20))
    assert kind.due(AFTER).count() == 0
    Person.objects.filter(pk=held.person_id).update(state=AccountState.ERASED, name="")
    assert (kind.due(LAST).count(), kind.due(AFTER).count()) == (0, 1)


def test_only_the_administrator_sees_the_queue_and_decides(administrator: Actor) -> None:
    officer = a_member(Role.CITY_OFFICER)
    assert removal.queue(officer, at=AFTER) == []
    assert {one.retention.code for one in removal.queue(administrator, at=AFTER)} == set(REGISTER)
    with pytest.raises(Refusal, match="由系统管理员确认"):
        removal.remove_asked(actor=officer, code="notices.notice", reason="已核实期限", now=AFTER)
    for code in ("privacy.consent", "nothing.known"):
        with pytest.raises(Refusal, match="每天自动删除"):
            removal.remove_asked(actor=administrator, code=code, reason="已核实期限", now=AFTER)
    with pytest.raises(Refusal, match="至少4个字"):
        removal.remove_asked(actor=administrator, code="notices.notice", reason="删", now=AFTER)


def test_a_retention_belongs_to_its_app_and_is_declared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "REGISTER", {})
    rows = Consent.objects.all
    own = Retention("privacy.note", "备注", 12, "ended_at", "起", "据", rows)
    register("privacy", (own,))
    register("privacy", (own,))
    with pytest.raises(ValueError, match=r"must start with notes\."):
        register("notes", (own,))
    with pytest.raises(ValueError, match="another retention"):
        register("privacy", (Retention("privacy.note", "别的", 12, "ended_at", "起", "据", rows),))
    for wrong in ({"code": "Privacy"}, {"months": 0}, {"basis_zh": ""}):
        given = {
            "code": "privacy.x",
            "label_zh": "x",
            "months": 1,
            "since": "ended_at",
            "starts_zh": "起",
            "basis_zh": "据",
        }
        with pytest.raises(ValueError, match="not a retention"):
            Retention(**{**given, **wrong}, rows=rows)  # type: ignore[arg-type]

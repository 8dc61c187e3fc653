"""A request from handing in to its end."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_member, a_person
from tests.floor.rights.factories import PHONE, a_place, a_request, in_review
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.outbox.models import Event
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.queries import has_consent, is_restricted, restricted_ids
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose, RestrictionBasis
from yizhan.floor.rights import actions, deadline
from yizhan.floor.rights.queries import (
    answer_of,
    deadline_of,
    offices,
    open_requests,
    own_requests,
    requests,
    restricts,
)
from yizhan.floor.rights.states import (
    TRANSITIONS,
    IdentityCheck,
    RefusalBasis,
    RequestKind,
    RequestState,
    may_move,
)
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def place() -> SimpleNamespace:
    return a_place()


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="rights.").values_list("verb", flat=True))


def test_the_person_hands_in_online_and_is_told_a_day(place: SimpleNamespace) -> None:
    request = a_request(place)
    assert (request.state, request.due_on, request.ended_at) == (RequestState.HANDED_IN, date(2026, 12, 11), None)
    assert request.identity_checked_by == place.person.id
    assert list(own_requests(place.worker)) == [request]
    assert deadline_of(place.worker, request) == date(2026, 12, 11)
    assert verbs() == ["rights.request.handed_in"]
    assert Event.objects.get().ids == {"request": str(request.pk), "person": str(place.person.pk)}


def test_a_clerk_hands_in_at_the_counter_for_somebody(place: SimpleNamespace) -> None:
    request = a_request(
        place, actor=place.clerk, channel=ConsentChannel.COUNTER, identity_check=IdentityCheck.PAPERS_SEEN
    )
    assert (request.handed_in_by, request.identity_checked_by) == (place.clerk.id, place.clerk.id)


def test_the_chain_holds_ids_and_no_words(place: SimpleNamespace) -> None:
    a_request(place, RequestKind.CORRECTION, words="换了新手机")
    entry = Entry.objects.get(verb="rights.request.handed_in")
    office = place.city.station.path
    assert entry.body == (
        f'{{"channel":"online","kind":"correction","office":"{office}","subject":"{place.person.id}"}}'
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"channel": ConsentChannel.COUNTER}, "本人请在线提交；柜台受理须由他人经办"),
        ({"identity_check": IdentityCheck.PAPERS_SEEN}, "核对身份的方式与受理渠道不符"),
        ({"item": "姓名"}, "只有更正请求才填写项目和内容"),
        ({"words": "字" * 1001}, "说明最多1000个字"),
        ({"words": "坏\x00字"}, "说明中有不能使用的字符，请重新填写"),
        ({"purpose": ConsentPurpose.MESSAGES}, "撤回同意须选择用途，其他请求不选"),
        ({"kind": RequestKind.WITHDRAWAL, "purpose": ConsentPurpose.MESSAGES}, "请在「我的同意」中直接撤回"),
        ({"kind": RequestKind.CORRECTION, "item": "", "value": "x"}, "要更正的项目应为1至40个字"),
        ({"kind": RequestKind.CORRECTION, "item": "13800138000", "value": "x"}, "项目只写名称，内容另填"),
        ({"kind": RequestKind.CORRECTION, "item": "手机号", "value": " "}, "更正后的内容应为1至200个字"),
    ],
)
def test_what_cannot_be_handed_in_is_said(place: SimpleNamespace, more: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=f"^{said}$"):
        a_request(place, **({"item": "", "value": ""} | more))  # type: ignore[arg-type]
    assert verbs() == []


def test_nobody_hands_in_online_for_another(place: SimpleNamespace) -> None:
    said = "只能由本人在线提交，或由经办人员在柜台代为提交"
    for actor in (place.clerk, a_member(Role.WORKER), a_member(Role.ADMINISTRATOR, place.city.platform)):
        with pytest.raises(Refusal, match=said):
            a_request(place, actor=actor)


def test_a_clerk_chooses_an_office_of_the_own_area(place: SimpleNamespace) -> None:
    counter = {"channel": ConsentChannel.COUNTER, "identity_check": IdentityCheck.PAPERS_SEEN}
    with pytest.raises(Refusal, match="请选择本辖区内的驿站或区县人社部门"):
        a_request(place, actor=place.sister_clerk, **counter)
    assert list(offices(place.clerk)) == [place.city.station]
    assert place.city.station2 in offices(place.worker)
    assert place.city.operator not in offices(place.worker)


def test_the_same_request_is_not_open_twice(place: SimpleNamespace) -> None:
    first = a_request(place)
    with pytest.raises(Refusal, match="已有一件同样的请求正在办理"):
        a_request(place)
    a_request(place, RequestKind.CORRECTION)
    a_request(place, RequestKind.CORRECTION, item="住址", value="丰泽区")
    actions.withdraw(actor=place.worker, request=first, now=LATER)
    assert a_request(place).pk != first.pk


def test_who_handles_is_a_matter_of_role_and_area(place: SimpleNamespace) -> None:
    request = a_request(place)
    for actor in (place.clerk, place.head, place.officer):
        assert list(requests(actor)) == [request]
    outside = (
        place.sister_clerk,
        place.worker,
        a_member(Role.OPERATOR_STAFF, place.city.operator),
        a_member(Role.COUNTY_OFFICER, place.city.county2),
        a_member(Role.ADMINISTRATOR, place.city.platform),
        a_member(Role.AUDITOR, place.city.platform),
    )
    for actor in outside:
        assert list(requests(actor)) == []
        with pytest.raises(OutOfScope):
            actions.take_up(actor=actor, request=request, now=NOW)


def test_a_clerk_does_not_handle_the_own_request(place: SimpleNamespace) -> None:
    both = a_member(Role.STATION_STAFF, place.city.station, person=place.person)
    request = a_request(place)
    assert list(requests(both)) == []
    with pytest.raises(OutOfScope):
        actions.take_up(actor=both, request=request, now=NOW)


def test_an_explanation_is_answered_in_words_for_the_person_only(place: SimpleNamespace) -> None:
    request = in_review(place, RequestKind.EXPLANATION, words="为什么推荐这个岗位")
    done = actions.answer(actor=place.clerk, request=request, words="按距离和技能排序", now=LATER)
    assert (done.state, done.ended_at) == (RequestState.DONE, LATER)
    assert answer_of(place.worker, request) == "按距离和技能排序"
    with pytest.raises(type(request).DoesNotExist):
        answer_of(place.clerk, request)


def test_a_correction_is_answered_and_carried_out_by_staff(place: SimpleNamespace) -> None:
    request = in_review(place, RequestKind.CORRECTION)
    assert (request.value.masked, request.item) == ("******", "手机号")
    with pytest.raises(Refusal, match="请求现在是「办理中」，不能这样办理"):
        actions.carry_out(actor=place.clerk, request=request, now=LATER)
    actions.answer(actor=place.clerk, request=request, words="同意更正", now=LATER)
    done = actions.carry_out(actor=place.head, request=request, now=LATER)
    assert done.state == RequestState.DONE
    assert verbs()[-2:] == ["rights.request.answered", "rights.request.carried_out"]


def test_nothing_is_granted_before_the_identity_is_checked(place: SimpleNamespace) -> None:
    request = in_review(place, RequestKind.RESTRICTION, identity_check=None)
    with pytest.raises(Refusal, match="^请先核对申请人身份$"):
        actions.carry_out(actor=place.clerk, request=request, now=LATER)
    with pytest.raises(Refusal, match="核对身份的方式与受理渠道不符"):
        actions.check_identity(actor=place.clerk, request=request, means=IdentityCheck.PAPERS_SEEN, now=LATER)
    with pytest.raises(Refusal, match="在线请求由本人重新验证手机"):
        actions.check_identity(actor=place.clerk, request=request, means=IdentityCheck.SIGNED_IN_AGAIN, now=LATER)
    actions.check_identity(actor=place.worker, request=request, means=IdentityCheck.SIGNED_IN_AGAIN, now=LATER)
    assert actions.carry_out(actor=place.clerk, request=request, now=LATER).state == RequestState.DONE


def test_a_restriction_takes_effect_and_is_lifted(place: SimpleNamespace) -> None:
    request = in_review(place, RequestKind.RESTRICTION)
    assert not is_restricted(place.person.id, LATER)
    actions.carry_out(actor=place.clerk, request=request, now=LATER)
    assert is_restricted(place.person.id, LATER)
    assert list(restricted_ids(LATER)) == [place.person.id]
    assert list(restricted_ids(NOW)) == []
    with pytest.raises(Refusal, match="需要写明理由"):
        actions.lift_restriction(actor=place.clerk, request=request, reason="", now=LATER)
    end = LATER + timedelta(days=1)
    actions.lift_restriction(actor=place.clerk, request=request, reason="本人要求恢复", now=end)
    assert (is_restricted(place.person.id, LATER), is_restricted(place.person.id, end)) == (True, False)
    assert [restricts(place.officer, request, at=at) for at in (NOW, LATER, end)] == [False, True, False]
    assert Event.objects.filter(name="rights.request.lifted").count() == 1
    with pytest.raises(Refusal, match="没有正在生效的限制"):
        actions.lift_restriction(actor=place.clerk, request=request, reason="再来一次", now=end)


def test_what_is_kept_after_an_erasure_is_not_restricted_by_a_request(place: SimpleNamespace) -> None:
    request = in_review(place, RequestKind.RESTRICTION)
    privacy.restrict(actor=place.officer, person_id=place.person.id, basis=RestrictionBasis.RETAINED, now=NOW)
    assert not restricts(place.officer, request, at=LATER)
    assert not restricts(place.sister_clerk, request, at=LATER)


def test_a_withdrawal_at_the_counter_ends_the_consent(place: SimpleNamespace) -> None:
    given = {"notice_version": "2026-1", "separate": False, "now": NOW}
    purpose, counter = ConsentPurpose.MATCHING, ConsentChannel.COUNTER
    privacy.give(actor=place.clerk, person_id=place.person.id, purpose=purpose, channel=counter, **given)
    request = in_review(
        place,
        RequestKind.WITHDRAWAL,
        purpose=purpose,
        actor=place.clerk,
        channel=counter,
        identity_check=IdentityCheck.PAPERS_SEEN,
    )
    actions.carry_out(actor=place.clerk, request=request, now=LATER)
    assert not has_consent(place.person.id, purpose, at=LATER)
    assert Consent.objects.get().ended_at == LATER


def test_a_refusal_names_its_ground_and_is_for_heads_and_officers(place: SimpleNamespace) -> None:
    request = in_review(place, RequestKind.ERASURE)
    ground = {"basis": RefusalBasis.PERIOD, "now": LATER}
    with pytest.raises(Refusal, match="须由站长或区县人社经办决定"):
        actions.refuse(actor=place.clerk, request=request, words="工资台账未满三年", **ground)
    with pytest.raises(Refusal, match="理由应为4至1000个字"):
        actions.refuse(actor=place.head, request=request, words="不行", **ground)
    refused = actions.refuse(actor=place.head, request=request, words=f"工资台账未满三年 {PHONE}", **ground)
    assert (refused.state, refused.ended_at) == (RequestState.REFUSED, LATER)
    assert answer_of(place.worker, request) == f"工资台账未满三年 {PHONE}"
    entry = Entry.objects.get(verb="rights.request.refused")
    assert entry.reason == "法律、行政法规规定的保存期限未届满（个人信息保护法第四十七条）"
    with pytest.raises(Refusal, match="请求现在是「不予办理」"):
        actions.withdraw(actor=place.worker, request=request, now=LATER)


def test_only_the_person_withdraws(place: SimpleNamespace) -> None:
    request = in_review(place)
    with pytest.raises(OutOfScope):
        actions.withdraw(actor=place.clerk, request=request, now=LATER)
    assert actions.withdraw(actor=place.worker, request=request, now=LATER).state == RequestState.WITHDRAWN


def test_overdue_requests_are_listed(place: SimpleNamespace) -> None:
    request = a_request(place)
    assert list(open_requests(place.clerk, overdue_on=date(2026, 12, 11))) == []
    assert list(open_requests(place.clerk, overdue_on=date(2026, 12, 12))) == [request]


def test_the_deadline_skips_holidays_and_is_open_while_they_are_not_published() -> None:
    before_spring_festival = datetime(2026, 2, 13, 23, 0, tzinfo=SHANGHAI)
    assert deadline.due_on(before_spring_festival, 1) == date(2026, 2, 14)
    assert deadline.due_on(before_spring_festival, 2) == date(2026, 2, 24)
    assert deadline.due_on(datetime(2090, 12, 30, 9, 0, tzinfo=SHANGHAI), 15) is None


def test_the_table_lets_no_end_be_left() -> None:
    ends = {RequestState.REFUSED, RequestState.DONE, RequestState.WITHDRAWN}
    assert {move.source for move in TRANSITIONS} & ends == set()
    assert all(move.citation.startswith("个人信息保护法") for move in TRANSITIONS)
    assert not may_move(RequestState.HANDED_IN, RequestState.DONE)
    assert not may_move(RequestState.PROPOSED, RequestState.REFUSED)


def test_lists_cost_the_same_for_one_and_for_thirty(place: SimpleNamespace, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    a_request(place)
    for _ in range(29):
        person = a_person()
        own = SimpleNamespace(city=place.city, person=person, worker=a_member(Role.WORKER, person=person))
        a_request(own)
    with django_assert_num_queries(1):
        assert len([(one.person.name, one.organisation_path) for one in requests(place.officer)]) == 30

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.market.employers.factories import RESIDENT_NUMBER, a_file, an_employer
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.notices.models import Notice
from yizhan.floor.outbox.models import Event
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.actions import (
    appeal,
    confirm,
    expire_due,
    grant_mandate,
    lift,
    propose,
    reject,
    settle_appeal,
)
from yizhan.market.employers.consumers import tell_of_end, tell_of_listing
from yizhan.market.employers.models import Blacklisting, Employer
from yizhan.market.employers.queries import blacklist, blacklistings, is_blacklisted, shown_name
from yizhan.market.employers.states import TRANSITIONS, BlacklistReason, BlacklistState, may_move

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LAST = date(2027, 5, 19)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=SHANGHAI)


def proposed(city: SimpleNamespace, clerk: Actor, employer: Employer) -> Blacklisting:
    return propose(
        actor=clerk,
        employer=employer,
        reason=BlacklistReason.WAGE_ARREARS,
        statement="拖欠三名零工工资共五千元，责令支付后仍不支付",
        evidence=a_file(clerk.id),
        now=NOW,
    )


def confirmed(city: SimpleNamespace, case: Blacklisting) -> Blacklisting:
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    return confirm(actor=officer, case=case, since=TODAY, until=LAST, decision="事实清楚，予以列入", now=NOW)


def listed(city: SimpleNamespace) -> tuple[Employer, Blacklisting, Actor]:
    clerk = a_member(Role.STATION_STAFF, city.station)
    employer = an_employer(clerk, city.station)
    person = a_person("经办人")
    grant_mandate(
        actor=clerk,
        employer=employer,
        person=person,
        since=TODAY,
        until=None,
        file=a_file(),
        identity_seen=True,
        now=NOW,
    )
    case = confirmed(city, proposed(city, clerk, employer))
    return employer, case, actor_for(person, None, now=NOW)


def test_a_case_is_proposed_by_one_and_decided_by_another() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    employer = an_employer(clerk, city.station)
    case = proposed(city, clerk, employer)
    assert (case.state, case.bureau, case.law) == ("proposed", city.county, "保障农民工工资支付条例第四十八条")
    assert not is_blacklisted(employer, TODAY)
    with pytest.raises(Refusal, match="只有人社部门可以"):
        confirm(actor=clerk, case=case, since=TODAY, until=LAST, decision="予以列入", now=NOW)
    for stranger in (a_member(Role.COUNTY_OFFICER, city.county2), a_member(Role.FINANCE, city.county)):
        with pytest.raises((Refusal, Blacklisting.DoesNotExist)):
            confirm(actor=stranger, case=case, since=TODAY, until=LAST, decision="予以列入", now=NOW)
    kept = confirmed(city, case)
    assert (kept.state, kept.appeal_until) == ("confirmed", TODAY + timedelta(days=60))
    assert Entry.objects.filter(verb="employers.blacklisting.confirmed").count() == 1


def test_an_officer_does_not_decide_on_his_own_proposal() -> None:
    city = a_city()
    employer = an_employer(a_member(Role.STATION_STAFF, city.station), city.station)
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    case = proposed(city, officer, employer)
    for decide in (
        lambda: confirm(actor=officer, case=case, since=TODAY, until=LAST, decision="予以列入", now=NOW),
        lambda: reject(actor=officer, case=case, decision="不予列入", now=NOW),
    ):
        with pytest.raises(Refusal, match="不能是同一人"):
            decide()


def test_a_listing_is_in_force_from_its_first_to_its_last_day() -> None:
    city = a_city()
    employer, _, _ = listed(city)
    days = (TODAY - timedelta(days=1), TODAY, LAST, LAST + timedelta(days=1))
    assert [is_blacklisted(employer, day) for day in days] == [False, True, True, False]


def test_every_station_of_the_city_sees_name_and_reason_and_nobody_else() -> None:
    city = a_city()
    _, case, agent = listed(city)
    for role, place in (
        (Role.STATION_STAFF, city.station2),
        (Role.OPERATOR_STAFF, city.operator),
        (Role.COUNTY_OFFICER, city.county2),
        (Role.CITY_OFFICER, city.city),
    ):
        assert [each.pk for each in blacklist(a_member(role, place), on=TODAY)] == [case.pk]
    for stranger in (agent, a_member(Role.WORKER), a_member(Role.STATION_STAFF), a_member(Role.AUDITOR, city.platform)):
        assert not blacklist(stranger, on=TODAY).exists()
    assert not blacklistings(a_member(Role.STATION_STAFF, city.station2)).exists()
    assert not blacklist(a_member(Role.STATION_STAFF, city.station2), on=LAST + timedelta(days=1)).exists()


def test_a_resident_on_the_list_is_shown_by_surname() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    resident = an_employer(clerk, city.station, kind="resident", legal_name="欧阳建国", identity_number=RESIDENT_NUMBER)
    confirmed(city, proposed(city, clerk, resident))
    (shown,) = blacklist(a_member(Role.STATION_STAFF, city.station2), on=TODAY)
    assert shown_name(shown.employer) == "欧阳**"


def test_an_appeal_leaves_the_listing_in_force_until_it_is_settled() -> None:
    city = a_city()
    employer, case, agent = listed(city)
    kept = appeal(actor=agent, case=case, words_of_appeal="工资已于上月付清，附转账凭证", now=NOW)
    assert kept.state == "appealed"
    assert is_blacklisted(employer, TODAY)
    with pytest.raises(Refusal, match="已经申诉过"):
        appeal(actor=agent, case=case, words_of_appeal="再次申诉一下", now=NOW)
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    done = settle_appeal(actor=officer, case=case, upheld=False, outcome="凭证属实，予以移出", now=NOW)
    assert done.state == "lifted"
    assert not is_blacklisted(employer, TODAY)


def test_who_decided_does_not_settle_the_appeal() -> None:
    city = a_city()
    employer, case, agent = listed(city)
    appeal(actor=agent, case=case, words_of_appeal="工资已经付清", now=NOW)
    decider = actor_for(Blacklisting.objects.get(pk=case.pk).decided_by, None, now=NOW)
    with pytest.raises(Refusal, match="不能是同一人"):
        settle_appeal(actor=decider, case=case, upheld=True, outcome="维持原决定", now=NOW)
    city_officer = a_member(Role.CITY_OFFICER, city.city)
    assert settle_appeal(actor=city_officer, case=case, upheld=True, outcome="维持原决定", now=NOW).state == "upheld"
    assert is_blacklisted(employer, TODAY)


def test_the_last_day_for_appeal_counts_and_the_next_does_not() -> None:
    city = a_city()
    _, case, agent = listed(city)
    last = TODAY + timedelta(days=60)
    with pytest.raises(Refusal, match="申诉期限已过"):
        appeal(actor=agent, case=case, words_of_appeal="工资已经付清", now=at(last + timedelta(days=1)))
    assert appeal(actor=agent, case=case, words_of_appeal="工资已经付清", now=at(last)).state == "appealed"


def test_another_employer_sees_and_appeals_nothing() -> None:
    city = a_city()
    _, case, _ = listed(city)
    stranger = a_member(Role.EMPLOYER_AGENT)
    assert not blacklistings(stranger).exists()
    with pytest.raises(Blacklisting.DoesNotExist):
        appeal(actor=stranger, case=case, words_of_appeal="工资已经付清", now=NOW)


def test_a_listing_ends_by_time_or_by_decision() -> None:
    city = a_city()
    employer, case, _ = listed(city)
    assert expire_due(now=at(LAST)) == 0
    assert expire_due(now=at(LAST + timedelta(days=1))) == 1
    assert expire_due(now=at(LAST + timedelta(days=1))) == 0
    assert Blacklisting.objects.get(pk=case.pk).state == "expired"
    again = confirmed(city, proposed(city, a_member(Role.STATION_HEAD, city.station), employer))
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    assert lift(actor=officer, case=again, outcome="已经改正，消除影响", now=NOW).state == "lifted"


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (TODAY - timedelta(days=1), LAST),
        (LAST, TODAY),
        (TODAY, date(2031, 1, 1)),
        (TODAY, date(9999, 12, 31)),
    ],
)
def test_a_term_in_the_past_upside_down_or_too_long_is_refused(since: date, until: date) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    case = proposed(city, clerk, an_employer(clerk, city.station))
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    with pytest.raises(Refusal):
        confirm(actor=officer, case=case, since=since, until=until, decision="予以列入", now=NOW)
    assert Blacklisting.objects.get().state == "proposed"


def test_one_open_case_for_a_reason_and_a_statement_without_numbers() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    employer = an_employer(clerk, city.station)
    with pytest.raises(Refusal) as refused:
        propose(
            actor=clerk,
            employer=employer,
            reason=BlacklistReason.FEES,
            statement=f"向 {RESIDENT_NUMBER} 收押金",
            evidence=a_file(),
            now=NOW,
        )
    assert refused.value.field == "statement"
    proposed(city, clerk, employer)
    with pytest.raises(Refusal, match="已有未办结的案件"):
        proposed(city, clerk, employer)


def test_the_agents_are_told_of_the_listing_and_of_its_end() -> None:
    city = a_city()
    _, case, agent = listed(city)
    tell_of_listing(Event.objects.get(name="employers.blacklisting.confirmed"))
    told = Notice.objects.get(person_id=agent.id)
    assert told.text == (
        "泉州某某服饰有限公司因拖欠工资被列入黑名单，期限2026年11月20日至2027年5月19日。如有异议，可在2027年1月19日前提出申诉。"
    )
    lift(actor=a_member(Role.CITY_OFFICER, city.city), case=case, outcome="已经改正，消除影响", now=NOW)
    tell_of_end(Event.objects.get(name="employers.blacklisting.lifted"))
    assert Notice.objects.filter(person_id=agent.id).count() == 2


def test_every_transition_has_its_citation_and_nothing_leads_out_of_an_end() -> None:
    assert [move for move in TRANSITIONS if not move.citation] == []
    for end in (BlacklistState.LIFTED, BlacklistState.EXPIRED, BlacklistState.REJECTED):
        assert [target for target in BlacklistState if may_move(end, target)] == []

import io
from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from openpyxl import load_workbook

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.market.employers.factories import RESIDENT_NUMBER, a_code, a_file, an_employer, said
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.actions import (
    Seen,
    Wanted,
    close,
    end_mandate,
    grant_mandate,
    register_at_counter,
    release,
    reopen,
    restrict,
    survey_needs,
)
from yizhan.market.employers.exports import list_workbook, safe
from yizhan.market.employers.holdings import HOLDINGS
from yizhan.market.employers.models import Employer, Mandate, NeedsSurvey
from yizhan.market.employers.queries import agents, employers, mandates, needs, registrations
from yizhan.market.employers.sizes import small_or_micro

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_a_file_is_seen_by_its_stations_their_operator_and_the_bureaus_above() -> None:
    city = a_city()
    found = an_employer(a_member(Role.STATION_STAFF, city.station), city.station)
    seeing = (
        (Role.STATION_HEAD, city.station),
        (Role.OPERATOR_STAFF, city.operator),
        (Role.COUNTY_OFFICER, city.county),
        (Role.CITY_OFFICER, city.city),
        (Role.EMPLOYER_AGENT, found.organisation),
    )
    for role, place in seeing:
        assert [each.pk for each in employers(a_member(role, place))] == [found.pk]
        assert registrations(a_member(role, place)).count() == 1
    blind = (
        (Role.STATION_STAFF, city.sister),
        (Role.STATION_STAFF, city.station2),
        (Role.COUNTY_OFFICER, city.county2),
        (Role.FINANCE, city.county),
        (Role.PANEL_MEMBER, city.county),
        (Role.AUDITOR, city.platform),
        (Role.ADMINISTRATOR, city.platform),
        (Role.WORKER, None),
        (Role.EMPLOYER_AGENT, None),
    )
    for role, place in blind:
        assert not employers(a_member(role, place)).exists()
        assert not registrations(a_member(role, place)).exists()


def test_an_agent_acts_from_the_first_to_the_last_day_of_the_mandate() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found, person = an_employer(clerk, city.station), a_person("经办人")
    last = TODAY + timedelta(days=30)
    given = grant_mandate(
        actor=clerk, employer=found, person=person, since=TODAY, until=last, file=a_file(), identity_seen=True, now=NOW
    )
    member = Membership.objects.get(pk=given.membership_id)
    assert (member.since, member.until) == (TODAY, last + timedelta(days=1))
    assert [agents(clerk, found, on=day).count() for day in (TODAY, last, last + timedelta(days=1))] == [1, 1, 0]
    agent = actor_for(person, None, now=NOW)
    assert [each.pk for each in employers(agent)] == [found.pk]
    end_mandate(actor=agent, mandate=given, reason="已离职", now=NOW)
    assert not employers(actor_for(person, None, now=NOW)).exists()
    with pytest.raises(Refusal, match="该委托已经终止"):
        end_mandate(actor=clerk, mandate=given, reason="已离职", now=NOW)


def test_a_mandate_needs_paper_identity_and_a_sensible_period() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found, person = an_employer(clerk, city.station), a_person("经办人")

    def grant(since: date = TODAY, until: date | None = None, *, paper: bool = True, seen: bool = True) -> Mandate:
        return grant_mandate(
            actor=clerk,
            employer=found,
            person=person,
            since=since,
            until=until,
            file=a_file() if paper else None,
            identity_seen=seen,
            now=NOW,
        )

    for refused, words in (
        (lambda: grant(paper=False), "请上传委托书"),
        (lambda: grant(seen=False), "请先查验经办人的身份证件"),
        (lambda: grant(TODAY - timedelta(days=1)), "委托开始日期不能早于今天"),
        (lambda: grant(until=TODAY - timedelta(days=1)), "委托期限应在开始日期之后"),
        (lambda: grant(until=date(9999, 12, 31)), "不超过五年"),
    ):
        with pytest.raises(Refusal, match=words):
            refused()
    grant()
    with pytest.raises(Refusal, match="该人员已是经办人"):
        grant()


def test_who_sees_no_file_ends_no_mandate() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(clerk, city.station)
    given = grant_mandate(
        actor=clerk,
        employer=found,
        person=a_person(),
        since=TODAY,
        until=None,
        file=a_file(),
        identity_seen=True,
        now=NOW,
    )
    stranger = a_member(Role.STATION_STAFF, city.station2)
    assert not mandates(stranger).exists()
    with pytest.raises(OutOfScope):
        end_mandate(actor=stranger, mandate=given, reason="与我无关", now=NOW)


def test_needs_are_written_down_line_by_line() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(clerk, city.station)
    lines = [Wanted("包装工", "temporary", 20, 2200, "hour"), Wanted("搬运工", "seasonal", 5)]
    survey = survey_needs(
        actor=clerk,
        employer=found,
        station=city.station,
        day=TODAY,
        first=date(2026, 12, 1),
        last=date(2027, 1, 31),
        wanted=lines,
        now=NOW,
    )
    kept = needs(clerk).get(pk=survey.pk)
    assert [(line.trade, line.headcount, line.pay_fen, line.pay_unit) for line in kept.lines.all()] == [
        ("包装工", 20, 2200, "hour"),
        ("搬运工", 5, None, ""),
    ]
    assert not needs(a_member(Role.STATION_STAFF, city.sister)).exists()


@pytest.mark.parametrize(
    "line",
    [
        Wanted("", "temporary", 1),
        Wanted("包装工", "forever", 1),
        Wanted("包装工", "temporary", 0),
        Wanted("包装工", "temporary", 10**13),
        Wanted("包装工", "temporary", 1, 100),
        Wanted("包装工", "temporary", 1, None, "hour"),
        Wanted("包装工", "temporary", 1, 0, "hour"),
        Wanted("包装工", "temporary", 1, -1, "hour"),
        Wanted("包装工", "temporary", 1, 10**13, "hour"),
        Wanted("包装工", "temporary", 1, 100, "year"),
    ],
)
def test_a_line_that_cannot_be_used_refuses_the_survey(line: Wanted) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(clerk, city.station)
    with pytest.raises(Refusal) as refused:
        survey_needs(
            actor=clerk,
            employer=found,
            station=city.station,
            day=TODAY,
            first=TODAY,
            last=TODAY,
            wanted=[line],
            now=NOW,
        )
    assert refused.value.field == "wanted"
    assert not NeedsSurvey.objects.exists()


def test_restriction_closing_and_reopening_follow_the_table() -> None:
    city = a_city()
    clerk, head = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_HEAD, city.station)
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    found = an_employer(clerk, city.station)
    with pytest.raises(Refusal, match="只有人社部门"):
        restrict(actor=head, employer=found, version=1, reason="证照存疑", now=NOW)
    assert restrict(actor=officer, employer=found, version=1, reason="证照存疑", now=NOW).state == "restricted"
    assert release(actor=officer, employer=found, version=2, reason="核对无误", now=NOW).state == "active"
    assert close(actor=head, employer=found, version=3, reason="已注销", now=NOW).state == "closed"
    with pytest.raises(Refusal, match="已停用"):
        close(actor=head, employer=found, version=4, reason="已注销", now=NOW)
    assert reopen(actor=head, employer=found, version=4, reason="恢复营业", now=NOW).version == 5


def test_a_residents_data_are_copied_and_erased() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(
        clerk,
        city.station,
        kind="resident",
        legal_name="欧阳建国",
        identity_number=RESIDENT_NUMBER,
        contact_phone="13800001234",
        address="丰泽区某路1号",
    )
    assert found.person_id is not None
    resident, mandate = HOLDINGS
    (copied,) = resident.copy(found.person_id)
    assert (copied["身份证号码"], copied["联系电话"], copied["地址"]) == (
        RESIDENT_NUMBER,
        "13800001234",
        "丰泽区某路1号",
    )
    with transaction.atomic():
        assert resident.erase(found.person_id, NOW).erased == 1
        assert mandate.erase(found.person_id, NOW).restricted == 1
        assert resident.erase(found.person_id, NOW).erased == 0
    fresh = Employer.objects.get(pk=found.pk)
    assert (fresh.legal_name, fresh.identity_digest, fresh.search_tokens, fresh.state) == (
        "（已删除）",
        None,
        [],
        "closed",
    )
    assert fresh.registrations.count() == 1


def test_the_list_is_exported_masked_and_without_formulas() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    an_employer(clerk, city.station, legal_name="=HYPERLINK(1)商行", contact_phone="13800001234")
    an_employer(clerk, city.station, kind="resident", legal_name="欧阳建国", identity_number=RESIDENT_NUMBER)
    sheet = load_workbook(io.BytesIO(list_workbook(actor=clerk, now=NOW))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert sorted(row[0] for row in rows) == ["'=HYPERLINK(1)商行", "欧阳**"]
    assert "138****1234" in {row[6] for row in rows}
    assert [safe(text) for text in ("＝1", "+1", "-1", "@a", "a", "")] == ["'＝1", "'+1", "'-1", "'@a", "a", ""]
    assert Entry.objects.filter(verb="employers.employer.exported").count() == 1
    with pytest.raises(Refusal):
        list_workbook(actor=a_member(Role.WORKER), now=NOW)


@pytest.mark.parametrize(
    ("kind", "industry", "headcount", "small"),
    [
        ("firm", "C", 299, True),
        ("firm", "C", 300, None),
        ("firm", "F", 19, True),
        ("firm", "F", 20, None),
        ("firm", "E", 5, None),
        ("firm", "", 5, None),
        ("firm", "C", None, None),
        ("sole_trader", "H", 3, True),
        ("resident", "", 0, False),
        ("public_body", "S", 3, False),
    ],
)
def test_small_is_said_only_where_the_headcount_settles_it(
    kind: str, industry: str, headcount: int | None, small: bool | None
) -> None:
    assert small_or_micro(kind, industry, headcount) is small


@pytest.mark.django_db(transaction=True)
def test_the_same_firm_registered_by_two_clerks_at_once_gets_one_file() -> None:
    city = a_city()
    code = a_code()
    clerks = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_STAFF, city.station2)
    places = city.station, city.station2
    barrier, outcomes = Barrier(2), []

    def run(at: int) -> None:
        try:
            barrier.wait()
            details = said(credit_code=code)
            register_at_counter(actor=clerks[at], station=places[at], details=details, seen=Seen(True), now=NOW)
            outcomes.append("made")
        except Refusal as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(at,)) for at in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["AlreadyKnown", "made"]
    assert Employer.objects.count() == 1


def _both(found: Employer) -> None:
    Employer.objects.filter(pk=found.pk).update(identity_digest="0" * 64)


def _no_code(found: Employer) -> None:
    Employer.objects.filter(pk=found.pk).update(credit_code=None)


def _bad_code(found: Employer) -> None:
    Employer.objects.filter(pk=found.pk).update(credit_code="91350503MA000000OX")


def _merged_nowhere(found: Employer) -> None:
    Employer.objects.filter(pk=found.pk).update(state="merged")


@pytest.mark.parametrize("break_it", [_both, _no_code, _bad_code, _merged_nowhere])
def test_the_database_refuses_a_file_that_cannot_be(break_it: Callable[[Employer], None]) -> None:
    city = a_city()
    found = an_employer(a_member(Role.STATION_STAFF, city.station), city.station)
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(found)

from datetime import date, timedelta

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.market.employers.factories import RESIDENT_NUMBER, a_code, an_employer, said
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.outbox.models import Event
from yizhan.floor.privacy.models import Consent
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.actions import (
    AlreadyKnown,
    Seen,
    adopt,
    amend,
    check_licence,
    register,
    register_at_counter,
    register_self,
)
from yizhan.market.employers.models import Employer, HiringRegistration
from yizhan.market.employers.queries import employers, find_duplicate, search

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_a_firm_is_registered_at_the_counter_with_news_and_entry() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    row = register_at_counter(
        actor=clerk, station=city.station, details=said(contact_phone="138 0000 1234"), seen=Seen(papers=True), now=NOW
    )
    found = row.employer
    assert (found.state, found.source, found.version, found.is_small) == ("active", "counter", 1, True)
    assert (found.licence_checked_by_id, found.licence_checked_on) == (clerk.id, TODAY)
    assert (row.station, row.clerk_id, row.day, row.channel) == (city.station, clerk.id, TODAY, "counter")
    assert Employer.objects.get(pk=found.pk).contact_phone.masked == "138****1234"
    assert Event.objects.get(name="employers.employer.registered").ids == {
        "employer": str(found.id),
        "station": str(city.station.id),
        "registration": str(row.id),
    }
    entry = Entry.objects.get(verb="employers.employer.registered")
    assert (entry.actor_id, entry.object_id) == (clerk.id, str(found.id))
    assert "泉州" not in entry.body


def test_without_papers_the_file_waits_for_a_check() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(clerk, city.station, seen=Seen())
    assert found.state == "draft"
    done = check_licence(actor=clerk, employer=found, version=1, now=NOW)
    assert (done.state, done.version, done.licence_checked_by_id) == ("active", 2, clerk.id)


def test_a_known_code_is_refused_at_another_station_with_masked_information_only() -> None:
    city = a_city()
    clerk, other = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_STAFF, city.station2)
    code = a_code()
    kept = an_employer(clerk, city.station, credit_code=code, contact_phone="13800001234", address="丰泽区某路1号")
    with pytest.raises(AlreadyKnown) as refused:
        register_at_counter(
            actor=other, station=city.station2, details=said(credit_code=code), seen=Seen(papers=True), now=NOW
        )
    assert refused.value.known.id == kept.id
    assert (refused.value.known.name, refused.value.known.seen) == ("泉州某某服饰有限公司", False)
    assert refused.value.known.code == f"{code[:6]}********{code[-4:]}"
    assert employers(other).count() == 0
    assert find_duplicate(other, code=code, today=TODAY) == refused.value.known


def test_another_station_adopts_a_known_employer_and_then_sees_it() -> None:
    city = a_city()
    clerk, other = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_STAFF, city.station2)
    code = a_code()
    kept = an_employer(clerk, city.station, credit_code=code)
    row = adopt(actor=other, station=city.station2, credit_code=code.lower(), now=NOW)
    assert row.employer == kept
    assert [found.id for found in employers(other)] == [kept.id]
    with pytest.raises(Refusal, match="没有该用工主体的档案"):
        adopt(actor=other, station=city.station2, credit_code=a_code(), now=NOW)


def test_a_resident_is_told_by_surname_and_consents_separately() -> None:
    city = a_city()
    clerk, other = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_STAFF, city.station2)
    details = said(kind="resident", legal_name="欧阳建国", identity_number=RESIDENT_NUMBER, contact_phone="13800001234")
    with pytest.raises(Refusal, match="单独征得本人同意"):
        register_at_counter(actor=clerk, station=city.station, details=details, seen=Seen(papers=True), now=NOW)
    seen = Seen(papers=True, consent_notice="2026-1")
    found = register_at_counter(actor=clerk, station=city.station, details=details, seen=seen, now=NOW).employer
    assert found.organisation.name.startswith("居民用工方")
    assert Employer.objects.get(pk=found.pk).identity_number.masked == "110*************2X"
    assert Consent.objects.get(person_id=found.person_id).separate
    told = find_duplicate(other, identity_number=RESIDENT_NUMBER, today=TODAY)
    assert told is not None
    assert (told.name, told.code, told.seen) == ("欧阳**", "", False)
    member = Membership.objects.get(person_id=found.person_id)
    assert (member.role, member.organisation_id) == ("employer_agent", found.organisation_id)


def test_a_residents_file_is_amended_without_typing_the_number_again() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(clerk, city.station, kind="resident", legal_name="欧阳建国", identity_number=RESIDENT_NUMBER)
    new = said(kind="resident", legal_name="欧阳建国", address="丰泽区某路2号")
    assert amend(actor=clerk, employer=found, version=1, details=new, now=NOW).version == 2
    other = said(kind="resident", legal_name="欧阳建国", identity_number="350503197001010015")
    with pytest.raises(Refusal):
        amend(actor=clerk, employer=found, version=2, details=other, now=NOW)


def test_a_resident_under_eighteen_does_not_hire() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    details = said(kind="resident", legal_name="张某", identity_number="350503201001010013")
    with pytest.raises(Refusal) as refused:
        register_at_counter(
            actor=clerk, station=city.station, details=details, seen=Seen(True, None, "2026-1"), now=NOW
        )
    assert refused.value.field == "identity_number"


def test_a_phone_of_somebody_else_is_not_taken_for_the_resident() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    a_person("李四", phone="13800001234")
    details = said(kind="resident", legal_name="张三", identity_number=RESIDENT_NUMBER, contact_phone="13800001234")
    with pytest.raises(Refusal, match="该手机号属于另一个账号"):
        register_at_counter(actor=clerk, station=city.station, details=details, seen=Seen(True, None, "1"), now=NOW)
    assert Employer.objects.count() == 0


def test_somebody_signed_in_registers_his_firm_and_waits_for_the_check() -> None:
    city = a_city()
    person = a_person(phone="13900001111")
    worker = a_member(Role.WORKER, person=person)
    code = a_code()
    found = register_self(actor=worker, station=city.station, details=said(credit_code=code), now=NOW).employer
    assert (found.state, found.source) == ("draft", "self")
    agent = Membership.objects.get(person=person, role=Role.EMPLOYER_AGENT)
    assert agent.organisation_id == found.organisation_id
    assert [each.id for each in employers(a_member(Role.STATION_STAFF, city.station))] == [found.id]
    with pytest.raises(Refusal) as refused:
        register_self(actor=worker, station=city.station, details=said(credit_code=code), now=NOW)
    assert "泉州某某" not in refused.value.say()


def test_once_a_day_at_a_station_and_never_in_the_future() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(clerk, city.station)
    with pytest.raises(Refusal, match="当天已在本站登记过"):
        register(actor=clerk, employer=found, station=city.station, now=NOW)
    with pytest.raises(Refusal, match="登记日期不能晚于今天"):
        register(actor=clerk, employer=found, station=city.station, day=TODAY + timedelta(days=1), now=NOW)
    register(actor=clerk, employer=found, station=city.station, day=date(2026, 11, 1), now=NOW)
    assert HiringRegistration.objects.count() == 2


def test_who_works_elsewhere_registers_nothing_here() -> None:
    city = a_city()
    for actor in (
        a_member(Role.STATION_STAFF, city.station2),
        a_member(Role.WORKER),
        a_member(Role.FINANCE, city.county2),
    ):
        with pytest.raises(OutOfScope):
            register_at_counter(actor=actor, station=city.station, details=said(), seen=Seen(), now=NOW)
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    with pytest.raises(Refusal, match="只有驿站人员"):
        register_at_counter(actor=officer, station=city.station, details=said(), seen=Seen(), now=NOW)
    operator = a_member(Role.OPERATOR_STAFF, city.operator)
    assert (
        register_at_counter(actor=operator, station=city.station, details=said(), seen=Seen(), now=NOW).station
        == city.station
    )


def test_an_outdated_version_is_refused_and_the_same_again_changes_nothing() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    code = a_code()
    found = an_employer(clerk, city.station, credit_code=code, contact_phone="13800001234", address="丰泽区某路1号")
    new = said(credit_code=code, legal_name="泉州新名服饰有限公司", address="丰泽区某路2号")
    kept = amend(actor=clerk, employer=found, version=1, details=new, now=NOW)
    assert (kept.version, kept.legal_name) == (2, "泉州新名服饰有限公司")
    fresh = Employer.objects.get(pk=found.pk)
    assert fresh.organisation.name == "泉州新名服饰有限公司"
    assert fresh.contact_phone.masked == "138****1234"
    assert amend(actor=clerk, employer=found, version=2, details=new, now=NOW).version == 2
    with pytest.raises(Refusal, match="刚被别人修改过"):
        amend(actor=clerk, employer=found, version=1, details=new, now=NOW)


@pytest.mark.parametrize("text", ["xinming", "新名", "泉州新", "quanzhou", "qzxm", "13800001234", "1234"])
def test_a_file_is_found_by_name_pinyin_and_phone(text: str) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    found = an_employer(clerk, city.station, legal_name="泉州新名服饰有限公司", contact_phone="13800001234")
    an_employer(clerk, city.station, legal_name="厦门其他五金店", contact_phone="13800009999")
    assert [each.id for each in search(clerk, text, today=TODAY)] == [found.id]
    assert list(search(a_member(Role.STATION_STAFF, city.station2), text, today=TODAY)) == []


def test_a_file_is_found_by_its_code_and_nothing_by_nothing() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    code = a_code()
    found = an_employer(clerk, city.station, credit_code=code)
    for text in (code, code.lower(), code[:10]):
        assert [each.id for each in search(clerk, text, today=TODAY)] == [found.id]
    assert list(search(clerk, "  ", today=TODAY)) == []
    assert list(search(clerk, "\x00'; DROP", today=TODAY)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"legal_name": ""}, "legal_name"),
        ({"legal_name": "张" * 121}, "legal_name"),
        ({"legal_name": "某公司\x00"}, "legal_name"),
        ({"legal_name": "某公司\ud800"}, "legal_name"),
        ({"legal_name": "某公司13800001234"}, "legal_name"),
        ({"kind": "bank"}, "kind"),
        ({"industry": "Z"}, "industry"),
        ({"region": "35050"}, "region"),
        ({"region": "３５０５０３"}, "region"),
        ({"contact_phone": "12800001234"}, "contact_phone"),
        ({"headcount": -1}, "headcount"),
        ({"identity_number": RESIDENT_NUMBER}, "identity_number"),
        ({"credit_code": "1"}, "credit_code"),
    ],
)
def test_bad_input_is_refused_by_field_and_nothing_is_written(change: dict[str, object], field: str) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    with pytest.raises(Refusal) as refused:
        register_at_counter(actor=clerk, station=city.station, details=said(**change), seen=Seen(), now=NOW)
    assert refused.value.field == field
    assert Employer.objects.count() == 0


@pytest.mark.parametrize("name", ["𠮷野家餐饮店", "阿里😀小吃店", "零\u200b宽商行"])
def test_rare_signs_in_a_name_are_kept_and_invisible_ones_dropped(name: str) -> None:
    city = a_city()
    found = an_employer(a_member(Role.STATION_STAFF, city.station), city.station, legal_name=name)
    assert Employer.objects.get(pk=found.pk).legal_name == name.replace("\u200b", "")


def test_query_counts_are_equal_for_one_and_thirty_files(django_assert_num_queries: object) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    an_employer(clerk, city.station)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len([(each.legal_name, each.organisation.name) for each in employers(clerk)]) == 1
    for _ in range(29):
        an_employer(clerk, city.station)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len([(each.legal_name, each.organisation.name) for each in employers(clerk)]) == 30

"""The file of an employer: shown masked, changed, its agents, and what a listing says."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.employer.subjects import a_blacklisting
from tests.faces.worker.factories import a_picture, a_town, text
from tests.floor.accounts.factories import a_person
from tests.market.employers.factories import said
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.market.employers import actions
from yizhan.market.employers.models import Blacklisting, Employer, HiringRegistration, Mandate
from yizhan.market.employers.states import Channel, PayUnit, WorkKind

pytestmark = pytest.mark.django_db
PHONE = "13800001111"


@pytest.fixture
def place() -> SimpleNamespace:
    """A firm registered online, with its agent's browser."""
    town = a_town()
    person = a_person(name="林阿水")
    actor = Actor(id=person.id, role=Role.PUBLIC, name=person.name)
    details = said(contact_phone=PHONE, address="福建省泉州市丰泽区示例路1号")
    row = actions.register_self(actor=actor, station=town.station, details=details, now=timezone.now())
    town.employer, town.agent = row.employer, actor_for(person, None, now=timezone.now())
    town.browser = client_for(town.agent)
    return town


def fresh(place: SimpleNamespace) -> Employer:
    return Employer.objects.get(pk=place.employer.pk)


def test_the_file_is_shown_masked(place: SimpleNamespace) -> None:
    page = text(place.browser.get("/hire/file"))
    for words in ("泉州某某服饰有限公司", str(place.employer.credit_code), "138****1111", "福建省泉州市***", "制造业"):
        assert words in page
    for secret in (PHONE, "示例路"):
        assert secret not in page


def test_it_is_changed_and_a_sealed_value_left_empty_stays(place: SimpleNamespace) -> None:
    given = {"version": 1, "legal_name": "泉州新名服饰有限公司", "contact_name": "王五", "headcount": "20"}
    assert place.browser.post("/hire/file/edit", given).headers["Location"] == "/hire/file"
    now = fresh(place)
    assert (now.legal_name, now.contact_name, now.headcount, now.version) == ("泉州新名服饰有限公司", "王五", 20, 2)
    assert now.contact_phone is not None
    assert now.contact_phone.open_for(SystemPurpose.NOTICE) == PHONE


def test_who_saved_meanwhile_is_not_overwritten_and_what_was_typed_stays(place: SimpleNamespace) -> None:
    given = {"version": 1, "legal_name": "泉州某某服饰有限公司"}
    place.browser.post("/hire/file/edit", {**given, "contact_name": "王五"})
    page = text(place.browser.post("/hire/file/edit", {**given, "contact_name": "赵六"}), 422)
    assert "内容刚刚被别人改过" in page
    assert 'value="赵六"' in page
    assert fresh(place).contact_name == "王五"
    assert 'name="version" value="2"' in page


def test_name_and_code_that_were_checked_are_changed_at_the_counter(place: SimpleNamespace) -> None:
    actions.check_licence(actor=place.clerk, employer=place.employer, version=1, now=timezone.now())
    assert "名称和代码已由驿站核验" in text(place.browser.get("/hire/file/edit"))
    place.browser.post("/hire/file/edit", {"version": 2, "legal_name": "别的名字", "contact_name": "王五"})
    assert (fresh(place).legal_name, fresh(place).contact_name) == ("泉州某某服饰有限公司", "王五")
    assert "已核验，可以招人" in text(place.browser.get("/hire/"))


@pytest.mark.parametrize(("field", "value"), [("contact_phone", "123"), ("headcount", "-1"), ("legal_name", "一")])
def test_what_cannot_be_used_is_said_and_kept(place: SimpleNamespace, field: str, value: str) -> None:
    given = {"version": 1, "legal_name": "泉州某某服饰有限公司", field: value}
    assert f'value="{value}"' in text(place.browser.post("/hire/file/edit", given), 422)
    assert fresh(place).version == 1


def test_a_licence_is_uploaded_seen_and_refused_when_it_is_none(place: SimpleNamespace) -> None:
    assert "请选择照片" in text(place.browser.post("/hire/file/licence", {"version": 1}), 422)
    place.browser.post("/hire/file/licence", {"version": 1, "upload": a_picture("执照.png")})
    answer = place.browser.get("/hire/file/licence/scan")
    assert answer.headers["Content-Type"] == "image/png"
    b"".join(answer)
    assert "等驿站核验" in text(place.browser.get("/hire/file"))


def test_an_agent_is_invited_and_a_mandate_printed_and_ended(place: SimpleNamespace) -> None:
    page = text(place.browser.post("/hire/agents/invite", {"phone": "13899999999"}, follow=True))
    assert "请对方带身份证和委托书到驿站柜台登记" in page
    assert "林阿水（我）" in page
    assert str(place.employer.credit_code) in text(place.browser.get("/hire/agents/form"))
    mine = Mandate.objects.get()
    page = text(place.browser.post(f"/hire/agents/{mine.pk}/end", {"reason": ""}), 422)
    assert "请写明原因" in page
    place.browser.post(f"/hire/agents/{mine.pk}/end", {"reason": "我已离职"})
    mine.refresh_from_db()
    assert mine.state == "ended"
    assert place.browser.get("/hire/").status_code == 403


def test_a_listing_is_said_in_full_and_appealed_once(place: SimpleNamespace) -> None:
    pk = a_blacklisting(SimpleNamespace(city=place), place.agent, Reach.OWN)["pk"]  # type: ignore[arg-type]
    page = text(place.browser.get("/hire/"))
    for words in ("已被列入黑名单", "向求职者收费、收押金或扣证件", "劳动合同法第九条", "期间不能在驿站招人", "申诉"):
        assert words in page
    assert "请写明申诉理由" in text(place.browser.post(f"/hire/appeal/{pk}", {"words_of_appeal": "不"}), 422)
    answer = place.browser.post(f"/hire/appeal/{pk}", {"words_of_appeal": "没有收过押金，有收据"}, follow=True)
    assert "申诉处理中，由另一位工作人员决定。" in text(answer)
    assert Blacklisting.objects.get().state == "appealed"
    again = place.browser.post(f"/hire/appeal/{pk}", {"words_of_appeal": "再申诉一次看看"})
    assert "已经申诉过" in text(again, 422)


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/hire/", "/hire/records", "/hire/agents", "/hire/inbox"])
def test_thirty_rows_cost_as_many_queries_as_one(place: SimpleNamespace, address: str) -> None:
    add(place, 1)
    one = cost(place.browser, address)
    add(place, 30)
    assert cost(place.browser, address) == one


def add(place: SimpleNamespace, count: int) -> None:
    """That many registrations, surveys and agents more."""
    now, first = timezone.now(), HiringRegistration.objects.earliest("day").day
    for number in range(count):
        HiringRegistration.objects.create(
            employer=place.employer,
            station=place.station,
            day=first - timedelta(days=number + 1),
            channel=Channel.ONLINE,
            created_at=now,
        )
        wanted = [actions.Wanted("缝纫工", WorkKind.FIXED, 3, 600_000, PayUnit.MONTH)]
        actions.survey_needs(
            actor=place.clerk,
            employer=place.employer,
            station=place.station,
            day=first,
            first=first,
            last=first,
            wanted=wanted,
            now=now,
        )
        Mandate.objects.create(employer=place.employer, person=a_person(), since=first, created_at=now)


def test_needs_are_said_with_headcount_and_pay(place: SimpleNamespace) -> None:
    add(place, 1)
    page = text(place.browser.get("/hire/records"))
    for words in ("缝纫工 3人", "6000元每月", "固定岗位"):
        assert words in page

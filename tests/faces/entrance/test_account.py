"""The own account."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.entrance.visiting import OTHER_PHONE, PHONE, by_code, last_code, text
from tests.floor.accounts.factories import a_city, a_member, a_person
from tests.floor.accounts.proofs import ask, signed_in
from tests.market.people.factories import a_worker
from yizhan.floor.accounts.models import Person, SignIn
from yizhan.floor.accounts.states import Method, Role
from yizhan.floor.notices.models import Preference
from yizhan.market.people.search import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client: Client) -> Client:
    a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    by_code(client)
    return client


def test_the_account_shows_the_number_masked(worker: Client) -> None:
    page = text(worker.get("/login/account"))
    assert "138****8000" in page
    assert PHONE not in page
    assert "李水莲" in page


def test_a_new_number_is_proved_by_its_code(worker: Client) -> None:
    assert (
        worker.post("/login/account/phone", {"phone": OTHER_PHONE}).headers["Location"] == "/login/account/phone/code"
    )
    page = text(worker.get("/login/account/phone/code"))
    assert "139****9000" in page
    assert re.findall("<h1>(.*?)</h1>", page) == ["验证新手机号"]
    wrong = worker.post("/login/account/phone/code", {"code": "000000" if last_code() != "000000" else "000001"})
    assert (wrong.status_code, "验证码不正确或已失效" in text(wrong)) == (422, True)
    answer = worker.post("/login/account/phone/code", {"code": last_code()}, follow=True)
    assert "手机号已更换" in text(answer)
    assert "139****9000" in text(answer)
    assert worker.get("/login/account").status_code == 200


def test_who_has_a_file_is_found_by_the_tail_of_the_new_number(client: Client) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    own = a_worker(clerk, city.station, phone=PHONE)
    by_code(client)
    client.post("/login/account/phone", {"phone": OTHER_PHONE})
    client.post("/login/account/phone/code", {"code": last_code()})
    day = timezone.now().date()
    found = [[row.pk for row in search(clerk, tail, today=day).rows] for tail in (OTHER_PHONE[-4:], PHONE[-4:])]
    assert found == [[own.pk], []]


def test_changing_the_number_ends_the_other_sessions(worker: Client) -> None:
    other = signed_in(Person.objects.get(), Method.CODE, timezone.now())
    worker.post("/login/account/phone", {"phone": OTHER_PHONE})
    worker.post("/login/account/phone/code", {"code": last_code()})
    assert other.get("/login/account").status_code == 302
    assert worker.get("/login/account").status_code == 200


def test_whether_somebody_else_has_a_number_is_said_only_to_who_holds_it(worker: Client) -> None:
    a_person(phone=OTHER_PHONE)
    assert worker.post("/login/account/phone", {"phone": OTHER_PHONE}).status_code == 302
    answer = worker.post("/login/account/phone/code", {"code": last_code()})
    assert (answer.status_code, "该手机号已被其他账号使用，请到驿站柜台办理" in text(answer)) == (422, True)


def test_a_code_for_signing_in_changes_no_number(worker: Client) -> None:
    foreign = ask(OTHER_PHONE, timezone.now() - timedelta(seconds=90))
    worker.post("/login/account/phone", {"phone": OTHER_PHONE})
    if last_code() != foreign:
        assert worker.post("/login/account/phone/code", {"code": foreign}).status_code == 422


def test_a_number_without_a_request_leads_back(worker: Client) -> None:
    assert worker.get("/login/account/phone/code").headers["Location"] == "/login/account/phone"
    assert worker.post("/login/account/phone/again").headers["Location"] == "/login/account/phone"


def test_another_device_is_seen_and_its_session_ended(worker: Client) -> None:
    other = signed_in(Person.objects.get(), Method.CODE, timezone.now())
    page = text(worker.get("/login/account"))
    assert page.count("本机") == 1
    found = re.findall(r'action="(/login/account/sessions/[0-9a-f-]{36}/end)"', page)
    assert len(found) == 1
    assert "已结束该设备上的登录" in text(worker.post(found[0], follow=True))
    assert other.get("/login/account").status_code == 302
    assert worker.post(found[0]).status_code == 404


def test_the_session_of_somebody_else_is_not_there(worker: Client) -> None:
    stranger = a_member(Role.WORKER)
    client_for(stranger)
    theirs = SignIn.objects.get(person_id=stranger.id)
    assert worker.post(f"/login/account/sessions/{theirs.pk}/end").status_code == 404
    assert SignIn.objects.get(pk=theirs.pk).ended_at is None


def test_thirty_sessions_cost_as_many_queries_as_one(worker: Client) -> None:
    counts = []
    for more in (0, 29):
        for _ in range(more):
            signed_in(Person.objects.get(), Method.CODE, timezone.now())
        with CaptureQueriesContext(connection) as queries:
            worker.get("/login/account")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_large_type_is_the_persons_own_setting(worker: Client) -> None:
    assert '<html lang="zh-CN">' in text(worker.get("/login/account"))
    page = text(worker.post("/login/account/type", {"large": "1"}, follow=True))
    assert '<html lang="zh-CN" class="large">' in page
    page = text(worker.post("/login/account/type", {"large": "0"}, follow=True))
    assert '<html lang="zh-CN">' in page


def test_the_button_for_large_type_serves_who_has_signed_in(worker: Client) -> None:
    worker.post("/type-size", {"large": "1"})
    assert Person.objects.get().large_type is True


def test_notices_are_switched_off_and_on_again(worker: Client) -> None:
    page = text(worker.get("/login/account/notices"))
    assert "站内消息必收，不能关闭" in page
    everything = {group: ["inbox", "sms", "wechat"] for group in ("service", "jobs", "work")}
    security = {"account": ["sms", "wechat"], "legal": ["sms", "wechat"]}
    worker.post("/login/account/notices", {**everything, **security, "jobs": ["inbox"]})
    assert sorted(Preference.objects.values_list("group", "channel")) == [("jobs", "sms"), ("jobs", "wechat")]
    page = text(worker.get("/login/account/notices"))
    assert len(re.findall(r'name="jobs"[^>]*checked', page)) == 1
    assert "通知设置已保存" in text(worker.post("/login/account/notices", {**everything, **security}, follow=True))
    assert not Preference.objects.exists()


def test_what_must_be_told_cannot_be_switched_off(worker: Client) -> None:
    worker.post("/login/account/notices", {})
    assert ("legal", "inbox") not in Preference.objects.values_list("group", "channel")
    answer = worker.post("/login/account/notices", {"legal": ["pigeon"]})
    assert answer.status_code == 422

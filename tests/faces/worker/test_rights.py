"""My privacy: who saw, consents, requests, the copy, and an erasure to its end."""

import json
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.entrance.visiting import last_code
from tests.faces.worker.factories import a_town, browser_of, registered, text
from tests.floor.accounts.factories import a_member, a_person
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.privacy.queries import has_consent
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.floor.rights import actions, receipts
from yizhan.floor.rights.erasure import carry_out_erasure, propose_erasure
from yizhan.floor.rights.models import Request
from yizhan.market.people.models import Worker

# A code is asked for in a transaction of its own, outside any other.
pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "13812345678"


def a_place() -> SimpleNamespace:
    town = a_town()
    town.worker = registered(town, name="欧阳建国", phone=PHONE, health="腰不好")
    town.browser = browser_of(town.worker)
    return town


def asked(town: SimpleNamespace, kind: str, **said: str) -> str:
    """Asks with the code that came, and gives where that led."""
    given = {"organisation": str(town.station.pk), **said}
    page = text(town.browser.post(f"/my/rights/{kind}", {**given, "send": "1"}))
    assert "验证码已发到" in page
    assert "138****5678" in page
    answer = town.browser.post(f"/my/rights/{kind}", {**given, "code": last_code()})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_who_saw_is_listed_with_role_and_reason_and_without_a_name() -> None:
    town = a_place()
    assert "还没有人看过" in text(town.browser.get("/my/rights/seen"))
    town.worker.document_number.reveal(actor=town.clerk, reason="电话核对号码", now=timezone.now())
    page = text(town.browser.get("/my/rights/seen"))
    for words in ("驿站经办人员", "身份证号码", "电话核对号码"):
        assert words in page
    assert town.clerk.name not in page
    assert "1次，最近" in text(town.browser.get("/my/rights"))


def test_a_consent_is_taken_back_and_what_rested_on_it_is_gone() -> None:
    town = a_place()
    answer = town.browser.post("/my/rights/consents", {"purpose": "health", "give": "0"}, follow=True)
    assert "已撤回：登记健康、残疾状况。" in text(answer)
    assert Worker.objects.get().health is None
    assert not has_consent(town.worker.person_id, ConsentPurpose.HEALTH, at=timezone.now())
    town.browser.post("/my/rights/consents", {"purpose": "health", "give": "0"})
    town.browser.post("/my/rights/consents", {"purpose": "health", "give": "1"})
    assert has_consent(town.worker.person_id, ConsentPurpose.HEALTH, at=timezone.now())
    assert town.browser.post("/my/rights/consents", {"purpose": "x"}).status_code == 400


def test_a_correction_is_asked_with_a_code_and_followed() -> None:
    town = a_place()
    at = asked(town, "correction", item="姓名", value="欧阳建國", words="户口簿上是繁体")
    page = text(town.browser.get(at))
    for words in ("已提交", "东海零工驿站", "要更正", "姓名"):
        assert words in page
    request = Request.objects.get()
    assert (request.identity_check, request.channel) == ("signed_in_again", "online")
    assert "更正、补充：姓名" in text(town.browser.get("/my/rights"))
    assert "撤回这个申请？" in text(town.browser.get(f"{at}/withdraw"))
    town.browser.post(f"{at}/withdraw")
    assert "本人已撤回" in text(town.browser.get(at))


@pytest.mark.parametrize("code", ["", "12345", "000000"])
def test_without_the_right_code_nothing_is_handed_in_and_words_stay(code: str) -> None:
    town = a_place()
    said = {"organisation": str(town.station.pk), "words": "请快一点"}
    town.browser.post("/my/rights/copy", {**said, "send": "1"})
    page = text(town.browser.post("/my/rights/copy", {**said, "code": code}), 422)
    assert "请快一点" in page
    assert not Request.objects.exists()


def test_a_code_for_one_kind_serves_no_other() -> None:
    town = a_place()
    said = {"organisation": str(town.station.pk)}
    town.browser.post("/my/rights/copy", {**said, "send": "1"})
    assert town.browser.post("/my/rights/erasure", {**said, "code": last_code()}).status_code == 422


def test_the_copy_is_fetched_in_both_forms() -> None:
    town = a_place()
    at = asked(town, "copy")
    request = Request.objects.get()
    assert town.browser.get(f"{at}/file/json").status_code == 400
    actions.take_up(actor=town.clerk, request=request, now=timezone.now())
    actions.answer(actor=town.clerk, request=request, words="已备好，请下载", now=timezone.now())
    assert "您的资料准备好了" in text(town.browser.get(at))
    answer = town.browser.get(f"{at}/file/json")
    held = json.loads(b"".join(answer))
    assert PHONE in json.dumps(held)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert b"".join(town.browser.get(f"{at}/file/xlsx")).startswith(b"PK")
    assert town.browser.get(f"{at}/file/exe").status_code == 404


def test_an_erasure_goes_through_two_hands_and_its_page_says_what_was_done() -> None:
    town = a_place()
    page = text(town.browser.get("/my/rights/erasure"))
    for words in ("零工档案", "登记记录", "依法保留1条，不再使用"):
        assert words in page
    assert Worker.objects.get().state == "active"
    at = asked(town, "erasure")
    assert at.startswith("/my/erased/")
    assert "删除申请：已提交" in text(town.browser.get(at))
    request = Request.objects.get()
    actions.take_up(actor=town.head, request=request, now=timezone.now())
    propose_erasure(actor=town.head, request=request, now=timezone.now())
    assert "驿站已核对，等区县确认。" in text(town.browser.get(at))
    carry_out_erasure(actor=town.officer, request=request, now=timezone.now())
    done = text(town.browser.get(at))
    for words in ("您的资料已经删除", "您已退出登录", "零工档案", "已删除", "依法保留1条，不再使用", "12333"):
        assert words in done
    assert "欧阳" not in done
    assert town.browser.get("/my/").headers["Location"] == "/login/?next=/my/"
    assert text(Client().get(at)) != ""


def test_what_is_foreseen_is_what_is_done() -> None:
    town = a_place()
    page = text(town.browser.get("/my/rights/erasure"))
    foreseen = re.findall(r"<li><strong>([^<]+)</strong><span>(?:删除(\d+)条)?", page)
    asked(town, "erasure")
    request = Request.objects.get()
    actions.take_up(actor=town.head, request=request, now=timezone.now())
    propose_erasure(actor=town.head, request=request, now=timezone.now())
    lines = carry_out_erasure(actor=town.officer, request=request, now=timezone.now())
    erased = {line.label: line.erased for line in lines}
    assert {label: int(count) for label, count in foreseen if count and label in ("零工档案", "账号", "岗位")} == {
        label: erased[label] for label in ("零工档案", "岗位")
    } | {"账号": erased["账号"] - 1}


@pytest.mark.parametrize("receipt", ["x", "x:y:z", ""])
def test_a_receipt_that_is_none_opens_nothing(receipt: str) -> None:
    assert Client().get(f"/my/erased/{receipt}").status_code == 404


def test_a_receipt_opens_erasures_only() -> None:
    town = a_place()
    asked(town, "copy")
    assert Client().get(f"/my/erased/{receipts.receipt_of(Request.objects.get())}").status_code == 404


def test_somebody_without_a_phone_is_told_what_to_do() -> None:
    town = a_town()
    browser = client_for(a_member(Role.WORKER, person=a_person()))
    assert "您的账号没有手机号" in text(browser.get("/my/rights/copy"))
    page = text(browser.post("/my/rights/copy", {"organisation": str(town.station.pk), "send": "1"}), 422)
    assert "请先填写手机号" in page


def test_staff_have_the_same_rights_about_themselves() -> None:
    town = a_town()
    browser = client_for(town.clerk)
    assert "我的隐私" in text(browser.get("/my/rights"))
    assert Person.objects.get(pk=town.clerk.id).name not in text(browser.get("/my/rights/erasure")).split("<main")[1]

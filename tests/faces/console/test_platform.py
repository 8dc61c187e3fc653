"""The audit chain and what runs behind the pages."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.faces.access.scene import a_scene, client_for
from tests.faces.console import factories
from tests.faces.console.conftest import post, queries_of, text_of
from tests.floor.audit.test_tampering import triggers_off
from yizhan.faces.console.views import audit
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.outbox.models import Delivery

pytestmark = pytest.mark.django_db


def auditor() -> Actor:
    """An auditor, after some acts of his that the chain holds."""
    found = a_scene().actors[Role.AUDITOR]
    for _ in range(3):
        client_for(found)
    return found


def test_entries_are_shown_in_chinese_and_narrowed() -> None:
    who = auditor()
    page = text_of(who, "/console/audit/")
    assert "登录" in page
    assert "审计员" in page
    assert "没有符合条件的记录" in text_of(who, "/console/audit/?since=2027-01-01")
    assert "没有符合条件的记录" in text_of(who, "/console/audit/?verb=audit.head.handed_out")
    assert "没有符合条件的记录" in text_of(who, "/console/audit/?until=9999-12-31&object_id=x")


def test_many_entries_take_as_many_queries_as_few() -> None:
    who = auditor()
    few = queries_of(who, "/console/audit/")
    for _ in range(29):
        client_for(who)
    assert queries_of(who, "/console/audit/") == few


def test_a_chain_that_holds_passes_and_a_changed_entry_is_named() -> None:
    who = auditor()
    assert "通过" in post(who, "/console/audit/verify").content.decode()
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = '改写' WHERE sequence = 2")
    page = post(who, "/console/audit/verify").content.decode()
    assert "不通过" in page
    assert "第 2 条内容与散列不符：记录被改动" in page


def test_a_long_chain_is_verified_piece_by_piece_with_its_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    who = auditor()
    browser = client_for(who)
    monkeypatch.setattr(audit, "STRETCH", 2)
    answer = browser.post("/console/audit/verify")
    pieces = 1
    while answer.context["place"]:
        assert "正在核对" in answer.content.decode()
        answer = browser.post("/console/audit/verify", {"place": answer.context["place"]})
        pieces += 1
    assert pieces == (Entry.objects.count() + 1) // 2
    assert f"共 {Entry.objects.count()} 条" in answer.content.decode()


def test_a_forged_place_begins_again() -> None:
    who = auditor()
    assert "通过" in post(who, "/console/audit/verify", place="forged").content.decode()


def test_the_head_is_handed_out_and_convicts_a_rewritten_chain() -> None:
    who = auditor()
    browser = client_for(who)
    head = browser.post("/console/audit/head")
    assert head.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(head.content)["sequence"] == Entry.objects.count()
    held = browser.post("/console/audit/verify", {"head": SimpleUploadedFile("head.json", head.content)})
    assert "交出的链头" in held.content.decode()
    assert "通过" in held.content.decode()
    last = Entry.objects.order_by("-sequence")[0]
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence = %s", [last.sequence])
        cursor.execute("UPDATE audit_head SET sequence = %s, hash = %s", [last.sequence - 1, last.previous])
    fault = browser.post("/console/audit/verify", {"head": SimpleUploadedFile("head.json", head.content)})
    assert "像是恢复了旧备份" in fault.content.decode()


def test_a_file_that_is_no_head_is_refused() -> None:
    browser = client_for(auditor())
    answer = browser.post("/console/audit/verify", {"head": SimpleUploadedFile("a.json", b"\xff{}")})
    assert answer.status_code == 422
    assert "文件不是审计链头" in answer.content.decode()


def test_a_stuck_delivery_is_shown_and_tried_again() -> None:
    administrator = a_scene().actors[Role.ADMINISTRATOR]
    delivery = factories.a_delivery()
    page = text_of(administrator, "/console/jobs/")
    assert "people.worker.registered" in page
    assert "后台任务没有运行" in page
    assert "ConnectionError" in text_of(administrator, f"/console/jobs/{delivery.pk}/retry")
    post(administrator, f"/console/jobs/{delivery.pk}/retry")
    assert Delivery.objects.get().given_up_at is None
    assert "没有停下的送达" in text_of(administrator, "/console/jobs/")


def test_thirty_stuck_deliveries_take_as_many_queries_as_one() -> None:
    administrator = a_scene().actors[Role.ADMINISTRATOR]
    factories.a_delivery()
    one = queries_of(administrator, "/console/jobs/")
    for number in range(2, 31):
        factories.a_delivery(number)
    assert queries_of(administrator, "/console/jobs/") == one

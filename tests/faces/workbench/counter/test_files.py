"""A worker's file at the counter: what it shows, what is sealed, who looked, and how it is changed."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_picture, a_town, bytes_of, text_of
from tests.market.people.factories import a_number, a_worker
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.files.models import StoredFile
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.queries import seen
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import actions
from yizhan.market.people.drafts import SkillDraft
from yizhan.market.people.models import Category, Worker
from yizhan.market.people.states import RegistrationKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> SimpleNamespace:
    return a_town()


def a_file(town: SimpleNamespace, **values: object) -> Worker:
    return a_worker(town.clerk, town.station, now=timezone.now(), **values)


def test_the_file_shows_sealed_values_masked(town: SimpleNamespace) -> None:
    worker = a_file(town, phone="13812345678", address="泉州市丰泽区示例路1号", skills=(SkillDraft(trade="保洁"),))
    page = text_of(client_for(town.clerk).get(f"/work/people/{worker.pk}"))
    assert "138****5678" in page
    assert "13812345678" not in page
    assert "泉州市***" in page
    assert "保洁" in page


def reveal(town: SimpleNamespace, worker: Worker, field: str, reason: str) -> str:
    sent = {"field": field, "reason": reason}
    return text_of(client_for(town.clerk).post(f"/work/people/{worker.pk}/reveal", sent, follow=True))


def looks() -> list[str]:
    return list(Entry.objects.filter(verb="people.worker.viewed").values_list("actor_name", flat=True))


def test_that_the_file_was_opened_is_recorded_once_a_day_for_each_clerk(town: SimpleNamespace) -> None:
    worker = a_file(town)
    for actor in (town.clerk, town.clerk, town.head):
        assert client_for(actor).get(f"/work/people/{worker.pk}").status_code == 200
    assert looks() == [town.clerk.audit_name, town.head.audit_name]
    own = Actor(id=worker.person_id, role=Role.WORKER)
    assert [(one.verb_zh, one.by_zh) for one in seen(own, person_id=worker.person_id)] == [
        ("查看档案", "站长"),
        ("查看档案", "驿站经办人员"),
    ]


def test_a_search_is_no_look(town: SimpleNamespace) -> None:
    a_file(town)
    client_for(town.clerk).get("/work/people")
    assert looks() == []


@pytest.mark.django_db(transaction=True)
def test_a_sealed_value_is_shown_once_for_a_reason(town: SimpleNamespace) -> None:
    worker = a_file(town, phone="13812345678", health="腰伤")
    assert "13812345678" in reveal(town, worker, "phone", "电话通知面试")
    entry = Entry.objects.get(verb="privacy.reveal")
    assert (entry.reason, entry.actor_id) == ("电话通知面试", town.clerk.id)
    assert "13812345678" not in text_of(client_for(town.clerk).get(f"/work/people/{worker.pk}"))
    assert "查看完整信息须写明理由" in reveal(town, worker, "health", "看")
    assert "腰伤" not in reveal(town, worker, "health", "看")
    assert "档案中没有这项内容" in reveal(town, worker, "password", "随便看看")
    assert "档案中没有这项内容" in reveal(town, worker, "guardian_phone", "随便看看")


def test_the_plain_parts_are_changed_and_sealed_ones_stay_unless_typed_or_cleared(town: SimpleNamespace) -> None:
    worker = a_file(town, address="泉州市示例路1号", contact_phone="13900001111", contact_name="张小妹")
    client, address = client_for(town.clerk), f"/work/people/{worker.pk}/contact"
    page = text_of(client.get(address))
    assert "13900001111" not in page
    sent = {"version": "1", "name": "张卫国", "sex": "male", "education": "junior", "contact_name": "张小妹"}
    assert client.post(address, {**sent, "home_region": "350503"}).status_code == 302
    kept = Worker.objects.get()
    assert (kept.person.name, kept.education, kept.home_region, kept.version) == ("张卫国", "junior", "350503", 2)
    assert kept.address is not None
    assert kept.contact_phone is not None
    assert client.post(address, {**sent, "version": "2", "clear": ["address"]}).status_code == 302
    assert Worker.objects.get().address is None


def test_who_was_overtaken_sees_both_and_may_save_again(town: SimpleNamespace) -> None:
    worker = a_file(town)
    client, address = client_for(town.clerk), f"/work/people/{worker.pk}/contact"
    sent = {"version": "1", "name": "张伟国", "sex": "male"}
    assert client.post(address, {**sent, "education": "junior"}).status_code == 302
    late = client.post(address, {**sent, "education": "senior"})
    assert late.status_code == 422
    page = text_of(late)
    assert "别人刚刚保存过这份档案" in page
    assert [(one.label, one.stored, one.typed) for one in late.context["clashes"]] == [
        ("文化程度", "初中", "高中（中专、中技）")
    ]
    assert '<input type="hidden" name="version" value="2"' in page
    assert client.post(address, {**sent, "version": "2", "education": "senior"}).status_code == 302
    assert Worker.objects.get().education == "senior"


def test_a_phone_is_changed_when_the_papers_were_seen(town: SimpleNamespace) -> None:
    worker = a_file(town)
    client, address = client_for(town.clerk), f"/work/people/{worker.pk}/phone"
    assert client.post(address, {"phone": "13900009999"}).status_code == 422
    assert client.post(address, {"phone": "13900009999", "seen": "on"}).status_code == 302
    phone = Worker.objects.get().person.phone
    assert phone is not None
    assert phone.masked == "139****9999"


def test_a_document_is_added_and_checked(town: SimpleNamespace) -> None:
    worker = a_file(town, document_number="", birth_date=date(1970, 5, 6))
    client, number = client_for(town.clerk), a_number(date(1970, 5, 6))
    sent = {"document_number": number, "reason": "本人补交身份证"}
    assert client.post(f"/work/people/{worker.pk}/document", sent).status_code == 302
    checked = client.post(f"/work/people/{worker.pk}/identity", {"document_number": a_number()})
    assert "证件号码与档案不一致" in text_of(checked)
    assert client.post(f"/work/people/{worker.pk}/identity", {"document_number": number}).status_code == 302


def test_wish_and_skills_are_replaced(town: SimpleNamespace) -> None:
    worker = a_file(town, skills=(SkillDraft(trade="保洁"),))
    client, file = client_for(town.clerk), f"/work/people/{worker.pk}"
    assert "保洁" in text_of(client.get(f"{file}/skills"))
    sent = {
        "trades": "搬运、装卸",
        "kinds": ["temporary"],
        "pay_form": "day",
        "least_pay": "180.50",
        "week": ["0-0", "6-3"],
    }
    assert client.post(f"{file}/wish", sent).status_code == 302
    lines = {"trade_0": "电工", "level_0": "four", "trade_1": "", "level_1": "none"}
    assert client.post(f"{file}/skills", lines).status_code == 302
    kept = Worker.objects.get()
    assert (kept.wish.trades, kept.wish.least_pay_fen, kept.wish.availability) == (
        ["搬运", "装卸"],
        180_50,
        1 | 1 << 27,
    )
    assert list(kept.skills.values_list("trade", "level")) == [("电工", "four")]
    page = text_of(client.get(file))
    assert "按天，不低于 180.50 元" in page
    assert "周一上午；周日夜间" in page


def test_a_consent_is_taken_back_and_given_again(town: SimpleNamespace) -> None:
    worker = a_file(town)
    client, address = client_for(town.clerk), f"/work/people/{worker.pk}/consents/messages"
    for words, agrees in (("撤回同意：接收岗位和服务消息", ""), ("登记同意：接收岗位和服务消息", "True")):
        page = text_of(client.get(address))
        assert words in page
        answer = client.post(address, {"purpose": "messages", "channel": "counter", "agrees": agrees})
        assert answer.status_code == 302
    held = Consent.objects.filter(purpose="messages").order_by("given_at", "state")
    assert sorted(held.values_list("state", flat=True)) == ["given", "withdrawn"]
    assert client.get(f"/work/people/{worker.pk}/consents/everything").status_code == 404


def test_a_category_with_its_proof_counts_and_the_proof_is_opened(town: SimpleNamespace) -> None:
    worker = a_file(town)
    client = client_for(town.clerk)
    sent = {"kind": "disabled", "since": "2026-01-01", "proof_kind": "disability_certificate", "proof": a_picture()}
    assert client.post(f"/work/people/{worker.pk}/categories", sent).status_code == 302
    row = Category.objects.get()
    assert row.verified_by == town.clerk.id
    assert "已核实" in text_of(client.get(f"/work/people/{worker.pk}"))
    proof = client.get(f"/work/people/categories/{row.pk}/proof")
    assert bytes_of(proof)[:2] == b"\xff\xd8"
    assert proof.headers["Content-Disposition"].startswith("attachment")
    assert client.post(f"/work/people/categories/{row.pk}/end", {"until": "2026-02-01"}).status_code == 302
    assert "已终止" in text_of(client.get(f"/work/people/{worker.pk}"))


def test_a_wrong_upload_is_refused_at_its_field_and_nothing_is_written(town: SimpleNamespace) -> None:
    worker = a_file(town)
    bad = SimpleUploadedFile("照片.jpg", b"MZ not a picture", "image/jpeg")
    sent = {"kind": "rural_migrant", "since": "2026-01-01", "proof_kind": "other", "proof": bad}
    answer = client_for(town.clerk).post(f"/work/people/{worker.pk}/categories", sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["proof"]
    assert (Category.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_certificate_is_added_shown_with_its_end_and_removed(town: SimpleNamespace) -> None:
    worker = a_file(town)
    client = client_for(town.clerk)
    ends = (timezone.now() + timedelta(days=9)).astimezone(SHANGHAI).date()
    sent = {"name": "低压电工证", "number": "T-1", "expires_on": ends.isoformat(), "scan": a_picture()}
    assert client.post(f"/work/people/{worker.pk}/certificates", sent).status_code == 302
    row = worker.certificates.get()
    assert "9 天后到期" in text_of(client.get(f"/work/people/{worker.pk}"))
    assert bytes_of(client.get(f"/work/people/certificates/{row.pk}/scan"))[:2] == b"\xff\xd8"
    assert client.post(f"/work/people/certificates/{row.pk}/remove").status_code == 302
    assert not worker.certificates.exists()


def test_a_registration_is_added_corrected_published_and_withdrawn(town: SimpleNamespace) -> None:
    worker = a_file(town)
    client, file = client_for(town.clerk), f"/work/people/{worker.pk}"
    day = timezone.now().astimezone(SHANGHAI).date().isoformat()
    sent = {"kinds_wanted": ["training"], "day": day, "station": str(town.station.pk)}
    assert client.post(f"{file}/register", sent).status_code == 302
    again = client.post(f"{file}/register", sent)
    assert "当天已在本站办理培训登记" in str(again.context["form"].errors["kinds_wanted"])
    seeking = worker.registrations.get(kind="seeking")
    assert client.post(f"/work/people/registrations/{seeking.pk}/publish").status_code == 302
    row = worker.registrations.get(kind="training")
    change = {"kind": "flexible", "day": day, "reason": "选错了登记类型"}
    assert client.post(f"/work/people/registrations/{row.pk}/correct", change).status_code == 302
    new = worker.registrations.get(kind="flexible")
    assert new.supersedes_id == row.pk
    gone = client.post(f"/work/people/registrations/{new.pk}/withdraw", {"reason": "本人没有要办"})
    assert gone.headers["Location"] == file
    page = text_of(client.get(file))
    assert all(words in page for words in ("已更正", "已撤销", "已发布"))
    last = client.post(f"/work/people/registrations/{seeking.pk}/withdraw", {"reason": "录错了人"})
    assert last.headers["Location"] == "/work/people"


def test_the_receipt_names_what_was_registered_and_no_full_number(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_file(town, document_number=number, phone="13812345678")
    page = text_of(client_for(town.clerk).get(f"/work/people/{worker.pk}/print"))
    assert "登记回执" in page
    assert "求职登记" in page
    assert number not in page
    assert "13812345678" not in page


def test_a_file_costs_the_same_with_many_rows(town: SimpleNamespace) -> None:
    worker, client = a_file(town), client_for(town.clerk)
    address = f"/work/people/{worker.pk}"
    client.get(address)
    costs = []
    for more in (1, 9):
        for at in range(more):
            day = date(2026, 1, 1) + timedelta(days=31 * len(costs) + at)
            actions.register(
                actor=town.clerk,
                station=town.station,
                worker=worker,
                kinds=(RegistrationKind.TRAINING,),
                day=day,
                now=timezone.now(),
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1]

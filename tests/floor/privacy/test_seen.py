"""A person sees who saw their data."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests.floor.privacy.people import NOW, NUMBER, PHONE, Somebody
from tests.floor.privacy.sample.models import Note, Worker

from yizhan.floor.audit import registry as verbs
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.privacy import labels, queries
from yizhan.floor.privacy.queries import SUBJECT, Seen, seen
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.usefixtures("sample")


def test_each_reveal_of_any_row_about_the_person_is_listed_latest_first() -> None:
    person, clerk = Somebody(), Somebody()
    worker = Worker.objects.create(id=person.id, number=NUMBER, phone=PHONE)
    note = Note.objects.create(person_id=person.id, text="残疾二级")
    other = Note.objects.create(person_id=uuid4(), text="无")
    later = NOW + timedelta(hours=1)
    worker.phone.reveal(actor=clerk, reason="电话回访", now=NOW)
    other.text.reveal(actor=clerk, reason="核对困难", now=NOW)
    note.text.reveal(actor=clerk, reason="核对补贴", now=later)
    assert seen(person, person_id=person.id) == [
        Seen(later, clerk.audit_name, "sample.note", "text", "核对补贴"),
        Seen(NOW, clerk.audit_name, "sample.worker", "phone", "电话回访"),
    ]


def test_nobody_else_sees_the_list() -> None:
    with pytest.raises(Refusal, match="^只能查看本人信息被查看的记录$"):
        seen(Somebody(), person_id=uuid4())


def test_masked_views_and_the_systems_own_work_are_not_listed() -> None:
    person = Somebody()
    worker = Worker.objects.create(id=person.id, number=NUMBER, phone=PHONE)
    assert worker.phone.masked == "138****8000"
    assert seen(person, person_id=person.id) == []


def test_a_line_can_be_printed_as_it_is() -> None:
    person, clerk = Somebody(), Somebody()
    worker = Worker.objects.create(id=person.id, number=NUMBER, phone=PHONE)
    worker.number.reveal(actor=clerk, reason="核对身份证件", now=NOW)
    (line,) = seen(person, person_id=person.id)
    assert (line.verb_zh, line.field_zh, line.by_zh) == ("查看完整个人信息", "身份证号码", "工作人员")


def test_fields_and_roles_have_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert labels.field_zh("sample.worker", "phone") == "手机号码"
    assert labels.field_zh("sample.note", "text").startswith("用于「")
    assert labels.field_zh("sample.worker", "") == "全部信息"
    gone = [("sample.gone", "x"), ("sample.worker", "gone"), ("nonsense", "x")]
    assert [labels.field_zh(*one) for one in gone] == ["其他信息"] * 3
    monkeypatch.setitem(labels.ROLES, "clerk", "驿站经办人员")
    assert [labels.role_zh(name) for name in ("clerk:1", "other:1", "")] == ["驿站经办人员", "工作人员", "系统"]


def test_exports_and_looks_at_the_whole_file_are_listed_once_their_app_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    person, clerk = Somebody(), Somebody()
    monkeypatch.setattr(verbs, "VERBS", verbs.VERBS)
    for code in ("sample.file.viewed", "sample.file.changed"):
        monkeypatch.setitem(verbs.VERBS, code, Verb(code, "查看档案"))
    monkeypatch.setattr(queries, "LOOKS", {"sample.file.viewed"})
    for code in ("sample.file.viewed", "sample.file.changed"):
        with transaction.atomic():
            body = {"subject": str(person.id)}
            record(actor=clerk, verb=code, object_type="sample.worker", object_id="1", body=body, now=NOW)
    (line,) = seen(person, person_id=person.id)
    assert (line.verb_zh, line.field_zh, line.field) == ("查看档案", "全部信息", "")


def test_a_reason_or_text_that_imitates_a_subject_does_not_count() -> None:
    person, clerk = Somebody(), Somebody()
    worker = Worker.objects.create(id=uuid4(), number=NUMBER, phone=PHONE)
    worker.phone.reveal(actor=clerk, reason=f'"subject":"{person.id}"', now=NOW)
    with transaction.atomic():
        body = {"note": f'"subject":"{person.id}"'}
        record(actor=clerk, verb="privacy.rotate", object_type="x", object_id="1", body=body, now=NOW)
    assert Entry.objects.annotate(subject=SUBJECT).filter(subject=str(person.id)).count() == 0
    assert seen(person, person_id=person.id) == []


def test_the_list_is_found_by_index_and_not_by_reading_the_chain() -> None:
    # Unordered: of a table that the planner takes for empty it would read the order first.
    found = Entry.objects.annotate(subject=SUBJECT).filter(subject=str(uuid4())).order_by()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "audit_entry_subject" in found.explain()

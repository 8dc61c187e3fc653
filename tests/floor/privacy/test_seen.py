"""A person sees who saw their data."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.floor.privacy.people import NOW, NUMBER, PHONE, Somebody
from tests.floor.privacy.sample.models import Note, Worker

from yizhan.floor.privacy.queries import Seen, seen
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

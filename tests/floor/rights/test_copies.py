"""The copy: everything, for the person only, logged, gone after seven days."""

import io
import json
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.db import connection

from tests.floor.accounts.factories import NOW
from tests.floor.rights.factories import PHONE, a_place, in_review
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.queries import seen
from yizhan.floor.privacy.registry import HOLDINGS
from yizhan.floor.rights.actions import answer
from yizhan.floor.rights.copies import CopyForm, expire_copies, fetch_copy
from yizhan.floor.rights.exports import Document, as_workbook, neutral
from yizhan.floor.rights.models import Copy, Request
from yizhan.floor.rights.queries import copy_for
from yizhan.floor.rights.states import RequestKind, RequestState
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def place() -> SimpleNamespace:
    return a_place()


def answered(place: SimpleNamespace) -> Request:
    request = in_review(place, words="=1+1 请给我全部")
    return answer(actor=place.clerk, request=request, words="副本已备好，请下载", now=NOW)


def test_the_person_fetches_everything_as_json(place: SimpleNamespace) -> None:
    request = answered(place)
    copy = copy_for(place.worker, request, at=LATER)
    assert copy is not None
    file = fetch_copy(actor=place.worker, request=request, form=CopyForm.JSON, now=LATER)
    document = json.loads(file.content)
    assert (file.name, file.content_type) == ("personal-data-20261120.json", "application/json")
    assert [held["code"] for held in document["holdings"]] == list(HOLDINGS)
    assert (document["person"], document["made_at"]) == (str(place.person.id), "2026-11-20T09:00:00+08:00")
    assert PHONE in file.content.decode()
    assert Request.objects.get(pk=request.pk).state == RequestState.DONE


def test_the_workbook_has_a_sheet_for_each_kind_and_no_formula(place: SimpleNamespace) -> None:
    request = answered(place)
    file = fetch_copy(actor=place.worker, request=request, form=CopyForm.XLSX, now=LATER)
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert book.sheetnames == ["总表", *(holding.label_zh for holding in HOLDINGS.values())]
    sheet = book["个人信息请求"]
    row = dict(zip([c.value for c in sheet[1]], [c.value for c in sheet[2]], strict=True))
    assert (row["请求"], row["说明"], row["状态"]) == ("查阅、复制", "'=1+1 请给我全部", "办理中")
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert [name for name in sheets if b"<f>" in package.read(name)] == []


@pytest.mark.parametrize("text", ["=A1", "+1", "-1", "@x", "＝A1", "＋1", "－1", "＠x", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_long_texts_and_labels_that_are_no_sheet_names_are_written() -> None:
    held = [{"code": f"a.b{n}", "label": "a/b:" * 20, "records": [{"项目": "字" * 40_000}]} for n in (1, 2)]
    document: Document = {"kind": "k", "person": "p", "made_at": "m", "holdings": held}  # type: ignore[typeddict-item]
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(document)))
    assert len({name.lower() for name in book.sheetnames}) == 3
    assert str(book[book.sheetnames[1]]["A2"].value).endswith("……（全文见 JSON 文件）")


def test_nobody_else_gets_it(place: SimpleNamespace) -> None:
    request = answered(place)
    for actor in (place.clerk, place.head, place.officer):
        assert copy_for(actor, request, at=LATER) is None
        with pytest.raises(Refusal, match="^副本只交给本人$"):
            fetch_copy(actor=actor, request=request, form=CopyForm.JSON, now=LATER)


def test_the_download_is_logged_and_seen_by_the_person(place: SimpleNamespace) -> None:
    request = answered(place)
    fetch_copy(actor=place.worker, request=request, form=CopyForm.XLSX, now=LATER)
    entry = Entry.objects.get(verb="rights.copy.fetched")
    assert json.loads(entry.body)["form"] == "xlsx"
    looked = seen(place.worker, person_id=place.person.id)
    assert [(one.verb_zh, one.field_zh, one.by_zh, one.at) for one in looked] == [
        ("下载个人信息副本", "全部信息", "零工", LATER)
    ]


def test_it_is_stored_sealed(place: SimpleNamespace) -> None:
    answered(place)
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(content, 'escape') FROM rights_copy")
        assert PHONE not in str(cursor.fetchall())
    assert Copy.objects.get().content.masked == "******"


def test_it_expires_after_seven_days(place: SimpleNamespace) -> None:
    request = answered(place)
    week = NOW + timedelta(days=7)
    assert expire_copies(actor=SYSTEM, now=week - timedelta(seconds=1)) == 0
    assert copy_for(place.worker, request, at=week) is None
    with pytest.raises(Refusal, match="副本不存在或已过期"):
        fetch_copy(actor=place.worker, request=request, form=CopyForm.JSON, now=week)
    assert expire_copies(actor=SYSTEM, now=week) == 1
    assert expire_copies(actor=SYSTEM, now=week) == 0
    assert (Copy.objects.get().content, Request.objects.get().state) == (None, RequestState.DONE)
    with pytest.raises(OutOfScope):
        expire_copies(actor=place.officer, now=week)


def test_other_kinds_have_no_copy(place: SimpleNamespace) -> None:
    request = in_review(place, RequestKind.EXPLANATION)
    answer(actor=place.clerk, request=request, words="按距离排序", now=NOW)
    assert Copy.objects.count() == 0
    with pytest.raises(Refusal, match="副本不存在或已过期"):
        fetch_copy(actor=place.worker, request=request, form=CopyForm.JSON, now=LATER)


def test_a_copy_made_for_one_holds_nobody_else(place: SimpleNamespace) -> None:
    other = Person.objects.get(pk=place.clerk.id)
    request = answered(place)
    file = fetch_copy(actor=place.worker, request=request, form=CopyForm.JSON, now=LATER)
    assert other.name not in file.content.decode()

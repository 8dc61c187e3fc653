import io
from types import SimpleNamespace

import openpyxl
import pytest
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.station.factories import an_import, finish
from tests.faces.workbench.station.pages import queries_of, sent, words
from tests.floor.accounts.factories import a_city, a_member
from tests.market.imports.books import a_book, a_worker_row, an_upload
from yizhan.floor.accounts.states import Role
from yizhan.market.imports import actions
from yizhan.market.imports.models import Import
from yizhan.market.people.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    """A station with a clerk's browser."""
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    return SimpleNamespace(city=city, clerk=clerk, client=client_for(clerk))


def uploaded(place: SimpleNamespace, content: bytes, **changes: object) -> dict[str, object]:
    station = str(place.city.station.pk)
    return {"station": station, "upload": an_upload(content), "consent_notice": "2026-1", "agreed": "on", **changes}


def test_an_upload_waits_to_be_compared_and_writes_nothing(place: SimpleNamespace) -> None:
    text = words(sent(place.client, "/work/imports/new", **uploaded(place, a_book(workers=[a_worker_row()]))))
    assert "正在比对，请稍候。" in text
    assert Import.objects.get().state == "uploaded"
    assert not Worker.objects.exists()


def test_without_the_declaration_nothing_is_taken_in_and_what_was_typed_is_kept(place: SimpleNamespace) -> None:
    data = uploaded(place, a_book(workers=[a_worker_row()]))
    del data["agreed"]
    answer = place.client.post("/work/imports/new", data)
    assert answer.status_code == 422
    assert 'value="2026-1"' in answer.content.decode()
    assert not Import.objects.exists()


def test_the_same_file_twice_is_refused_at_the_file(place: SimpleNamespace) -> None:
    content = a_book(workers=[a_worker_row()])
    sent(place.client, "/work/imports/new", **uploaded(place, content))
    answer = place.client.post("/work/imports/new", uploaded(place, content))
    assert answer.status_code == 422
    assert "不能重复导入" in words(answer)


def test_a_file_that_is_no_workbook_is_refused_at_the_file(place: SimpleNamespace) -> None:
    answer = place.client.post("/work/imports/new", uploaded(place, b"name;phone\n"))
    assert (answer.status_code, 'id="id_upload_error"' in answer.content.decode()) == (422, True)


def test_the_difference_is_shown_row_by_row_and_narrowed(place: SimpleNamespace) -> None:
    batch = an_import(place.city.station)
    text = words(place.client.get(f"/work/imports/{batch.pk}/"))
    assert "零工名册 第2行 零工 新增" in text
    assert "零工名册 第4行 零工 不能使用 身份证号码 ：" in text
    assert "请对照身份证逐位核对后重新填写" in text
    assert "确认写入2行" in text
    refused = words(place.client.get(f"/work/imports/{batch.pk}/?show=refused"))
    assert "第4行" in refused
    assert "第2行" not in refused


def test_the_refused_rows_are_taken_away_as_a_workbook(place: SimpleNamespace) -> None:
    batch = an_import(place.city.station)
    answer = place.client.get(f"/work/imports/{batch.pk}/refused")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["工作表", "行", "列", "问题和改法"]
    assert rows[1][:3] == ["零工名册", 4, "身份证号码"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_confirmed_rows_are_written_once_and_progress_is_told(place: SimpleNamespace) -> None:
    batch = an_import(place.city.station)
    assert "已开始写入。" in words(sent(place.client, f"/work/imports/{batch.pk}/start"))
    so_far = place.client.get(f"/work/imports/{batch.pk}/progress")
    assert "0 / 2" in words(so_far)
    assert 'hx-trigger="every 2s"' in so_far.content.decode()
    assert "不能办理" in words(sent(place.client, f"/work/imports/{batch.pk}/start"))
    finish(batch)
    over = place.client.get(f"/work/imports/{batch.pk}/progress")
    assert over.headers["HX-Refresh"] == "true"
    text = words(place.client.get(f"/work/imports/{batch.pk}/"))
    assert "已写入 2 行" in text
    assert Worker.objects.count() == 2


def test_an_import_is_abandoned_and_the_file_may_come_again(place: SimpleNamespace) -> None:
    batch = an_import(place.city.station)
    page = f"/work/imports/{batch.pk}/abandon"
    assert "一行也不会写入" in words(place.client.get(page))
    assert "已放弃，没有写入。" in words(sent(place.client, page))
    assert "确认写入" not in words(place.client.get(f"/work/imports/{batch.pk}/"))


def test_writing_is_stopped_or_taken_over(place: SimpleNamespace) -> None:
    batch = an_import(place.city.station)
    actions.start(actor=place.clerk, batch=batch, now=timezone.now())
    other = client_for(a_member(Role.STATION_HEAD, place.city.station))
    assert "已接着写入。" in words(sent(other, f"/work/imports/{batch.pk}/resume"))
    assert "已中止写入。" in words(sent(other, f"/work/imports/{batch.pk}/cancel"))
    assert Import.objects.get(pk=batch.pk).state == "cancelled"


def test_an_import_is_taken_back_with_a_reason(place: SimpleNamespace) -> None:
    batch = an_import(place.city.station)
    actions.start(actor=place.clerk, batch=batch, now=timezone.now())
    finish(batch)
    page = f"/work/imports/{batch.pk}/revert"
    assert place.client.post(page, {"reason": ""}).status_code == 422
    text = words(sent(place.client, page, reason="传错文件"))
    assert "导入已撤回" in text
    assert "登记已撤销；零工档案保留，删除须由本人申请" in text


def test_a_file_that_cannot_be_used_says_why(place: SimpleNamespace) -> None:
    batch = an_import(place.city.station, a_book(别的表=[["甲"], ["乙"]]))
    assert "这个文件不能使用" in words(place.client.get(f"/work/imports/{batch.pk}/"))


def test_the_template_is_a_workbook(place: SimpleNamespace) -> None:
    assert place.client.get("/work/imports/template").getvalue().startswith(b"PK")


def test_who_has_imported_nothing_is_told_how_to_begin(place: SimpleNamespace) -> None:
    assert "还没有导入过" in words(place.client.get("/work/imports/"))


def test_an_operator_chooses_among_the_own_stations(place: SimpleNamespace) -> None:
    operator = client_for(a_member(Role.OPERATOR_STAFF, place.city.operator))
    answer = operator.post(
        "/work/imports/new", uploaded(place, a_book(workers=[a_worker_row()]), station=str(place.city.sister.pk))
    )
    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_lists_and_rows_take_as_many_queries_for_one_as_for_thirty(place: SimpleNamespace) -> None:
    small = an_import(place.city.station, a_book(workers=[a_worker_row(7001)]))
    before = [queries_of(place.client, page) for page in ("/work/imports/", f"/work/imports/{small.pk}/")]
    large = an_import(place.city.station, a_book(workers=[a_worker_row(8000 + serial) for serial in range(30)]))
    for number in range(5):
        an_import(place.city.station, a_book(workers=[a_worker_row(9000 + number)]))
    assert [queries_of(place.client, page) for page in ("/work/imports/", f"/work/imports/{large.pk}/")] == before

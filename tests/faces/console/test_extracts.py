"""Exports with full values on their pages."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.faces.console import factories
from tests.faces.console.conftest import get, post, queries_of, text_of
from tests.floor.extracts.factories import NUMBER, a_county, asked, released
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.states import ExtractState

pytestmark = pytest.mark.django_db


def test_one_asks_another_releases_and_the_first_fetches_once() -> None:
    county = a_county()
    sent = {"register": "people.workers", "extent": str(county.city.county.pk), "reason": "核对社保补贴名单"}
    page = post(county.asker, "/console/extracts/new", **sent).content.decode()
    extract = Extract.objects.get()
    address = f"/console/extracts/{extract.pk}"
    assert "等另一人批准：本单位的同事，或上级人社部门。" in page
    assert "名册导出，待批准" not in text_of(county.asker, "/console/")
    assert "名册导出，待批准" in text_of(county.second, "/console/")
    assert f'href="{address}/release"' in text_of(county.second, address)
    assert '<span class="figure">2</span> 人' in text_of(county.second, address)
    post(county.second, f"{address}/release", words="同意")
    assert "取走表格" in text_of(county.asker, address)
    assert "取走表格" not in text_of(county.second, address)
    answer = post(county.asker, f"{address}/fetch")
    assert answer.headers["Cache-Control"] == "private, no-store"
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("零工名册").to_python()
    assert NUMBER in [row[4] for row in sheet]
    assert "已经取走，只能取一次" in post(county.asker, f"{address}/fetch").content.decode()
    page = text_of(county.asker, address)
    assert "已经取走。用完请删除文件" in page
    assert Extract.objects.get().digest in page


def test_what_was_typed_stays_when_it_is_refused() -> None:
    county = a_county()
    sent = {"register": "people.workers", "extent": str(county.city.station2.pk), "reason": "核对社保补贴名单"}
    answer = post(county.asker, "/console/extracts/new", **sent)
    assert answer.status_code == 422
    assert "核对社保补贴名单" in answer.content.decode()
    short = post(
        county.asker, "/console/extracts/new", **{**sent, "extent": str(county.city.station.pk), "reason": "x"}
    )
    assert "用途应为4至200个字" in short.content.decode()
    assert not Extract.objects.exists()


def test_a_refusal_is_shown_to_who_asked() -> None:
    county = a_county()
    extract = asked(county)
    address = f"/console/extracts/{extract.pk}"
    assert post(county.second, f"{address}/refuse", words="不").status_code == 422
    post(county.second, f"{address}/refuse", words="用遮盖的名单就够")
    page = text_of(county.asker, address)
    assert "用遮盖的名单就够" in page
    assert "未批准" in text_of(county.asker, "/console/extracts/?view=ended")


def test_the_own_request_is_taken_back_and_not_decided() -> None:
    county = a_county()
    extract = asked(county)
    address = f"/console/extracts/{extract.pk}"
    assert "须由另一人批准" in post(county.asker, f"{address}/release").content.decode()
    post(county.asker, f"{address}/withdraw")
    extract.refresh_from_db()
    assert extract.state == ExtractState.WITHDRAWN


def test_who_asked_is_led_to_it_by_the_notice() -> None:
    county = a_county()
    extract = released(county)
    page = text_of(county.asker, "/console/inbox")
    (notice,) = [part.split('"')[0] for part in page.split('href="/console/inbox/')[1:]]
    assert get(county.asker, f"/console/inbox/{notice}").headers["Location"] == f"/console/extracts/{extract.pk}"


def test_an_empty_list_says_what_to_do_instead() -> None:
    assert "用遮盖的名单就够了" in text_of(a_county().asker, "/console/extracts/")


def test_thirty_requests_take_as_many_queries_as_one() -> None:
    county = a_county()
    factories.an_extract(county.city.station)
    few = queries_of(county.second, "/console/extracts/")
    for _ in range(29):
        factories.an_extract(county.city.station)
    assert queries_of(county.second, "/console/extracts/") == few

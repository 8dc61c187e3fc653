"""The station half of the workbench in a real browser: every page is fine, and a head and a clerk do their work."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from tests.faces.browser.looking import assert_fine
from tests.faces.workbench.station.factories import a_busy_station, finish, worked
from tests.floor.accounts.factories import NOW
from tests.market.imports.books import XLSX, a_book, a_worker_row, an_employer_row
from yizhan.market.imports.models import Import
from yizhan.market.people.models import Worker
from yizhan.network.stations.models import DutyShift, Station

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "file": "/work/station/{station}/",
    "choose": "/work/station/choose",
    "basics": "/work/station/{station}/basics",
    "premises": "/work/station/{station}/premises",
    "equipment": "/work/station/{station}/equipment",
    "hours": "/work/station/{station}/hours",
    "contacts": "/work/station/{station}/contacts",
    "legal": "/work/station/{station}/legal",
    "coordinates": "/work/station/{station}/coordinates",
    "closed-days": "/work/station/{station}/closed-days",
    "area": "/work/station/{station}/area/",
    "appoint": "/work/station/{station}/area/officers/new",
    "staff": "/work/station/{station}/staff/",
    "post": "/work/station/{station}/staff/post",
    "new-staff": "/work/station/{station}/staff/new",
    "end-post": "/work/staff/posts/{post}/end",
    "roster": "/work/station/{station}/roster/",
    "roster-paper": "/work/station/{station}/roster/paper",
    "roster-make": "/work/station/{station}/roster/make",
    "roster-copy": "/work/station/{station}/roster/copy",
    "roster-unpublished": "/work/station/{station}/roster/?month=2027-03",
    "add-shift": "/work/station/{station}/roster/shifts/new",
    "remove-shift": "/work/roster/shifts/{shift}/remove",
    "applications": "/work/applications/",
    "application-new": "/work/applications/new",
    "application": "/work/applications/{visited}/",
    "application-draft": "/work/applications/{draft}/",
    "application-edit": "/work/applications/{draft}/edit",
    "application-submit": "/work/applications/{draft}/submit",
    "attach": "/work/applications/{draft}/papers/new",
    "subsidy": "/work/applications/{draft}/subsidy",
    "withdraw": "/work/applications/{draft}/withdraw",
    "imports": "/work/imports/",
    "import-new": "/work/imports/new",
    "import": "/work/imports/{batch}/",
    "import-waiting": "/work/imports/{waiting}/",
    "abandon": "/work/imports/{batch}/abandon",
    "inbox": "/work/inbox/",
    "requests": "/work/requests/",
    "request": "/work/requests/{request}/",
    "request-new": "/work/requests/new",
    "request-check": "/work/requests/{request}/refuse",
}
# The most telling ones.
KEPT = {"file", "roster", "import"}


@pytest.fixture
def busy(
    transactional_db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SimpleNamespace:
    """A station in the middle of its work, and its head, on the day of the factories."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    settings.YIZHAN_FILES = str(tmp_path / "files")
    return a_busy_station()


def test_every_page_is_fine(
    phone: Page,
    desktop: Page,
    busy: SimpleNamespace,
    enter: Callable[[Page, object], None],
    photograph: Callable[[Page, str], None],
) -> None:
    faults = []
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        enter(page, busy.head)
        for name, address in PAGES.items():
            page.goto(address.format(**busy.keys))
            try:
                assert_fine(page, touch=device == "phone")
            except AssertionError as fault:
                faults.append(f"{name} {device}: {fault}")
            if name in KEPT:
                photograph(page, f"workbench-station-{name}-{device}")
    assert faults == []


def test_a_head_fills_in_the_file_and_makes_a_roster(
    desktop: Page, busy: SimpleNamespace, enter: Callable[[Page, object], None]
) -> None:
    enter(desktop, busy.head)
    desktop.goto("/work/station/")
    desktop.get_by_role("link", name="修改 联系和投诉电话").or_(
        desktop.get_by_role("link", name="修改联系和投诉电话")
    ).click()
    desktop.get_by_label("对外联系电话").fill("０５９５－２２３３４４５５")
    desktop.get_by_label("公布的监督投诉电话").fill("丰泽区人社局 0595-22110000")
    desktop.get_by_role("button", name="保存").click()
    assert desktop.get_by_text("联系和投诉电话已保存。").is_visible()
    assert Station.objects.get(pk=busy.station.pk).service_phone == "0595-22334455"

    DutyShift.objects.all().delete()
    desktop.get_by_role("link", name="值班表").click()
    desktop.get_by_role("link", name="按周排一个月").click()
    desktop.get_by_role("button", name="排班").click()
    assert desktop.get_by_role("status").get_by_text("已排").is_visible()
    today = timezone.localdate()
    assert DutyShift.objects.exists()
    assert not DutyShift.objects.filter(day__lt=today).exists()


def test_a_clerk_imports_a_workbook(
    desktop: Page, busy: SimpleNamespace, enter: Callable[[Page, object], None], tmp_path: Path
) -> None:
    book = tmp_path / "名册.xlsx"
    book.write_bytes(
        a_book(
            workers=[a_worker_row(9001), a_worker_row(9002, 姓名="李四"), a_worker_row(0, 身份证号码="1.10105E+17")],
            employers=[an_employer_row()],
        )
    )
    enter(desktop, busy.clerk)
    desktop.goto("/work/imports/new")
    desktop.get_by_label("名册（.xlsx 或 .csv）").set_input_files(
        {"name": book.name, "mimeType": XLSX, "buffer": book.read_bytes()}
    )
    desktop.get_by_label("个人信息告知书版本").fill("2026-1")
    desktop.get_by_label("表中人员均已签署告知书").check()
    desktop.get_by_role("button", name="上传并比对").click()
    assert desktop.get_by_text("正在比对，请稍候。").is_visible()
    batch = Import.objects.get(uploader=busy.clerk.id)
    worked(batch)
    # The page asks by itself and comes anew.
    desktop.get_by_role("button", name="确认写入3行").wait_for()
    assert desktop.get_by_text("身份证号码：").first.is_visible()
    desktop.get_by_role("button", name="确认写入3行").click()
    assert desktop.get_by_text("已开始写入。").is_visible()
    finish(batch)
    desktop.get_by_role("link", name="撤回这次导入").wait_for()
    assert Worker.objects.filter(person__name="李四").count() == 1
    with desktop.expect_download() as download:
        desktop.get_by_role("link", name="下载不能使用的行").click()
    assert download.value.suggested_filename == "不能使用的行.xlsx"


def test_an_import_is_followed_without_scripts(
    without_scripts: Page, busy: SimpleNamespace, enter: Callable[[Page, object], None]
) -> None:
    enter(without_scripts, busy.clerk)
    without_scripts.goto(f"/work/imports/{busy.keys['waiting']}/")
    worked(Import.objects.get(pk=busy.keys["waiting"]))
    without_scripts.get_by_role("link", name="刷新").click()
    without_scripts.get_by_role("button", name="确认写入2行").click()
    assert without_scripts.get_by_text("正在写入").first.is_visible()

"""A county officer recognises a station: from the application to the public map. The site is seen with a phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.faces.browser.looking import assert_fine
from tests.faces.console.pictures import keep
from tests.floor.accounts.factories import a_member, a_person
from tests.network.recognition.factories import VALUES, a_picture, a_scene, fresh, version
from tests.network.stations.factories import with_position
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.recognition import actions
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.materials import required
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind, ApplicationState
from yizhan.network.stations.models import Station

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
Enter = Callable[[Page, Actor], None]


def submitted(scene: object) -> Application:
    """Handed in just now by the operator, with all its papers."""
    now = timezone.now()
    applicant, station = scene.applicant, scene.station  # type: ignore[attr-defined]
    drafted = actions.draft(actor=applicant, kind=ApplicationKind.RECOGNITION, station=station, now=now)
    saved = actions.save(actor=applicant, application=drafted, version=1, values=VALUES, now=now).application
    for material in required(ApplicationKind.RECOGNITION):
        seen = version(saved)
        actions.attach(actor=applicant, application=saved, version=seen, material=material, upload=a_picture(), now=now)
    return actions.submit(actor=applicant, application=saved, version=version(saved), now=now)


def in_a_moment() -> str:
    return f"{timezone.now().astimezone(SHANGHAI) + timedelta(minutes=5):%Y-%m-%dT%H:%M}"


def test_a_county_officer_recognises_a_station(desktop: Page, phone: Page, enter: Enter, complaints: list[str]) -> None:
    scene = a_scene()
    with_position(scene.file, "118.675700", "24.874100")
    officer, colleague, third = (
        a_member(Role.COUNTY_OFFICER, scene.county, a_person(name)) for name in ("陈受理", "林同行", "黄审批")
    )
    application = submitted(scene)

    enter(desktop, officer)
    desktop.goto("/console/")
    desktop.get_by_role("link", name="申请待受理").click()
    desktop.get_by_role("link", name=str(VALUES["station_name"])).click()
    assert_fine(desktop)
    desktop.get_by_role("link", name="受理", exact=True).click()
    desktop.get_by_role("dialog").get_by_role("button", name="受理").click()
    expect(desktop.get_by_role("status")).to_contain_text("已受理")

    desktop.get_by_role("link", name="安排现场核查").click()
    desktop.get_by_label("核查时间").fill(in_a_moment())
    desktop.get_by_label("核查人员一").select_option(label=officer.name)
    desktop.get_by_label("核查人员二").select_option(label=colleague.name)
    desktop.get_by_role("button", name="安排").click()
    expect(desktop.get_by_role("status")).to_contain_text("已安排现场核查")

    record_on_the_phone(phone, enter, colleague, application)
    assert [one.rpartition(": ")[2] for one in complaints] == [REFUSED.rpartition(": ")[2]]
    complaints.clear()

    enter(desktop, third)
    desktop.goto(f"/console/applications/{application.pk}")
    keep(desktop, "console-application-desktop")
    desktop.get_by_role("link", name="审批", exact=True).click()
    desktop.get_by_label("同意", exact=True).check()
    desktop.get_by_role("button", name="提交审批意见").click()
    expect(desktop.get_by_role("status")).to_contain_text("审批意见已登记")
    desktop.get_by_role("link", name="办理开办").click()
    desktop.get_by_role("dialog").get_by_role("button", name="开办").click()
    expect(desktop.get_by_role("status")).to_contain_text("已开办")
    assert fresh(application).state == ApplicationState.OPENED
    assert Station.objects.get(organisation=scene.station).state == "open"

    phone.context.clear_cookies()
    phone.goto("/stations/map")
    phone.get_by_role("link", name=scene.station.name).first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(scene.station.name)


def record_on_the_phone(phone: Page, enter: Enter, visitor: Actor, application: Application) -> None:
    """The visitor measures too little first, is told so at the field with all that was typed kept, and measures again."""
    enter(phone, visitor)
    phone.goto(f"/console/applications/{application.pk}")
    phone.get_by_role("link", name="记录现场核查").click()
    phone.get_by_label("量得或查得").nth(0).fill("29.5")
    phone.get_by_label("量得或查得").nth(1).fill("2")
    for check in CHECKS.values():
        if not check.unit:
            phone.locator(f"#id_met_{check.code}").get_by_label("符合", exact=True).check()
    phone.get_by_role("group", name="核查结果").get_by_label("符合", exact=True).check()
    phone.get_by_label("核查说明").fill("门头标识已安装")
    phone.locator("fieldset.check").first.scroll_into_view_if_needed()
    keep(phone, "console-visit-phone")
    phone.get_by_role("button", name="提交核查记录").click()
    expect(phone.get_by_role("alert")).to_contain_text("不足30平方米")
    assert_fine(phone, touch=True)
    expect(phone.get_by_label("核查说明")).to_have_value("门头标识已安装")
    phone.get_by_label("量得或查得").nth(0).fill("86.5")
    phone.get_by_role("button", name="提交核查记录").click()
    expect(phone.get_by_role("status")).to_contain_text("现场核查已记录")
    phone.get_by_role("link", name="补传照片").click()
    phone.get_by_label("照片").set_input_files(
        {"name": "门头.png", "mimeType": "image/png", "buffer": a_picture().read()}
    )
    phone.get_by_label("说明").fill("门头标识")
    phone.get_by_role("button", name="上传").click()
    expect(phone.get_by_role("status")).to_contain_text("照片已上传")
    expect(phone.get_by_alt_text("门头标识")).to_be_visible()

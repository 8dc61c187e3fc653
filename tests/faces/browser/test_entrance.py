"""The entrance in a real browser: a worker by phone, a clerk by password and authenticator, and every page looked at."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pyotp
import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from tests.faces.browser.looking import assert_fine
from tests.floor.accounts.factories import a_city, a_member, a_person
from tests.floor.accounts.proofs import PASSWORD
from yizhan.floor.accounts import passwords, second_factor
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "13800138000"
NEW_PASSWORD = "秋天的榕树下睡着三只白猫"


@pytest.fixture
def staff(transactional_db: None) -> Actor:
    """Somebody who works at a station, hires for a firm, and has been given a first password."""
    city = a_city()
    person = a_person(name="王芳", phone="13900139000")
    a_member(Role.EMPLOYER_AGENT, person=person)
    return a_member(Role.STATION_STAFF, city.station, person)


@pytest.fixture
def demo_persons(transactional_db: None) -> None:
    """Invented persons for the login page."""
    city = a_city()
    for number, (name, role, place) in enumerate(
        [
            ("李水莲", Role.WORKER, None),
            ("郑经理", Role.EMPLOYER_AGENT, None),
            ("王芳", Role.STATION_STAFF, city.station),
            ("陈站长", Role.STATION_HEAD, city.station),
            ("吴科长", Role.COUNTY_OFFICER, city.county),
            ("林处长", Role.CITY_OFFICER, city.city),
            ("黄管理", Role.ADMINISTRATOR, city.platform),
            ("许审计", Role.AUDITOR, city.platform),
        ]
    ):
        a_member(role, place, a_person(name=name, username=f"demo-{number}"))


def test_a_worker_signs_in_with_the_code_from_the_sandbox(
    phone: Page, staff: Actor, complaints: list[str], photograph: Callable[[Page, str], None]
) -> None:
    phone.goto("/login/")
    phone.get_by_label("手机号").fill(PHONE)
    phone.get_by_role("button", name="获取验证码").click()
    expect(phone.get_by_role("heading", name="输入验证码")).to_be_visible()
    expect(phone.get_by_text("138****8000")).to_be_visible()
    expect(phone.get_by_role("button", name="重新获取验证码")).to_be_disabled()
    assert_fine(phone, touch=True)
    sandbox = phone.context.new_page()
    sandbox.goto("/sandbox/")
    assert_fine(sandbox, touch=True)
    photograph(sandbox, "sandbox-outbox-phone")
    code = sandbox.locator("[data-code]").first.inner_text()
    phone.get_by_label("验证码").fill(code)
    phone.get_by_role("button", name="登录").click()
    phone.get_by_label("姓名").fill("陈阿土")
    assert_fine(phone, touch=True)
    phone.get_by_role("button", name="下一步").click()
    expect(phone.get_by_role("heading", name="选择您要办理的事项")).to_be_visible()
    assert_fine(phone, touch=True)
    assert complaints == []


def test_a_clerk_signs_in_for_the_first_time_then_with_the_authenticator_and_switches(
    desktop: Page, staff: Actor, complaints: list[str], photograph: Callable[[Page, str], None]
) -> None:
    person = Person.objects.get(pk=staff.id)
    initial = passwords.give_initial(actor=SYSTEM, person=person, username="wang.fang", now=timezone.now())
    sign_in(desktop, initial, "")
    expect(desktop.get_by_role("heading", name="请先更换初始密码")).to_be_visible()
    assert_fine(desktop)
    desktop.get_by_label("初始密码").fill(initial)
    desktop.get_by_label("新密码", exact=True).fill(NEW_PASSWORD)
    desktop.get_by_label("再填一次新密码").fill(NEW_PASSWORD)
    desktop.get_by_role("button", name="更换密码").click()
    desktop.get_by_role("button", name="已装好，开始绑定").click()
    desktop.get_by_text("不能扫码？手工输入密钥").click()
    assert_fine(desktop)
    photograph(desktop, "entrance-enrol-desktop")
    secret = desktop.locator("[data-secret]").get_attribute("data-secret")
    assert secret is not None
    seen = zxingcpp.read_barcode(Image.open(BytesIO(desktop.locator(".qr").screenshot())))
    assert seen is not None
    assert seen.text == pyotp.TOTP(secret).provisioning_uri(name="wang.fang", issuer_name=second_factor.ISSUER)
    clock = pyotp.TOTP(secret)
    desktop.get_by_role("textbox", name="动态码").fill(clock.at(timezone.now() - timedelta(seconds=30)))
    desktop.get_by_role("button", name="确认绑定").click()
    expect(desktop.locator("[data-recovery] li")).to_have_count(10)
    assert_fine(desktop)
    desktop.context.clear_cookies()
    sign_in(desktop, NEW_PASSWORD, clock.at(timezone.now()))
    desktop.goto("/login/memberships")
    assert_fine(desktop)
    desktop.get_by_role("button", name=re.compile("用工主体经办人")).click()
    desktop.goto("/login/account")
    expect(desktop.locator("summary").get_by_text("用工主体经办人")).to_be_visible()
    desktop.locator("summary").filter(has_text="我的菜单").click()
    assert_fine(desktop)
    desktop.get_by_role("banner").get_by_role("button", name="退出").click()
    expect(desktop.get_by_text("已退出登录")).to_be_visible()
    del complaints[:]


def test_every_page_of_an_account_is_fine(
    phone: Page,
    desktop: Page,
    staff: Actor,
    enter: Callable[[Page, Actor], None],
) -> None:
    person = Person.objects.get(pk=staff.id)
    passwords.set_first(actor=SYSTEM, person=person, username="wang.fang", password=PASSWORD, now=timezone.now())
    pages = (
        "",
        "/notices",
        "/phone",
        "/password",
        "/factor",
        "/factor/recovery",
        "/wechat/release",
    )
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        enter(page, staff)
        for address in ("/login/memberships", *(f"/login/account{name}" for name in pages)):
            page.goto(address)
            assert_fine(page, touch=device == "phone")


def test_every_page_for_strangers_is_fine(
    phone: Page, desktop: Page, demo_persons: None, photograph: Callable[[Page, str], None]
) -> None:
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        for name, address in {
            "entrance-login": "/login/",
            "entrance-staff": "/login/staff",
            "sandbox-empty": "/sandbox/",
            "sandbox-wechat": "/sandbox/wechat?state=abc",
        }.items():
            page.goto(address)
            assert_fine(page, touch=device == "phone")
            if name == "entrance-login":
                photograph(page, f"{name}-{device}")


def test_without_scripts_the_code_page_works(without_scripts: Page, staff: Actor) -> None:
    page = without_scripts
    page.goto("/login/")
    page.get_by_label("手机号").fill(PHONE)
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("以后可以重新获取")).to_be_visible()
    expect(page.get_by_role("button", name="重新获取验证码")).to_be_enabled()


def test_the_sandbox_shows_a_new_message_by_itself(desktop: Page, phone: Page, staff: Actor) -> None:
    desktop.goto("/sandbox/")
    expect(desktop.get_by_text("还没有消息")).to_be_visible()
    phone.goto("/login/")
    phone.get_by_label("手机号").fill(PHONE)
    phone.get_by_role("button", name="获取验证码").click()
    expect(desktop.locator("[data-code]")).to_have_count(1, timeout=12_000)


def test_wechat_leads_through_the_sandbox_to_the_phone(phone: Page, staff: Actor) -> None:
    phone.goto("/login/")
    phone.get_by_role("link", name="微信登录").click()
    phone.get_by_role("link", name="微信用户二").click()
    expect(phone.get_by_text("第一次用微信登录，请验证一次手机号")).to_be_visible()
    assert_fine(phone, touch=True)


def sign_in(page: Page, password: str, second: str) -> None:
    """By the form of staff."""
    page.goto("/login/staff")
    page.get_by_label("登录名").fill("wang.fang")
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_label("动态码").fill(second)
    page.get_by_role("button", name="登录", exact=True).click()

"""The counter in a real browser: everything that is done all day is done with the keyboard alone."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.faces.browser.looking import assert_fine
from tests.faces.workbench.counter.factories import a_busy_counter, a_town
from tests.market.employers.factories import a_code
from tests.market.people.factories import a_number
from yizhan.floor.accounts.actors import Actor
from yizhan.market.employers.models import Employer
from yizhan.market.people.models import Registration, Worker

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Page, Actor], None]
Photograph = Callable[[Page, str], None]
# A slow typist: seconds for one key, and for looking at a new page (Card, Moran and Newell: 0.28 and 1.35).
KEY, LOOK = 0.5, 1.35
NAMES = ("张伟国", "李水莲", "王建军", "陈阿土", "林秀英", "黄志强", "吴美玲", "蔡文彬", "郑海燕", "许金山")


class Typist:
    """Presses keys and counts them; knows no mouse."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def types(self, text: str) -> None:
        """A key for each character, as on a number pad; a Chinese one counts as six."""
        self.page.keyboard.type(text)
        self.keys += sum(6 if ord(sign) > 0x2E80 else 1 for sign in text)

    def presses(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
        self.keys += times

    def scans(self, line: str) -> None:
        """What a card reader types, with its Enter: no key of the clerk's."""
        self.page.keyboard.insert_text(line)
        self.page.keyboard.press("Enter")

    def tabs_to(self, name: str) -> None:
        """Goes on until this field has the focus."""
        for _ in range(60):
            if self.page.evaluate("[document.activeElement.name, document.activeElement.value].join('=')").startswith(
                name
            ):
                return
            self.presses("Tab")
        raise AssertionError(f"no way by Tab to {name}")


@pytest.fixture
def town(transactional_db: None) -> SimpleNamespace:
    return a_town()


def focused(page: Page, wanted: str) -> bool:
    """Whether this field or button has the focus, or gets it when a part of the page that came late has settled."""
    found = ""
    for _ in range(100):
        found = page.evaluate("(document.activeElement.name || document.activeElement.innerText || '').trim()")
        if found == wanted:
            return True
        page.wait_for_timeout(50)
    raise AssertionError(f"the focus is on {found!r}, not on {wanted!r}")


def test_a_clerk_registers_ten_people_from_the_keyboard(
    desktop: Page, town: SimpleNamespace, enter: Enter, photograph: Photograph
) -> None:
    enter(desktop, town.clerk)
    desktop.goto("/work/register")
    for at, name in enumerate(NAMES):
        clerk, born = Typist(desktop), date(1968 + at, 5, 6)
        assert focused(desktop, "card_line")
        number = a_number(born)
        if at % 2:
            clerk.types(number)
            clerk.presses("Enter")
        else:
            clerk.scans(
                f"{name}|{'男' if int(number[16]) % 2 else '女'}|汉|{born:%Y%m%d}|福建省泉州市丰泽区示例路1号|{number}|某局|20200101-20400101"
            )
        desktop.wait_for_selector("[name=form_key]", state="attached")
        assert focused(desktop, "name" if at % 2 else "phone")
        if at % 2:
            clerk.types(name)
            clerk.presses("Tab")
        clerk.types(f"138{at:04d}{at:04d}")
        clerk.tabs_to("consents=employment_service")
        clerk.presses("Space")
        clerk.tabs_to("separate=identity_check")
        clerk.presses("Space")
        if at == 0:
            desktop.evaluate("scrollTo(0, 0)")
            photograph(desktop, "workbench-register-desktop")
        clerk.tabs_to("trades")
        clerk.types("保洁" if at % 3 else "搬运、装卸")
        clerk.presses("Enter")
        desktop.wait_for_url("**/done")
        assert focused(desktop, "下一位")
        clerk.presses("Enter")
        desktop.wait_for_url("**/work/register")
        assert clerk.keys * KEY + 3 * LOOK < 60, f"{clerk.keys} keys for one person"
    assert Worker.objects.count() == 10
    assert Registration.objects.filter(kind="seeking", clerk_id=town.clerk.id).count() == 10
    assert sorted(Worker.objects.values_list("person__name", flat=True)) == sorted(NAMES)


def test_two_steps_without_scripts_and_a_refused_form_keeps_what_was_typed(
    without_scripts: Page, town: SimpleNamespace, enter: Enter, complaints: list[str]
) -> None:
    enter(without_scripts, town.clerk)
    without_scripts.goto("/work/register")
    without_scripts.locator("#id_card_line").fill(a_number(timezone.now().date() - timedelta(days=17 * 365)))
    without_scripts.get_by_role("button", name="下一步").click()
    assert without_scripts.get_by_text("未满18周岁，须征得监护人同意").is_visible()
    without_scripts.get_by_label("姓名", exact=True).fill("小林")
    without_scripts.get_by_label("核验身份证件号码").check()
    without_scripts.get_by_label("就业服务：登记、推荐、回访").check()
    without_scripts.get_by_role("button", name="登记", exact=True).click()
    assert without_scripts.locator("#id_guardian_name_error").is_visible()
    assert without_scripts.get_by_label("姓名", exact=True).input_value() == "小林"
    without_scripts.get_by_label("监护人（16至17周岁）").fill("林大伟")
    without_scripts.get_by_label("监护人电话").fill("13900001111")
    without_scripts.get_by_role("button", name="登记", exact=True).click()
    without_scripts.wait_for_url("**/done")
    assert Worker.objects.get().guardian.name == "林大伟"
    complaints[:] = [said for said in complaints if "422" not in said]


def test_the_focus_stands_on_the_first_wrong_field(
    desktop: Page, town: SimpleNamespace, enter: Enter, complaints: list[str]
) -> None:
    enter(desktop, town.clerk)
    desktop.goto("/work/register")
    clerk = Typist(desktop)
    clerk.types(a_number())
    clerk.presses("Enter")
    desktop.wait_for_selector("[name=form_key]", state="attached")
    clerk.types("张伟国")
    clerk.presses("Tab")
    clerk.types("1381234")
    clerk.presses("Enter")
    desktop.wait_for_selector("[data-errors]")
    desktop.wait_for_selector("[name=consents]:focus")
    clerk.presses("Space")
    clerk.tabs_to("separate=identity_check")
    clerk.presses("Space")
    clerk.presses("Enter")
    desktop.wait_for_selector("#id_phone:focus")
    assert desktop.locator("#id_phone").input_value() == "1381234"
    complaints[:] = [said for said in complaints if "422" not in said]


def test_an_employer_is_registered_at_the_counter(
    desktop: Page, town: SimpleNamespace, enter: Enter, photograph: Photograph
) -> None:
    enter(desktop, town.clerk)
    desktop.goto("/work/employers/register")
    clerk, code = Typist(desktop), a_code()
    clerk.types(code.lower())
    clerk.presses("Enter")
    desktop.wait_for_selector("[name=legal_name]")
    assert focused(desktop, "legal_name")
    clerk.types("泉州某某服饰有限公司")
    clerk.tabs_to("contact_phone")
    clerk.types("13812345678")
    clerk.tabs_to("papers")
    clerk.presses("Space")
    desktop.evaluate("scrollTo(0, 0)")
    photograph(desktop, "workbench-employer-register-desktop")
    clerk.presses("Enter")
    desktop.wait_for_url(re.compile(r"/work/employers/[0-9a-f-]{36}"))
    kept = Employer.objects.get()
    assert (kept.credit_code, kept.legal_name, kept.state) == (code, "泉州某某服饰有限公司", "active")
    assert focused(desktop, "登记下一家")
    clerk.presses("Enter")
    desktop.wait_for_url("**/work/employers/register")


def test_every_page_is_fine(
    phone: Page, desktop: Page, town: SimpleNamespace, enter: Enter, photograph: Photograph
) -> None:
    addresses = a_busy_counter(town)
    faults = []
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        enter(page, town.head)
        for name, address in addresses.items():
            page.goto(address)
            try:
                assert_fine(page, touch=device == "phone")
            except AssertionError as fault:
                faults.append(str(fault))
            if name in ("today", "person") and device == "desktop":
                photograph(page, f"workbench-{name}-{device}")
    assert not faults, "\n\n".join(faults)


def test_trades_are_suggested_one_after_the_other(desktop: Page, town: SimpleNamespace, enter: Enter) -> None:
    enter(desktop, town.clerk)
    desktop.goto("/work/register/form")
    desktop.locator("#id_trades").press_sequentially("保洁、搬")
    offered = desktop.evaluate("[...document.getElementById('trades').options].map(option => option.value)")
    assert "保洁、搬运" in offered
    assert "搬运" not in offered


def test_shortcuts_lead_from_any_page_of_the_counter(desktop: Page, town: SimpleNamespace, enter: Enter) -> None:
    enter(desktop, town.clerk)
    desktop.goto("/work/crews", wait_until="networkidle")
    # The keyboard of the library sends letters with Alt without their text, by which the browser knows an access key.
    keyboard = desktop.context.new_cdp_session(desktop)
    for key, address in (("n", "register"), ("s", "people"), ("g", "employers"), ("b", "crews")):
        letter = {
            "modifiers": 1,
            "key": key,
            "text": key,
            "unmodifiedText": key,
            "windowsVirtualKeyCode": ord(key.upper()),
        }
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **letter})
        desktop.wait_for_url(f"**/work/{address}", wait_until="networkidle")
        assert desktop.url.endswith(f"/work/{address}")


@pytest.mark.parametrize(
    ("address", "field"), [("/work/register", "card_line"), ("/work/employers/register", "number")]
)
def test_a_wrong_number_is_said_in_its_place_without_a_new_page(
    desktop: Page, town: SimpleNamespace, enter: Enter, complaints: list[str], address: str, field: str
) -> None:
    enter(desktop, town.clerk)
    desktop.goto(address)
    desktop.evaluate("window.same = true")
    desktop.fill(f"[name={field}]", "110105194912310021")
    desktop.keyboard.press("Enter")
    desktop.wait_for_selector(f"#id_{field}_error")
    assert desktop.evaluate("window.same")
    assert desktop.input_value(f"[name={field}]") == "110105194912310021"
    # The browser itself calls a part of a page that answers 422 a fault.
    assert all("422" in one for one in complaints)
    complaints.clear()


def test_on_a_phone_the_menu_shows_where_one_is(phone: Page, town: SimpleNamespace, enter: Enter) -> None:
    enter(phone, town.head)
    phone.goto("/work/inbox/")
    here: dict[str, float] = phone.evaluate("document.querySelector('.side [aria-current]').getBoundingClientRect()")
    assert 0 <= here["left"]
    assert here["right"] <= 390
    assert phone.evaluate("document.querySelector('.side').scrollLeft") > 0

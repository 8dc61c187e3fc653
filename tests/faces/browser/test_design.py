"""The design system in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.faces.browser.looking import assert_fine, overhang, serious_findings, small_targets

pytestmark = pytest.mark.django_db(transaction=True)


def test_axe_finds_what_is_planted(phone: Page) -> None:
    phone.goto("/components/")
    phone.evaluate(
        "document.querySelector('.brand').insertAdjacentHTML('afterend', '<img src=\"/static/components/favicon.svg\">')"
    )
    assert [finding.partition(":")[0] for finding in serious_findings(phone)] == ["image-alt"]


def test_what_sticks_out_and_what_is_too_small_is_found(phone: Page) -> None:
    phone.goto("/components/")
    phone.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<div><a href=\"#\" id=\"x\">小</a></div>');"
        "document.querySelector('main').style.minWidth = '500px'"
    )
    assert overhang(phone) > 0
    assert any('id="x"' in target for target in small_targets(phone))


def test_the_gallery_is_fine_on_a_phone_and_a_desktop(phone: Page, desktop: Page) -> None:
    for page in (phone, desktop):
        page.goto("/components/")
        assert_fine(page)


@pytest.mark.parametrize("layout", ["desk", "phone", "paper"])
def test_every_layout_is_fine_in_both_sizes_and_in_large_type(
    layout: str, phone: Page, desktop: Page, photograph: Callable[[Page, str], None]
) -> None:
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        page.goto(f"/components/{layout}")
        assert_fine(page, touch=device == "phone")
        photograph(page, f"layout-{layout}-{device}")
        page.evaluate("document.documentElement.className = 'large'")
        assert overhang(page) == 0


def test_large_type_enlarges_everything_and_stays(phone: Page) -> None:
    phone.goto("/components/")
    before = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    phone.get_by_role("banner").get_by_role("button", name="大字").click()
    phone.wait_for_load_state()
    after = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert after / before >= 1.25
    phone.goto("/")
    assert phone.evaluate("document.documentElement.className") == "large"
    assert overhang(phone) == 0


def test_a_form_is_sent_once_however_often_it_is_tapped(phone: Page) -> None:
    phone.goto("/")
    sent: list[str] = []
    phone.on("request", lambda request: sent.append(request.url) if request.url.endswith("/type-size") else None)
    phone.evaluate(
        """() => { const b = document.querySelector('form button[name=large]'); b.click(); b.click(); b.click(); }"""
    )
    phone.wait_for_selector("html.large")
    assert len(sent) == 1


def test_only_the_slices_of_the_font_that_a_page_needs_are_fetched(desktop: Page) -> None:
    fetched: list[str] = []
    desktop.on("request", lambda request: fetched.append(request.url) if request.url.endswith(".woff2") else None)
    desktop.goto("/")
    desktop.evaluate("document.body.style.fontFamily = '\"Noto Sans SC Variable\"'")
    desktop.evaluate("document.fonts.ready.then(() => null)")
    assert 0 < len(fetched) < 60

"""Every page of the console in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.faces.browser.looking import assert_fine
from tests.faces.console.busy import a_busy_city
from tests.faces.console.pictures import keep
from yizhan.floor.accounts.actors import Actor

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page_of_the_console_is_fine(phone: Page, desktop: Page, enter: Callable[[Page, Actor], None]) -> None:
    busy = a_busy_city()
    faults = []
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        for name, (actor, address) in busy.pages.items():
            enter(page, actor)
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, name
            try:
                assert_fine(page, touch=device == "phone")
            except AssertionError as fault:
                faults.append(f"{name} on a {device}: {fault}")
            if (name, device) == ("coverage", "desktop"):
                keep(page, "console-coverage-desktop")
    assert not faults, "\n".join(faults)

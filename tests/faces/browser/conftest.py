"""Real Chromium against the real site: a phone and a desktop, with whatever the browser complains about counted as a fault."""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.faces.access.scene import client_for
from yizhan.floor.accounts.actors import Actor

CHROMIUM = shutil.which("chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]
_PICTURES = Path(__file__).parents[3] / "docs" / "img"
# What the browser calls a file it still waited for when the person went on to the next page. A file that is not there answers 404
# and one that the policy forbids is said on the console, so neither hides behind it.
_LEFT_BEHIND = "net::ERR_ABORTED"
_MISSING = "Chromium is not installed: no page was opened in a browser (apt-get install chromium)"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in large letters that the browser was missing: a run without it proves little about faces."""
    if CHROMIUM is None:
        terminalreporter.section("browser", sep="!", red=True)
        terminalreporter.line(_MISSING, red=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests.

    It brings an event loop into this thread. Django has to be told to go on there, and with the same connection: it would keep
    another one beside each loop.
    """
    if CHROMIUM is None:
        pytest.skip(_MISSING)
    connection = connections[DEFAULT_DB_ALIAS]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        connections[DEFAULT_DB_ALIAS] = connection
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained about: errors, violations of the content security policy, files that did not come.

    A test that asks for a page of refusal clears it before it ends.
    """
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[Page]:
    """A page of a phone, 390 × 844, touched with fingers."""
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    yield _watched(context, complaints)
    context.close()


@pytest.fixture
def desktop(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[Page]:
    """A page of a desktop computer, 1280 × 800."""
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 1280, "height": 800},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    yield _watched(context, complaints)
    context.close()


@pytest.fixture
def without_scripts(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[Page]:
    """A phone whose browser runs no scripts."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="zh-CN"
    )
    yield _watched(context, complaints)
    context.close()


@pytest.fixture
def enter(live_server: LiveServer) -> Callable[[Page, Actor], None]:
    """Lets the actor be signed in on a page, with all that his role asks for."""

    def entered(page: Page, actor: Actor) -> None:
        cookie = client_for(actor).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return entered


@pytest.fixture
def photograph() -> Callable[[Page, str], None]:
    """Keeps a picture of the page in docs/img when YIZHAN_SCREENSHOTS is 1."""

    def photographed(page: Page, name: str) -> None:
        if os.environ.get("YIZHAN_SCREENSHOTS") == "1":
            _PICTURES.mkdir(parents=True, exist_ok=True)
            taken = page.screenshot(full_page=True, animations="disabled", scale="css")
            with Image.open(io.BytesIO(taken)) as picture:
                picture.convert("RGB").quantize(256).save(_PICTURES / f"{name}.png", optimize=True)

    return photographed


def _watched(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{page.url}: {message.text}")

    def failed(request: Request) -> None:
        if request.failure != _LEFT_BEHIND:
            complaints.append(f"{request.url}: {request.failure}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", failed)
    return page

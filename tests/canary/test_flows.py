"""Persons who do not exist register through the pages; afterwards nothing outside the allow-list holds a value of theirs in plain."""

import io
import logging
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.canary.scanner import Canary, scan_database, scan_dump, scan_file, scan_folder, scan_text
from tests.faces.entrance.visiting import by_code, last_code
from tests.faces.worker.factories import a_picture, a_town, text
from yizhan.floor.accounts.models import Attempt
from yizhan.floor.outbox.delivering import deliver
from yizhan.floor.outbox.models import Delivery
from yizhan.floor.rights import actions as rights
from yizhan.floor.rights.models import Request
from yizhan.market.employers.models import Employer
from yizhan.market.people.models import Worker

# The dump sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)

WORKER = (
    Canary("worker number", "350503196807150012"),
    Canary("worker phone", "13705951234"),
    Canary("worker contact phone", "13705955678"),
    Canary("worker address", "福建省泉州市丰泽区东海街道金丝雀路17号"),
    Canary("worker health", "金丝雀膝盖旧伤"),
    Canary("worker hardship", "金丝雀低保家庭"),
    Canary("certificate number", "JSQ-88273645"),
)
RESIDENT = (
    Canary("resident number", "11010519491231002X"),
    Canary("resident phone", "13605959876"),
    Canary("resident address", "福建省泉州市丰泽区城东街道金丝雀巷3号"),
    Canary("resident contact phone", "13605951111"),
)
CANARIES = (*WORKER, *RESIDENT)
VALUE = {canary.kind: canary.value for canary in CANARIES}
# Nothing. A column is added here only with the reason why it has to hold a plain value.
ALLOWED: tuple[str, ...] = ()


def register_worker(town: SimpleNamespace) -> Client:
    """From the login by code to a file with everything that is sensitive in it."""
    browser = Client()
    by_code(browser, VALUE["worker phone"], "/my/")
    browser.post("/login/name", {"name": "金丝雀"})
    number = {"name": "金丝雀", "document_number": VALUE["worker number"], "identity_agree": "on"}
    browser.post("/my/register/who", {**number, "document_number": "350503196807150011"})
    browser.post("/my/register/who", number)
    browser.post("/my/register/wish", {"trades": ["保洁"]})
    browser.post("/my/register/time", {"pattern": "all"})
    scan_now("between the pages")
    browser.post("/my/register/place", {"station": str(town.station.pk)})
    browser.post("/my/register/agree", {"service": "on", "messages": "on"})
    fill_in(browser)
    return browser


def fill_in(browser: Client) -> None:
    """The pages of the file, first wrongly, then rightly."""
    worker = Worker.objects.get()
    contact = {
        "contact_name": "金小丝",
        "contact_phone": VALUE["worker contact phone"],
        "address": VALUE["worker address"],
    }
    browser.post("/my/file/contact", {**contact, "version": 77})
    assert browser.post("/my/file/contact", {**contact, "version": worker.version}).status_code == 302
    care = {"health": VALUE["worker health"], "hardship": VALUE["worker hardship"]}
    version = Worker.objects.get().version
    assert browser.post("/my/file/care", {**care, "version": version}).status_code == 422
    agreed = {**care, "version": version, "health_agree": "on", "hardship_agree": "on"}
    assert browser.post("/my/file/care", agreed).status_code == 302
    certificate = {"name": "健康证", "number": VALUE["certificate number"], "upload": a_picture()}
    assert browser.post("/my/file/certificate", certificate).status_code == 302
    assert browser.post("/my/crew/new", {"name": VALUE["worker phone"]}).status_code == 422


def register_resident(town: SimpleNamespace) -> Client:
    """From the login by code to a file of a resident who hires."""
    browser = Client()
    by_code(browser, VALUE["resident phone"], "/hire/")
    browser.post("/login/name", {"name": "金丝桃"})
    browser.post("/hire/register/kind", {"kind": "resident"})
    number = {"identity_number": VALUE["resident number"], "identity_agree": "on"}
    assert browser.post("/hire/register/identity", number).status_code == 302
    details = {"legal_name": "金丝桃", "contact_name": "金丝桃", "contact_phone": VALUE["resident contact phone"]}
    assert browser.post("/hire/register/details", details).status_code == 302
    place = {"station": str(town.station.pk), "address": VALUE["resident address"], "true": "on"}
    assert browser.post("/hire/register/place", place).status_code == 302
    assert browser.post("/hire/agents/invite", {"phone": VALUE["worker phone"]}).status_code == 302
    return browser


def fetch_copy(browser: Client, town: SimpleNamespace) -> bytes:
    """The own copy: it is for the person, and holds everything."""
    said = {"organisation": str(town.station.pk), "words": "请寄到" + VALUE["worker address"]}
    # A minute lies between the code of the login and this one.
    Attempt.objects.all().delete()
    browser.post("/my/rights/copy", {**said, "send": "1"})
    at = browser.post("/my/rights/copy", {**said, "code": last_code()}).headers["Location"]
    request = Request.objects.get()
    rights.take_up(actor=town.clerk, request=request, now=timezone.now())
    rights.answer(actor=town.clerk, request=request, words="已备好，请下载", now=timezone.now())
    return b"".join(browser.get(f"{at}/file/xlsx"))  # type: ignore[arg-type]


def scan_now(when: str) -> None:
    assert scan_database(connection, CANARIES, ALLOWED) == [], when


def test_persons_pass_through_every_page_and_leave_no_plain_value(
    caplog: pytest.LogCaptureFixture, settings: Settings, tmp_path: Path
) -> None:
    settings.YIZHAN_FILES = tmp_path
    caplog.set_level(logging.DEBUG)
    town = a_town()
    worker, resident = register_worker(town), register_resident(town)
    copy = fetch_copy(worker, town)
    for delivery in Delivery.objects.values_list("pk", flat=True):
        deliver(delivery, now=timezone.now())
    assert (Worker.objects.count(), Employer.objects.count()) == (1, 1)
    scan_now("in the end")
    assert scan_dump(connection, CANARIES, ALLOWED) == []
    assert scan_text(caplog.text, CANARIES, "logs") == []
    assert scan_folder(tmp_path, CANARIES) == []
    assert len(list(tmp_path.rglob("*"))) > 0
    pages = ("/my/", "/my/file", "/my/file/print", "/my/file/contact", "/my/file/care", "/my/rights", "/my/rights/seen")
    shown = "".join(text(worker.get(page)) for page in (*pages, "/my/rights/erasure", "/my/inbox"))
    shown += "".join(text(resident.get(page)) for page in ("/hire/", "/hire/file", "/hire/file/edit", "/hire/agents"))
    assert scan_text(shown, CANARIES, "pages") == []
    assert {found.kind for found in scan_file(copy, WORKER, "copy")} == {canary.kind for canary in WORKER}
    assert zipfile.is_zipfile(io.BytesIO(copy))

"""Somebody of 17 hands in on the phone what the guardian has signed."""

from datetime import date

import pytest
from django.utils import timezone

from tests.faces.worker.factories import a_picture, a_town, browser_of, registered, text
from tests.market.people.factories import a_number
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people.models import Guardian, Worker

pytestmark = pytest.mark.django_db


def a_minor() -> Worker:
    number = a_number(date(timezone.now().astimezone(SHANGHAI).year - 17, 1, 1))
    return registered(a_town(), document_number=number, guardian_name="林妈妈", guardian_phone="13800002222")


def test_home_and_file_ask_for_the_signature_until_it_is_there() -> None:
    worker = a_minor()
    browser = browser_of(worker)
    for address in ("/my/", "/my/register/done", "/my/file"):
        assert "/my/file/guardian/paper" in text(browser.get(address))
    answer = browser.post("/my/file/guardian/paper", {"upload": a_picture("同意书.png")}, follow=True)
    assert "同意书已上传。" in text(answer)  # type: ignore[arg-type]
    paper = Guardian.objects.get().consent_paper
    assert paper is not None
    assert (paper.purpose, paper.person_id) == ("guardian_consent", worker.person_id)
    assert "还差一步：监护人签字" not in text(browser.get("/my/"))
    assert browser.get(f"/my/file/guardian/{worker.pk}/scan").status_code == 200


def test_nothing_chosen_is_said_at_the_field() -> None:
    page = text(browser_of(a_minor()).post("/my/file/guardian/paper", {}), 422)
    assert "请选择照片" in page
    assert Guardian.objects.get().consent_paper is None


def test_the_paper_to_sign_prints() -> None:
    page = text(browser_of(a_minor()).get("/my/file/guardian/form"))
    for words in ("林妈妈", "矿山井下作业", "监护人签字"):
        assert words in page


def test_somebody_of_age_is_not_asked() -> None:
    page = text(browser_of(registered(a_town())).get("/my/"))
    assert "监护人" not in page

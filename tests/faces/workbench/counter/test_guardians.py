"""The consent of a guardian at the counter: missing, printed, uploaded, seen."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_picture, a_town, bytes_of, text_of
from tests.market.people.factories import a_number, a_worker
from yizhan.floor.audit.models import Entry
from yizhan.floor.files.models import StoredFile
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people.models import Guardian, Worker

pytestmark = pytest.mark.django_db
MISSING = "登记还不齐全：缺监护人同意书"


@pytest.fixture
def town() -> SimpleNamespace:
    return a_town()


def a_minor(town: SimpleNamespace) -> Worker:
    today = timezone.now().astimezone(SHANGHAI).date()
    number = a_number(today - timedelta(days=17 * 365))
    guarded = {"guardian_name": "林大伟", "guardian_phone": "13900001111"}
    return a_worker(town.clerk, town.station, now=timezone.now(), name="林小海", document_number=number, **guarded)


def test_the_file_and_the_first_page_say_that_it_is_missing_until_it_is_there(town: SimpleNamespace) -> None:
    worker, browser = a_minor(town), client_for(town.clerk)
    file = f"/work/people/{worker.pk}"
    assert MISSING in text_of(browser.get(file))
    assert "缺监护人同意书" in text_of(browser.get("/work/"))
    assert "还缺监护人同意书" in text_of(browser.get(f"/work/register/{worker.pk}/done"))
    answer = browser.post(f"{file}/guardian", {"upload": a_picture()}, follow=True)
    assert "监护人同意书已存入档案。" in text_of(answer)
    assert MISSING not in text_of(answer)
    assert "缺监护人同意书" not in text_of(browser.get("/work/"))
    paper = Guardian.objects.get().consent_paper
    assert paper is not None
    assert (paper.purpose, paper.person_id) == ("guardian_consent", worker.person_id)


def test_the_paper_to_sign_names_both_and_what_is_not_allowed(town: SimpleNamespace) -> None:
    page = text_of(client_for(town.clerk).get(f"/work/people/{a_minor(town).pk}/guardian/form"))
    for words in ("林小海", "林大伟", "矿山井下作业", "监护人签字"):
        assert words in page


def test_the_paper_is_seen_by_the_station_and_the_look_is_recorded(town: SimpleNamespace) -> None:
    worker = a_minor(town)
    client_for(town.clerk).post(f"/work/people/{worker.pk}/guardian", {"upload": a_picture()})
    answer = client_for(town.head).get(f"/work/people/{worker.pk}/guardian/paper")
    assert bytes_of(answer)[:2] == b"\xff\xd8"
    assert Entry.objects.filter(verb="people.worker.viewed", actor_id=town.head.id).count() == 1
    assert client_for(town.sister_clerk).get(f"/work/people/{worker.pk}/guardian/paper").status_code == 404


@pytest.mark.parametrize(("name", "content"), [("同意书.exe", b"MZ" + bytes(64)), ("同意书.jpg", b"")])
def test_what_is_no_picture_is_said_at_the_field_and_nothing_is_kept(
    town: SimpleNamespace, name: str, content: bytes
) -> None:
    worker, upload = a_minor(town), a_picture(name)
    upload.file.seek(0)  # type: ignore[union-attr]
    upload.file.truncate()  # type: ignore[union-attr]
    upload.file.write(content)  # type: ignore[union-attr]
    upload.size = len(content)
    upload.seek(0)
    answer = client_for(town.clerk).post(f"/work/people/{worker.pk}/guardian", {"upload": upload})
    assert answer.status_code == 422
    assert "id_upload_error" in text_of(answer)
    assert not StoredFile.objects.exists()


def test_without_a_guardian_the_page_says_what_comes_first(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, now=timezone.now())
    answer = client_for(town.clerk).post(f"/work/people/{worker.pk}/guardian", {"upload": a_picture()})
    assert answer.status_code == 422
    assert "请先填写监护人的姓名和电话" in text_of(answer)
    assert not StoredFile.objects.exists()

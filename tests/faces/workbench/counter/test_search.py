"""Finding people at the counter."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_town, text_of
from tests.market.people.factories import a_number, a_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> SimpleNamespace:
    return a_town()


@pytest.mark.parametrize("text", ["张伟国", "伟国", "zhangwei", "zwg", "5678"])
def test_a_person_is_found_by_name_pinyin_initials_and_tail_and_shown_masked(town: SimpleNamespace, text: str) -> None:
    worker = a_worker(town.clerk, town.station, name="张伟国", phone="13812345678", now=timezone.now())
    a_worker(town.clerk, town.station, name="李水莲", now=timezone.now())
    answer = client_for(town.clerk).post("/work/people", {"text": text}, follow=True)
    assert [one.pk for one in answer.context["rows"]] == [worker.pk]
    assert answer.redirect_chain[0][0].startswith("/work/people?text=")
    main = text_of(answer).partition("</caption>")[2]
    assert "张**" in main
    assert "张伟国" not in main
    assert "138****5678" in main


def test_a_whole_number_leads_to_the_file_and_stands_in_no_address(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, document_number=number, phone="13812345678", now=timezone.now())
    client = client_for(town.clerk)
    for text in (number, "13812345678", "138 1234 5678"):
        answer = client.post("/work/people", {"text": text})
        assert answer.headers["Location"] == f"/work/people/{worker.pk}"
    assert client.get("/work/people", {"text": number}).headers["Location"] == "/work/people"


def test_a_person_of_another_station_is_not_found(town: SimpleNamespace) -> None:
    number = a_number()
    a_worker(town.sister_clerk, town.sister, document_number=number, now=timezone.now())
    page = text_of(client_for(town.clerk).post("/work/people", {"text": number}))
    assert "没有找到" in page
    assert number not in page


def test_an_empty_register_says_what_to_do(town: SimpleNamespace) -> None:
    page = text_of(client_for(town.clerk).get("/work/people"))
    assert "本站还没有登记过的人" in page
    assert "/work/register" in page


def test_pages_go_on_where_the_last_one_ended(town: SimpleNamespace) -> None:
    for _ in range(23):
        a_worker(town.clerk, town.station, now=timezone.now())
    client = client_for(town.clerk)
    first = client.get("/work/people")
    second = client.get("/work/people" + first.context["next"])
    keys = [one.pk for page in (first, second) for one in page.context["rows"]]
    assert (len(keys), len(set(keys)), second.context["next"]) == (23, 23, "")
    assert "回到第一页" in text_of(second)
    assert client.get("/work/people?after=" + "9" * 30).status_code == 200


def test_a_long_list_costs_what_a_short_one_does(town: SimpleNamespace) -> None:
    client = client_for(town.clerk)
    costs = []
    for more in (1, 19):
        for _ in range(more):
            a_worker(town.clerk, town.station, now=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/work/people").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "text", ["\x00", "💥", "𠮷", "%", "'", "9" * 60, "\ud800".encode("utf-16", "surrogatepass").hex()]
)
def test_no_text_breaks_the_search(town: SimpleNamespace, text: str) -> None:
    answer = client_for(town.clerk).post("/work/people", {"text": text}, follow=True)
    assert answer.status_code == 200

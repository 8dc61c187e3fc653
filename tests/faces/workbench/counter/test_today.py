"""The first page of the workbench."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_busy_counter, a_town, text_of
from tests.market.employers.factories import an_employer
from tests.market.people.factories import a_number, a_worker
from yizhan.kernel.clock import SHANGHAI

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> SimpleNamespace:
    return a_town()


def test_an_empty_day_says_how_to_begin(town: SimpleNamespace) -> None:
    page = text_of(client_for(town.clerk).get("/work/"))
    assert "今天您还没有登记" in page
    assert 'accesskey="n"' in page
    assert "东海零工驿站" in page


def test_the_figures_are_the_clerks_own_and_the_stations(town: SimpleNamespace) -> None:
    a_busy_counter(town)
    answer = client_for(town.head).get("/work/")
    counts = answer.context["counts"]
    assert (counts.mine, counts.today, counts.employers) == (4, 10, 3)
    page = text_of(answer)
    for words in ("低压电工证", "未满18周岁", "搬运一班", "张**"):
        assert words in page
    assert "张伟国" not in page
    assert client_for(town.sister_clerk).get("/work/").context["counts"].today == 0


def test_the_first_page_costs_the_same_on_a_busy_day(town: SimpleNamespace) -> None:
    client, now = client_for(town.clerk), timezone.now()
    young = now.astimezone(SHANGHAI).date() - timedelta(days=17 * 365)
    costs = []
    for more in (1, 5):
        for _ in range(more):
            a_worker(town.clerk, town.station, now=now)
            a_worker(town.clerk, town.station, now=now, document_number=a_number(young), self_supporting=True)
            an_employer(town.clerk, town.station, now=now)
        with CaptureQueriesContext(connection) as queries:
            client.get("/work/")
        costs.append(len(queries))
    assert costs[0] == costs[1]

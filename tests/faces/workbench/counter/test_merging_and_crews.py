"""Duplicates that are joined and taken apart, and crews that nobody joins without a word of his own."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_town, text_of
from tests.market.people.factories import a_number, a_worker, registered
from yizhan.market.people import actions
from yizhan.market.people.models import Crew, CrewMember, Merge, Worker
from yizhan.market.people.states import RegistrationKind

pytestmark = pytest.mark.django_db
BORN = date(1970, 5, 6)
SEEKER, LEADER = RegistrationKind.SEEKING, RegistrationKind.CREW_LEADER


@pytest.fixture
def town() -> SimpleNamespace:
    return a_town()


def two_files(town: SimpleNamespace) -> tuple[Worker, Worker]:
    now = timezone.now()
    with_papers = a_worker(town.clerk, town.station, name="张伟国", document_number=a_number(BORN), now=now)
    without = a_worker(town.clerk, town.station, name="张伟国", document_number="", birth_date=BORN, now=now)
    return with_papers, without


def test_files_of_the_same_name_are_offered_and_compared(town: SimpleNamespace) -> None:
    left, right = two_files(town)
    client = client_for(town.head)
    page = text_of(client.get(f"/work/people/{left.pk}/merge"))
    assert f"/work/people/{left.pk}/merge/{right.pk}" in page
    compared = client.get(f"/work/people/{left.pk}/merge/{right.pk}")
    rows = {label: same for label, _, _, same in compared.context["rows"]}
    assert (rows["姓名"], rows["证件号码"], rows["出生日期"]) == (True, False, True)


def test_a_merge_needs_a_reason_keeps_the_chosen_file_and_is_undone(town: SimpleNamespace) -> None:
    left, right = two_files(town)
    client, address = client_for(town.head), f"/work/people/{left.pk}/merge/{right.pk}"
    assert client.post(address, {"keep": "left"}).status_code == 422
    answer = client.post(address, {"keep": "left", "reason": "同一个人两次登记"})
    assert answer.headers["Location"] == f"/work/people/{left.pk}"
    assert Worker.objects.get(pk=right.pk).state == "merged"
    trace = Merge.objects.get()
    assert f"/work/people/merges/{trace.pk}/undo" in text_of(client.get(f"/work/people/{left.pk}"))
    assert client.post(f"/work/people/merges/{trace.pk}/undo", {"reason": "认错人了"}).status_code == 302
    assert Worker.objects.get(pk=right.pk).state == "active"


def test_two_different_numbers_are_not_merged_and_the_reason_is_said(town: SimpleNamespace) -> None:
    now = timezone.now()
    left, right = (a_worker(town.clerk, town.station, document_number=a_number(BORN), now=now) for _ in range(2))
    sent = {"keep": "right", "reason": "同一个人"}
    answer = client_for(town.head).post(f"/work/people/{left.pk}/merge/{right.pk}", sent)
    assert "两份档案的证件号码不同" in text_of(answer)
    assert "同一个人</textarea>" in text_of(answer)


def a_crew(town: SimpleNamespace) -> Crew:
    now = timezone.now()
    leader = registered(town.clerk, town.station, (SEEKER, LEADER), now=now, name="陈阿土").worker
    return actions.found_crew(actor=town.clerk, leader=leader, name="搬运一班", now=now)


def test_a_crew_is_founded_for_who_registered_as_a_leader(town: SimpleNamespace) -> None:
    plain = a_worker(town.clerk, town.station, now=timezone.now())
    client = client_for(town.clerk)
    refused = client.post(f"/work/crews/new/{plain.pk}", {"name": "搬运一班"})
    assert "请先办理劳务带头人登记" in text_of(refused)
    leader = registered(town.clerk, town.station, (SEEKER, LEADER), now=timezone.now()).worker
    assert client.post(f"/work/crews/new/{leader.pk}", {"name": "搬运一班"}).status_code == 302
    assert "搬运一班" in text_of(client.get("/work/crews"))


def test_an_invitation_is_answered_in_person_at_the_counter(town: SimpleNamespace) -> None:
    crew = a_crew(town)
    a_worker(town.clerk, town.station, name="李水莲", phone="13812345678", now=timezone.now())
    client, address = client_for(town.clerk), f"/work/crews/{crew.pk}"
    unknown = client.post(address, {"text": "13899999999"})
    assert "没有找到这个人" in text_of(unknown)
    assert client.post(address, {"text": "13812345678"}).status_code == 302
    member = CrewMember.objects.get()
    assert member.state == "invited"
    page = text_of(client.get(address))
    assert "李**" in page
    assert "当面答复" in page
    answer = f"/work/crews/members/{member.pk}/answer"
    assert "须由本人当面答复" in text_of(client.get(answer))
    assert client.post(answer, {"agrees": "yes", "channel": "counter"}).status_code == 302
    member.refresh_from_db()
    assert (member.state, member.channel) == ("agreed", "counter")
    assert client.post(f"/work/crews/members/{member.pk}/leave").status_code == 302
    member.refresh_from_db()
    assert member.state == "left"


def test_a_list_of_crews_costs_the_same_however_long(town: SimpleNamespace) -> None:
    client = client_for(town.clerk)
    costs = []
    for more in (1, 5):
        for _ in range(more):
            a_crew(town)
        with CaptureQueriesContext(connection) as queries:
            client.get("/work/crews")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_no_crew_says_what_to_do(town: SimpleNamespace) -> None:
    assert "先给带头人办理" in text_of(client_for(town.clerk).get("/work/crews"))

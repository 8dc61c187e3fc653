"""The inbox, and requests about personal data."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.station.factories import a_request
from tests.faces.workbench.station.pages import queries_of, sent, words
from tests.floor.accounts.factories import a_city, a_member
from tests.market.people.factories import a_worker
from yizhan.floor.accounts.states import Role
from yizhan.floor.notices.actions import notify
from yizhan.floor.notices.models import Notice
from yizhan.floor.privacy.models import Restriction
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import RequestKind
from yizhan.market.imports.notice_kinds import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    """A station with the browsers of a clerk and the head."""
    city = a_city()
    clerk, head = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_HEAD, city.station)
    return SimpleNamespace(city=city, clerk=clerk, head=head, client=client_for(clerk), chief=client_for(head))


def a_notice(place: SimpleNamespace, applied: int = 3, link: str = "") -> Notice:
    words = {"applied": str(applied), "conflicts": "0"}
    return notify(person_id=place.clerk.id, kind=KINDS[0].code, words=words, link=link, now=timezone.now())


def test_a_notice_is_read_and_leads_on(place: SimpleNamespace) -> None:
    notice = a_notice(place, link="/work/imports/")
    assert "未读 导入完成 导入已完成：写入3行，有冲突未写入0行。" in words(place.client.get("/work/inbox/"))
    answer = place.client.post(f"/work/inbox/{notice.pk}")
    assert answer.headers["Location"] == "/work/imports/"
    assert Notice.objects.get().read_at is not None
    assert "没有未读消息。" in words(place.client.get("/work/inbox/"))


def test_all_are_read_at_once(place: SimpleNamespace) -> None:
    for applied in range(3):
        a_notice(place, applied)
    assert "3条消息已标为已读。" in words(sent(place.client, "/work/inbox/read"))


def test_an_empty_inbox_says_what_will_come(place: SimpleNamespace) -> None:
    assert "申请有进展、导入完成、有人提交请求时，会在这里告诉您。" in words(place.client.get("/work/inbox/"))


def test_the_inbox_takes_as_many_queries_for_one_as_for_thirty(place: SimpleNamespace) -> None:
    a_notice(place, 100)
    one = queries_of(place.client, "/work/inbox/")
    for applied in range(29):
        a_notice(place, applied)
    assert queries_of(place.client, "/work/inbox/") == one


def test_a_correction_is_taken_up_answered_and_carried_out(place: SimpleNamespace) -> None:
    request = a_request(place.city.station, RequestKind.CORRECTION)
    page = f"/work/requests/{request.pk}/"
    assert "欧阳** 个人信息保护法第四十六条" in words(place.client.get(page)).replace(" · ", " ")
    assert "已受理。" in words(sent(place.client, f"{page}take_up"))
    answer = place.client.post(f"{page}answer", {"words": "好"})
    assert answer.status_code == 422
    assert "答复应为4至1000个字" in words(answer)
    assert "已答复。" in words(sent(place.client, f"{page}answer", words="手机号已核对，今日更正"))
    assert "已办结。" in words(sent(place.client, f"{page}carry_out"))
    assert Request.objects.get().state == "done"


def test_what_the_person_wrote_is_hidden_until_a_reason_is_given(place: SimpleNamespace) -> None:
    request = a_request(place.city.station, RequestKind.CORRECTION)
    page = f"/work/requests/{request.pk}/"
    assert "13900139000" not in place.client.get(page).content.decode()
    assert "查看完整信息须写明理由" in words(sent(place.client, f"{page}reveal", field="value", reason="看"))
    assert place.client.post(f"{page}reveal", {"field": "person", "reason": "想看看这个"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_with_a_reason_it_is_shown_once() -> None:
    city = a_city()
    client = client_for(a_member(Role.STATION_STAFF, city.station))
    page = f"/work/requests/{a_request(city.station, RequestKind.CORRECTION).pk}/"
    assert "13900139000" in words(client.post(f"{page}reveal", {"field": "value", "reason": "办理更正"}))
    assert "13900139000" not in words(client.get(page))


def test_an_erasure_takes_two_and_the_clerk_cannot_be_the_second(place: SimpleNamespace) -> None:
    request = a_request(place.city.station, RequestKind.ERASURE)
    page = f"/work/requests/{request.pk}/"
    for step in ("take_up", "propose"):
        sent(place.client, f"{page}{step}")
    assert "等待站长或区县人社经办复核。" in words(place.client.get(page))
    assert place.client.post(f"{page}confirm").status_code == 403
    assert "立即删除，不能恢复。" in words(place.chief.get(f"{page}confirm"))
    text = words(sent(place.chief, f"{page}confirm"))
    assert "已删除，结果见下。" in text
    assert "删除结果" in text


def test_the_head_refuses_on_a_ground_of_law(place: SimpleNamespace) -> None:
    request = a_request(place.city.station)
    page = f"/work/requests/{request.pk}/"
    sent(place.client, f"{page}take_up")
    answer = place.chief.post(f"{page}refuse", {"basis": "whim", "words": "不想办"})
    assert answer.status_code == 422
    assert "不想办" in answer.content.decode()
    sent(place.chief, f"{page}refuse", basis="not_held", words="本站没有您的登记")
    assert Request.objects.get().state == "refused"


def test_somebody_at_the_counter_is_found_and_asks_for_a_restriction(place: SimpleNamespace) -> None:
    worker = a_worker(place.clerk, place.city.station, name="陈志明")
    text = place.client.post("/work/requests/new", {"q": "陈志明"}).content.decode()
    assert f"?worker={worker.pk}" in text
    assert "陈**" in text
    assert "陈志明</th>" not in text
    data = {"kind": "restriction", "channel": "counter", "identity_check": "papers_seen"}
    assert "请求已登记，请受理。" in words(sent(place.client, f"/work/requests/new?worker={worker.pk}", **data))
    page = f"/work/requests/{Request.objects.get().pk}/"
    for step in ("take_up", "carry_out"):
        sent(place.client, f"{page}{step}")
    assert Restriction.objects.filter(person_id=worker.person_id).exists()


def test_a_correction_without_its_item_is_refused_and_kept(place: SimpleNamespace) -> None:
    worker = a_worker(place.clerk, place.city.station, name="陈志明")
    data = {"kind": "correction", "channel": "counter", "identity_check": "papers_seen", "value": "13900139000"}
    answer = place.client.post(f"/work/requests/new?worker={worker.pk}", data)
    assert answer.status_code == 422
    assert "要更正的项目应为1至40个字" in words(answer)
    assert 'value="13900139000"' in answer.content.decode()


def test_a_worker_of_another_station_is_not_found(place: SimpleNamespace) -> None:
    foreign = a_worker(a_member(Role.STATION_STAFF, place.city.sister), place.city.sister, name="陈志明")
    assert "没有找到" in words(place.client.post("/work/requests/new", {"q": "陈志明"}))
    assert place.client.get(f"/work/requests/new?worker={foreign.pk}").status_code == 404


def test_what_is_late_stands_out(place: SimpleNamespace) -> None:
    a_request(place.city.station, now=timezone.now() - timedelta(days=60))
    assert "已逾期" in words(place.client.get("/work/requests/"))


def test_the_list_takes_as_many_queries_for_one_as_for_thirty(place: SimpleNamespace) -> None:
    a_request(place.city.station)
    one = queries_of(place.client, "/work/requests/")
    for _ in range(29):
        a_request(place.city.station)
    assert queries_of(place.client, "/work/requests/") == one

import io
from datetime import date, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.station.factories import a_file, a_head_of, a_post, a_shift
from tests.faces.workbench.station.pages import queries_of, sent, words
from tests.floor.accounts.factories import a_city, a_member
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.network.stations.models import DutyShift

pytestmark = pytest.mark.django_db
LIN = "林志强"


@pytest.fixture
def place() -> SimpleNamespace:
    """A station of two, with its head's browser."""
    city = a_city()
    station = a_file(city.station)
    head = a_head_of(station)
    post = a_post(station, LIN)
    return SimpleNamespace(
        city=city, station=station, post=post, client=client_for(head), at=f"/work/station/{station.pk}/roster/"
    )


def next_month() -> date:
    return (timezone.localdate().replace(day=1) + timedelta(days=40)).replace(day=1)


def test_the_month_shows_hours_shifts_and_what_is_left_open(place: SimpleNamespace) -> None:
    monday = date(2026, 11, 23)
    a_shift(place.station, place.post.person, monday)
    text = words(place.client.get(f"{place.at}?month=2026-11"))
    assert "2026年11月值班表" in text
    assert "23 日 周一 11月23日加一班 08:30-12:00，14:30-17:30 林志强 08:30-12:00" in text
    assert "无人：14:30-17:30" in text
    assert "1 日 周日 11月1日加一班 休息" in text


def test_a_month_that_nobody_can_mean_is_this_month(place: SimpleNamespace) -> None:
    for wild in ("9999-12", "2026-13", "x", "0001-01"):
        assert f"{timezone.localdate():%Y年}" in words(place.client.get(place.at, {"month": wild}))


def test_a_year_without_a_notice_is_said_in_the_calendar_s_words(place: SimpleNamespace) -> None:
    text = words(place.client.get(f"{place.at}?month=2027-03"))
    assert "2027年的节假日安排尚未公布，无法确定法定工作日" in text
    assert "31 日 周三" in text
    data = {"month": "2027-03", "days_0": ["0"], "time_0": ""}
    answer = place.client.post(f"{place.at}make", data)
    assert answer.status_code == 422
    assert "2027年的节假日安排尚未公布" in words(answer)
    assert not DutyShift.objects.exists()


def test_a_month_is_made_from_a_week_with_the_opening_hours(place: SimpleNamespace) -> None:
    month = date(2026, 12, 1)
    data = {"month": "2026-12", "days_0": [], "time_0": "", "days_1": ["0", "2"], "time_1": ""}
    text = words(sent(place.client, f"{place.at}make", **data))
    assert "已排18班" in text
    assert "2026年12月值班表" in text
    assert DutyShift.objects.filter(day__month=month.month, person=place.post.person).count() == 18


def test_a_typed_time_is_used_instead_and_a_wrong_one_is_refused_at_its_field(place: SimpleNamespace) -> None:
    data = {"month": "2026-12", "days_1": ["5"], "time_1": "9点到12点"}
    answer = place.client.post(f"{place.at}make", data)
    assert answer.status_code == 422
    assert "看不懂开放时间" in words(answer)
    assert 'value="9点到12点"' in answer.content.decode()
    sent(place.client, f"{place.at}make", **{**data, "time_1": "09:00-12:00"})
    assert DutyShift.objects.count() == 4


def test_a_pattern_without_anybody_is_refused(place: SimpleNamespace) -> None:
    assert "请至少给一个人勾选值班日" in words(place.client.post(f"{place.at}make", {"month": "2026-12"}))


def test_a_past_month_is_refused_at_the_month(place: SimpleNamespace) -> None:
    answer = place.client.post(f"{place.at}make", {"month": "2026-01", "days_1": ["0"]})
    assert "不能为过去的月份生成值班表" in words(answer)


def test_last_week_is_copied(place: SimpleNamespace) -> None:
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    for offset in range(7):
        a_shift(place.station, place.post.person, monday + timedelta(days=offset))
    wanted = monday + timedelta(days=7)
    text = words(sent(place.client, f"{place.at}copy", monday=wanted.isoformat()))
    assert "已排" in text
    assert DutyShift.objects.filter(day__gte=wanted).exists()


def test_a_day_that_is_no_monday_is_refused(place: SimpleNamespace) -> None:
    answer = place.client.post(f"{place.at}copy", {"monday": "2026-12-01"})
    assert (answer.status_code, "请选择周一" in words(answer)) == (422, True)


def test_two_spans_of_a_day_are_added_or_neither(place: SimpleNamespace) -> None:
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    data = {"person": str(place.post.person_id), "day": day, "time": "08:30-12:00,14:30-17:30"}
    sent(place.client, f"{place.at}shifts/new", **data)
    assert DutyShift.objects.count() == 2
    answer = place.client.post(f"{place.at}shifts/new", {**data, "time": "07:00-08:00,09:00-10:00"})
    assert "已有值班" in words(answer)
    assert DutyShift.objects.count() == 2


def test_a_sealed_month_is_corrected_only_with_a_reason(place: SimpleNamespace) -> None:
    data = {"person": str(place.post.person_id), "day": "2026-03-02", "time": "08:30-12:00"}
    answer = place.client.post(f"{place.at}shifts/new", data)
    assert answer.status_code == 422
    assert "2026年03月的值班表已封存，更正须写明理由" in words(answer)
    sent(place.client, f"{place.at}shifts/new", **data, reason="漏登")
    shift = DutyShift.objects.get()
    page = f"/work/roster/shifts/{shift.pk}/remove"
    assert "更正理由" in words(place.client.get(page))
    assert place.client.post(page, {"reason": ""}).status_code == 422
    sent(place.client, page, reason="登错")
    assert not DutyShift.objects.exists()
    assert Entry.objects.filter(verb="stations.shift.corrected").count() == 2


def test_a_shift_to_come_is_taken_off_after_asking(place: SimpleNamespace) -> None:
    shift = a_shift(place.station, place.post.person)
    page = f"/work/roster/shifts/{shift.pk}/remove"
    text = words(place.client.get(page))
    assert LIN in text
    assert "更正理由" not in text
    assert "这一班已取消。" in words(sent(place.client, page))


def test_the_month_is_printed_and_taken_away(place: SimpleNamespace) -> None:
    a_shift(place.station, place.post.person, date(2026, 11, 23))
    assert "11月23日 周一 08:30-12:00，14:30-17:30 林志强 08:30-12:00" in words(
        place.client.get(f"{place.at}paper?month=2026-11")
    )
    answer = place.client.get(f"{place.at}workbook?month=2026-11")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    assert [cell.value for cell in sheet[24]][:2] == ["2026-11-23", "周一"]


def test_a_workbook_of_an_unpublished_year_is_a_plain_refusal(place: SimpleNamespace) -> None:
    answer = place.client.get(f"{place.at}workbook?month=2027-03")
    assert (answer.status_code, "尚未公布" in words(answer)) == (400, True)


def test_a_clerk_looks_and_changes_nothing(place: SimpleNamespace) -> None:
    clerk = client_for(a_member(Role.STATION_STAFF, place.city.station))
    text = clerk.get(place.at).content.decode()
    assert "shifts/new" not in text
    assert clerk.get(f"{place.at}make").status_code == 403


def test_the_month_takes_as_many_queries_for_one_shift_as_for_many(place: SimpleNamespace) -> None:
    month = next_month()
    a_shift(place.station, place.post.person, month)
    one = queries_of(place.client, place.at, {"month": f"{month:%Y-%m}"})
    for offset in range(1, 20):
        a_shift(place.station, place.post.person, month + timedelta(days=offset))
    assert queries_of(place.client, place.at, {"month": f"{month:%Y-%m}"}) == one

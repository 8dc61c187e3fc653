"""Forms, workbooks and what is held about persons."""

import io
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.network.stations.factories import NOW, a_city, a_community, a_station, a_worker_at, with_hours
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.privacy.classification import contradictions, unclassified
from yizhan.floor.privacy.holdings import Outcome
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.network.calendars.models import CalendarYear, SpecialDay
from yizhan.network.regions.models import Community, Region
from yizhan.network.stations import actions, exports, forms, models, queries
from yizhan.network.stations.forms_of_duty import MonthForm, ShiftForm
from yizhan.network.stations.holdings import HOLDINGS
from yizhan.network.stations.hours import Span
from yizhan.network.stations.sections import Contacts
from yizhan.network.stations.states import HolidayRule, Weekday

OWN = [getattr(models, name) for name in models.__all__] + [Region, Community, CalendarYear, SpecialDay]


def test_every_field_is_classified() -> None:
    assert unclassified(OWN) == []
    assert contradictions(OWN) == []


def test_a_week_is_typed_day_by_day() -> None:
    form = forms.HoursForm({"version": "3", "holiday_rule": "always", "day_0": "08:30-12:00", "day_6": "休息"})
    assert form.is_valid()
    assert form.section().week == {Weekday.MONDAY: (Span(510, 720),)}
    assert form.section().holiday_rule is HolidayRule.ALWAYS


def test_a_bad_day_is_refused_at_its_field_and_what_was_typed_stays() -> None:
    form = forms.HoursForm({"version": "3", "holiday_rule": "always", "day_2": "22:00-02:00"})
    assert form.is_valid()
    with pytest.raises(Refusal) as refused:
        form.section()
    assert refused.value.field == "day_2"
    assert form["day_2"].value() == "22:00-02:00"


@pytest.mark.parametrize("area", ["0", "-1", "0.001", "1e3", "NaN", "1_000", "10000000000000", "abc", "三十"])
def test_areas_that_are_no_plain_decimal_do_not_pass_the_form(area: str) -> None:
    form = forms.PremisesForm({"version": "1", "area": area})
    passed = form.is_valid()
    assert not passed or form.section().area == Decimal("1000") == Decimal(area)


def test_yes_no_and_not_said_are_three() -> None:
    form = forms.PremisesForm({"version": "1", "tidy": "yes", "fire_safe": "", "zones": ["counter"]})
    assert form.is_valid()
    section = form.section()
    assert (section.tidy, section.fire_safe, section.area) == (True, None, None)


def test_posted_phones_are_typed_line_by_line() -> None:
    form = forms.ContactsForm({"version": "1", "posted": "丰泽区人社局 0595-22345678\n\n劳动监察：12333"})
    assert form.is_valid()
    section = form.section()
    assert [(one.office, one.phone) for one in section.posted] == [
        ("丰泽区人社局", "0595-22345678"),
        ("劳动监察", "12333"),
    ]
    assert section.manager_phone is None
    wrong = forms.ContactsForm({"version": "1", "posted": "丰泽区人社局"})
    assert wrong.is_valid()
    with pytest.raises(Refusal) as refused:
        wrong.section()
    assert refused.value.field == "posted"


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "2026-01\n\n", "２０２６-01", "9999-12-31", ""])
def test_months_that_are_none_do_not_pass(month: str) -> None:
    assert not MonthForm({"month": month}).is_valid()


def test_a_shift_is_typed_as_a_time() -> None:
    form = ShiftForm({"person": "not a key", "day": "2026-02-29", "time": "08:30-12:00"})
    assert set(form.errors) == {"person", "day"}
    assert form.spans() == (Span(510, 720),)


@pytest.mark.django_db
def test_every_section_form_starts_with_what_the_file_holds() -> None:
    station = with_hours(a_station(a_city().station))
    contacts = Contacts("林志强", "13800138000", "0595-22345678")
    station = actions.edit_contacts(actor=SYSTEM, station=station, version=2, contacts=contacts, now=NOW)
    sections: tuple[Any, ...] = (
        forms.BasicsForm,
        forms.PremisesForm,
        forms.EquipmentForm,
        forms.HoursForm,
        forms.ContactsForm,
        forms.CoordinatesForm,
        forms.LegalForm,
    )
    for form in sections:
        initial = form.initial_of(station)
        assert initial["version"] == 3
        assert set(initial) <= set(form().fields)
        assert "13800138000" not in str(initial)
    assert forms.HoursForm.initial_of(station)["day_0"] == "08:30-12:00,14:30-17:30"


@pytest.mark.django_db
def test_the_list_of_stations_as_a_workbook() -> None:
    station = a_station(a_city().station)
    station = actions.edit_contacts(
        actor=SYSTEM, station=station, version=1, contacts=Contacts("林志强", None, "0595-22345678"), now=NOW
    )
    models.Station.objects.update(address="=HYPERLINK(1)")
    content = exports.station_list(queries.stations(SYSTEM))
    assert content == exports.station_list(queries.stations(SYSTEM))
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert rows[0][:3] == ("机构代码", "机构名称", "标识名称")
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["详细地址"] == "'=HYPERLINK(1)"
    assert row["管理人员"] == "林**"
    assert row["对外联系电话"] == "0595-22345678"
    assert row["所在区划"] == "福建省泉州市丰泽区"


@pytest.mark.django_db
def test_a_roster_as_a_workbook() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    person = a_worker_at(station)
    actions.set_shift(actor=SYSTEM, station=station, person=person, day=NOW.date(), span=Span(510, 720), now=NOW)
    days = queries.month_roster(SYSTEM, station, Period(date(2026, 11, 20), date(2026, 11, 21)))
    rows = list(load_workbook(io.BytesIO(exports.roster_sheet(days))).active.values)
    assert rows[1] == (
        "2026-11-20",
        "周五",
        "是",
        "08:30-12:00，14:30-17:30",
        "林志强 08:30-12:00",
        "14:30-17:30",
        "",
    )
    assert rows[2][:4] == ("2026-11-21", "周六", "否", "休息")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\t=1"])
def test_cells_are_neutralised(text: str) -> None:
    assert exports.harmless(text) == f"'{text}"


@pytest.mark.django_db
def test_a_person_gets_posts_shifts_and_offices_and_only_the_future_is_erased() -> None:
    station = a_station(a_city().station)
    person, other = a_worker_at(station, head=True), a_worker_at(station, "别人")
    community = a_community("东湖社区")
    actions.serve(actor=SYSTEM, station=station, community=community, since=date(2026, 1, 1), now=NOW)
    actions.appoint_officer(actor=SYSTEM, community=community, person=person, since=date(2026, 1, 1), now=NOW)
    for who in (person, other):
        for day in (19, 23):
            actions.set_shift(
                actor=SYSTEM, station=station, person=who, day=date(2026, 11, day), span=Span(510, 720), now=NOW
            )
    copies = {holding.code: holding.copy(person.id) for holding in HOLDINGS}
    assert [len(rows) for rows in copies.values()] == [1, 2, 1]
    assert copies["stations.post"][0]["站长"] == "是"
    assert copies["stations.shift"][0]["开始"] == "2026-11-19 08:30"
    done = [holding.erase(person.id, NOW) for holding in HOLDINGS]
    assert [(one.erased, one.restricted) for one in done] == [(0, 1), (1, 1), (0, 1)]
    assert models.DutyShift.objects.filter(person=other).count() == 2
    assert [holding.erase(a_stranger(), NOW) for holding in HOLDINGS] == [Outcome(0, 0, "")] * 3


def a_stranger() -> uuid.UUID:
    return uuid.UUID(int=7)

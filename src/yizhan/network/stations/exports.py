"""Workbooks: the list of stations, and a roster. Cells are text that no spreadsheet takes for a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from yizhan.floor.privacy.masking import Masking, mask
from yizhan.network.regions.queries import lines
from yizhan.network.stations.hours import said
from yizhan.network.stations.models import Station
from yizhan.network.stations.places import codes_of
from yizhan.network.stations.queries.roster import RosterDay
from yizhan.network.stations.roster import span_of

_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
# A workbook carries its time of making; a fixed one keeps equal lists equal byte for byte.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
STATION_COLUMNS = (
    ("机构代码", 14), ("机构名称", 26), ("标识名称", 30), ("类型", 12), ("层级", 12), ("城乡", 8), ("状态", 10), ("所在区划", 36),
    ("详细地址", 36), ("建筑面积（平方米）", 12), ("管理人员", 12), ("对外联系电话", 16), ("用工专线电话", 16), ("经度（WGS-84）", 14),
    ("纬度（WGS-84）", 14), ("认定日期", 12), ("开放日期", 12),
)  # fmt: skip
ROSTER_COLUMNS = (
    ("日期", 12),
    ("星期", 8),
    ("法定工作日", 10),
    ("开放时间", 26),
    ("值班人员", 44),
    ("无人值班时段", 26),
    ("备注", 30),
)
_DAYS = "一二三四五六日"


def station_list(stations: Iterable[Station]) -> bytes:
    """The stations as a workbook, a row each, in the order given. Names are masked."""
    rows = list(stations)
    places = lines({max(codes_of(one), key=len) for one in rows})
    return _book("驿站名录", STATION_COLUMNS, [_station_row(one, places) for one in rows])


def roster_sheet(days: Sequence[RosterDay]) -> bytes:
    """A roster as a workbook, a row a day. Names are those of staff on duty, who are named at the counter too."""
    return _book("值班表", ROSTER_COLUMNS, [_roster_row(day) for day in days])


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula, in whatever format it is saved again."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _station_row(station: Station, places: dict[str, str]) -> list[str]:
    organisation = station.organisation
    return [
        organisation.code,
        organisation.name,
        station.sign_name,
        station.get_kind_display(),
        station.get_tier_display(),
        station.get_setting_display(),
        station.get_state_display(),
        places.get(max(codes_of(station), key=len), ""),
        station.address,
        _text(station.area),
        mask(station.manager_name, Masking.NAME) if station.manager_name else "",
        station.service_phone,
        station.hotline,
        _text(station.longitude),
        _text(station.latitude),
        _text(station.recognised_on),
        _text(station.opened_on),
    ]


def _roster_row(day: RosterDay) -> list[str]:
    people = [f"{shift.person.name} {span_of(shift.begins, shift.ends)}" for shift in day.shifts]
    note = "" if day.short is None else _note(day)
    open_gaps = said(day.gaps) if day.gaps else ""
    return [
        day.day.isoformat(),
        f"周{_DAYS[day.day.weekday()]}",
        "是" if day.working else "否",
        said(day.opening),
        "；".join(people),
        open_gaps,
        note,
    ]


def _note(day: RosterDay) -> str:
    assert day.short is not None
    note = f"在岗{day.short.on_duty}人，应有{day.short.needed}人"
    return note if day.short.head else f"{note}；未设站长"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _book(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": _MADE})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(title)
    for column, (label, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, label, head)
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(line, column, harmless(text), cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()

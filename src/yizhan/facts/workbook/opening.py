"""Records outside the days on which the station was open: its work cannot have begun before it did.

Posts are left out: what a bureau or an operator published for a station may go back to before it opened its doors.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.layout import Layout

WORK = ("registrations", "referrals", "placements", "service_acts", "events", "hosting", "deals", "surveys")

OpenDays = Mapping[str, tuple[date | None, date | None]]
"""First and last day open by station; in a workbook, which is about one station, that station is called ``""``."""


def open_days(stations: Sequence[str], profile: Mapping[str, Sequence[Any]]) -> OpenDays:
    """The days of the latest row of each station's profile that counts, or of the latest where none counts.

    `stations` names the station of each row of `profile`; a row that another corrects says nothing.
    """
    corrected = set(profile["supersedes"])
    latest: dict[str, tuple[bool, date, str, int]] = {}
    for index, station in enumerate(stations):
        if profile["record"][index] not in corrected:
            counts = bool(profile["verified"][index] and not profile["flagged"][index])
            rank = (counts, profile["day"][index], profile["record"][index], index)
            latest[station] = max(rank, latest.get(station, rank))
    return {station: (profile["opened"][at], profile["closed"][at]) for station, (_, _, _, at) in latest.items()}


def outside_open_days(
    layout: Layout, columns: Mapping[str, list[Any]], opened: OpenDays
) -> Iterator[tuple[int, str, Fault]]:
    """Rows of the station's own work dated before it opened or after it closed, as (row index, header, fault)."""
    if layout.table.name not in WORK or not opened:
        return
    header = next(each.header for each in layout.stored if each.column is not None and each.column.name == "day")
    corrected = set(columns["supersedes"])
    stations = columns.get("station") or [""] * len(columns["day"])
    for index, (station, day) in enumerate(zip(stations, columns["day"], strict=True)):
        first, last = opened.get(station, (None, None))
        if day is None or columns["record"][index] in corrected:
            continue
        if first is not None and day < first:
            yield index, header, _fault("早于开办日期", "before the opening", "开办日期", "opening", first)
        elif last is not None and day > last:
            yield index, header, _fault("晚于停办日期", "after the closing", "停办日期", "closing", last)


def _fault(wrong_zh: str, wrong_en: str, which_zh: str, which_en: str, day: date) -> Fault:
    return Fault(
        f"日期{wrong_zh}{day}",
        f"the day lies {wrong_en} on {day}",
        f"请核对日期，或更正基本信息中的{which_zh}",
        f"check the day, or correct the day of {which_en} in the profile",
    )

"""Checks across cells and rows: days in order, one number per record, corrections that name a record."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from yizhan.facts.workbook.cleaning import quoted
from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.layout import Layout

# (earlier, later): the later day must not lie before the earlier one. A report may be handed in before it is due.
_ORDERED: dict[str, tuple[tuple[str, str], ...]] = {
    "stations": (("opened", "closed"), ("recognised", "closed")),
    "staff": (("day", "until"),),
    "registrations": (("day", "entered"),),
    "complaints": (("day", "closed"),),
}

Found = tuple[int, str, Fault]


def cross_check(layout: Layout, columns: dict[str, list[Any]], numbers: list[int], bad: set[int]) -> list[Found]:
    """Faults as (row index, header, fault). `bad` rows have been refused already and are only looked up by number."""
    found = [*_days(layout, columns), *_duplicates(layout, columns, numbers)]
    found += _corrections(layout, columns)
    found += _uncorrected(layout, columns, bad | {index for index, _, _ in found})
    return found


def _headers(layout: Layout) -> dict[str, str]:
    return {field.column.name: field.header for field in layout.stored if field.column is not None}


def _days(layout: Layout, columns: dict[str, list[Any]]) -> Iterator[Found]:
    names = _headers(layout)
    for earlier, later in _ORDERED.get(layout.table.name, ()):
        for index, (start, end) in enumerate(zip(columns[earlier], columns[later], strict=True)):
            if isinstance(start, date) and isinstance(end, date) and end < start:
                fault = Fault(
                    f"{names[later]} {end} 早于{names[earlier]} {start}",
                    f"{later} {end} lies before {earlier} {start}",
                    "请核对两个日期",
                    "check both days",
                )
                yield index, names[later], fault


def _duplicates(layout: Layout, columns: dict[str, list[Any]], numbers: list[int]) -> Iterator[Found]:
    first: dict[str, int] = {}
    for index, record in enumerate(columns["record"]):
        if record in first:
            row = numbers[first[record]]
            fault = Fault(
                f"记录编号「{quoted(record)}」与第{row}行重复",
                f"record {quoted(record)!r} repeats row {row}",
                "请改用不重复的编号，或留空由系统编号",
                "use another number or leave it blank",
            )
            yield index, _headers(layout)["record"], fault
        else:
            first[record] = index


def _corrections(layout: Layout, columns: dict[str, list[Any]]) -> Iterator[Found]:
    """Corrections that name no record, or that lead back to themselves."""
    header = _headers(layout)["supersedes"]
    records = set(columns["record"])
    corrects = {
        record: target for record, target in zip(columns["record"], columns["supersedes"], strict=True) if target
    }
    circular = _circular(corrects)
    for index, target in enumerate(columns["supersedes"]):
        if target is None:
            continue
        if target not in records:
            fault = Fault(
                f"被更正的记录「{quoted(target)}」不存在",
                f"the corrected record {quoted(target)!r} does not exist",
                "请填写本表中已有的记录编号",
                "name a record of this sheet",
            )
            yield index, header, fault
        elif columns["record"][index] in circular:
            fault = Fault(
                "更正关系循环",
                "the corrections form a circle",
                "请核对哪一条是最新的记录",
                "decide which record is the latest",
            )
            yield index, header, fault


def _circular(corrects: dict[str, str]) -> set[str]:
    circular: set[str] = set()
    settled: set[str] = set()
    for start in corrects:
        path: dict[str, int] = {}
        at = start
        while at in corrects and at not in settled and at not in path:
            path[at] = len(path)
            at = corrects[at]
        if at in path:
            circular.update(record for record, position in path.items() if position >= path[at])
        settled.update(path)
    return circular


def _uncorrected(layout: Layout, columns: dict[str, list[Any]], bad: set[int]) -> Iterator[Found]:
    """Rows whose correction was refused: counting the old row would count what its keeper has withdrawn."""
    rows = {record: index for index, record in enumerate(columns["record"])}
    waiting = list(bad)
    refused = set(bad)
    while waiting:
        index = rows.get(columns["supersedes"][waiting.pop()])
        if index is None or index in refused:
            continue
        refused.add(index)
        waiting.append(index)
        fault = Fault(
            "更正此记录的一行未能读入",
            "the row that corrects this record was refused",
            "请先改正更正行",
            "mend the correcting row first",
        )
        yield index, _headers(layout)["record"], fault

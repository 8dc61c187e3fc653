"""Whatever stands in the cells or the file: records, or a refusal that can be said; never another error."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from station_books import KEY, PROFILE, TODAY, ZHANG, Formula, write_book, write_cells

from yizhan.facts.schemas import conform
from yizhan.facts.tables import TABLES
from yizhan.facts.workbook import read_workbook
from yizhan.facts.workbook.layout import WORKBOOK
from yizhan.kernel.errors import BadRecords, Refusal

LIKELY = [
    "是",
    "否",
    "求职登记",
    "2024-05-06",
    "无、照片",
    "1e3",
    "١٢",
    "１２",
    "𠮷\u200b",
    "\x00",
    "=1+1",
    ZHANG,
    "-0",
    "²",
    "½",
]
WORDS = st.one_of(st.sampled_from(LIKELY), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
NUMBERS = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
MOMENTS = st.one_of(
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("9999-12-31")),
    st.times().map(lambda moment: time(moment.hour, moment.minute)),
)
CELLS: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), WORDS, NUMBERS, MOMENTS, st.just(Formula("#N/A")), st.just(Formula("3"))
)
FUZZED = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_read_or_refused(path: Path) -> None:
    for skip in (False, True):
        try:
            result = read_workbook(path, key=KEY, today=TODAY, skip_bad_rows=skip)
        except Refusal as refusal:
            cells = refusal.cells if isinstance(refusal, BadRecords) else ()
            said = [refusal.say("zh"), refusal.say("en"), *(cell.say("zh") + cell.say("en") for cell in cells)]
            assert all(words.isprintable() for words in said)
            assert ZHANG not in "".join(said)
        else:
            assert skip or not result.refused
            for name, table in result.tables.items():
                assert conform(name, table).equals(table)


@FUZZED
@given(data=st.data())
def test_any_cells_under_the_right_headers_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    sheet = data.draw(st.sampled_from([table.label.zh for table in TABLES.values() if table.name != "stations"]))
    headers = [field.header for field in WORKBOOK[sheet].fields]
    rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(headers, CELLS)), max_size=4))
    assert_read_or_refused(write_book(tmp_path / "本.xlsx", {sheet: rows}))


@FUZZED
@given(
    rows=st.lists(
        st.lists(st.one_of(CELLS, st.sampled_from(["登记日期", "身份证号码", "登记类型"])), max_size=8), max_size=5
    )
)
def test_any_cells_anywhere_are_read_or_refused(tmp_path: Path, rows: list[list[Any]]) -> None:
    profile = [list(PROFILE), list(PROFILE.values())]
    assert_read_or_refused(write_cells(tmp_path / "本.xlsx", {"基本信息": profile, "求职登记": rows}))


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_book(tmp_path_factory.mktemp("honest") / "本.xlsx", {"活动台账": []}).read_bytes()


@FUZZED
@given(data=st.data())
def test_any_damage_to_the_file_is_survived(tmp_path: Path, honest: bytes, data: st.DataObject) -> None:
    content = bytearray(honest)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "本.xlsx"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    assert_read_or_refused(path)
    path.write_bytes(content)
    assert_read_or_refused(path)

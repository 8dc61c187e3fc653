"""A station workbook becomes fact tables: types, defaults, keys, and what is never kept."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from station_books import DEAL, KEY, LI, POST, PROFILE, REGISTRATION, STAFF, TODAY, ZHANG, write_book, write_cells

from yizhan.facts.schemas import SCHEMAS, conform
from yizhan.facts.tables import TABLES
from yizhan.facts.workbook import WorkbookRead, read_workbook
from yizhan.facts.workbook.layout import ANNEX_4, WORKBOOK
from yizhan.kernel.errors import BadRecords, Refusal
from yizhan.kernel.identity import person_key


def read(path: Path, *, skip_bad_rows: bool = False) -> WorkbookRead:
    return read_workbook(path, key=KEY, today=TODAY, skip_bad_rows=skip_bad_rows)


def rows(tmp_path: Path, sheet: str, *given: dict[str, Any]) -> list[dict[str, Any]]:
    result = read(write_book(tmp_path / "本.xlsx", {sheet: given}))
    return result.tables[WORKBOOK[sheet].table.name].to_pylist()


def test_the_profile_gives_station_types_and_exact_numbers(tmp_path: Path) -> None:
    result = read(write_book(tmp_path / "本.xlsx", {}))
    [profile] = result.tables["stations"].to_pylist()
    assert result.station == profile["station"] == "ZS-001"
    assert (profile["day"], profile["opened"]) == (date(2024, 1, 2), date(2023, 3, 1))
    assert (profile["kind"], profile["setting"]) == ("station", "urban")
    assert profile["area_m2"] == Decimal("120.5")
    assert profile["bid_price"] == 8500050
    assert profile["closed"] is None
    assert result.refused == ()


def test_a_station_without_number_is_called_by_its_name(tmp_path: Path) -> None:
    profile = {**PROFILE, "驿站编号": None}
    assert read(write_book(tmp_path / "本.xlsx", {}, profile=[profile])).station == "中山零工驿站"


def test_an_absent_sheet_is_an_absent_table_and_a_header_alone_an_empty_one(tmp_path: Path) -> None:
    tables = read(write_book(tmp_path / "本.xlsx", {"活动台账": []})).tables
    assert set(tables) == {"stations", "events"}
    assert tables["events"].num_rows == 0


def test_rosters_for_the_register_may_stand_in_the_same_workbook_and_give_no_facts(tmp_path: Path) -> None:
    header = [field.header for field in WORKBOOK["基本信息"].fields]
    profile = [PROFILE.get(name) for name in header]
    rosters = {"零工名册": [["姓名"], ["张三"]], "用工主体名册": [["名称"], ["某公司"]]}
    assert set(read(write_cells(tmp_path / "本.xlsx", {"基本信息": [header, profile], **rosters})).tables) == {
        "stations"
    }


@pytest.mark.parametrize("name", list(TABLES))
def test_every_sheet_conforms_to_the_schema_of_its_table(tmp_path: Path, name: str) -> None:
    sheet = TABLES[name].label.zh
    table = read(write_book(tmp_path / "本.xlsx", {} if name == "stations" else {sheet: []})).tables[name]
    assert table.schema.equals(SCHEMAS[name])
    assert conform(name, table).equals(table)


def test_blank_verified_is_not_verified_and_blank_flagged_not_flagged(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "求职登记", REGISTRATION)
    assert (row["verified"], row["flagged"], row["proof"]) == (False, False, None)


def test_an_identity_number_becomes_its_keyed_digest_and_names_are_not_kept(tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {"求职登记": [REGISTRATION]})
    result = read(path)
    [row] = result.tables["registrations"].to_pylist()
    assert row["person"] == person_key(ZHANG, KEY)
    stored = "".join(str(table.to_pylist()) for table in result.tables.values())
    assert "张三" not in stored
    assert ZHANG not in stored


@pytest.mark.parametrize(
    "typed", [ZHANG.lower(), "１１０１０５１９４９１２３１００２Ｘ", f" {ZHANG}\n", f"\u200b{ZHANG}"]
)
def test_one_person_has_one_key_however_the_number_is_typed(tmp_path: Path, typed: str) -> None:
    [row] = rows(tmp_path, "求职登记", {**REGISTRATION, "身份证号码": typed})
    assert row["person"] == person_key(ZHANG, KEY)


def test_a_pseudonymous_key_passes_unchanged(tmp_path: Path) -> None:
    key = person_key(LI, b"another key")
    [row] = rows(tmp_path, "求职登记", {**REGISTRATION, "身份证号码": key})
    assert row["person"] == key


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("泉州某服饰有限公司", "泉州某服饰有限公司"),
        (" 泉州 某服饰 有限公司 ", "泉州某服饰有限公司"),
        ("某（泉州）公司", "某(泉州)公司"),
        ("ABC  Trading 公司", "ABC Trading公司"),
        ("𠮷野家", "𠮷野家"),
        ("91350521ma31abcd1d", "91350521MA31ABCD1D"),
        ("９１３５０５２１ＭＡ３１ＡＢＣＤ１Ｄ", "91350521MA31ABCD1D"),
        (ZHANG, person_key(ZHANG, KEY)),
    ],
)
def test_an_employer_is_written_one_way_and_a_resident_is_a_key(tmp_path: Path, typed: str, stored: str) -> None:
    [row] = rows(tmp_path, "招聘岗位", {**POST, "用工单位": typed})
    assert row["employer"] == stored


@pytest.mark.parametrize(
    "typed",
    [
        date(2024, 5, 6),
        datetime.fromisoformat("2024-05-06T13:30"),
        "2024-05-06",
        "2024-5-6",
        "2024/5/6",
        "2024.5.6",
        "2024年5月6日",
        "２０２４年５月６日",
        "2024-05-06 13:30",
        " 2024/05/06\n",
    ],
)
def test_a_day_may_be_a_date_or_plain_text(tmp_path: Path, typed: Any) -> None:
    [row] = rows(tmp_path, "求职登记", {**REGISTRATION, "登记日期": typed})
    assert row["day"] == date(2024, 5, 6)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(85000.1, 8500010), ("85000.10", 8500010), ("０.01", 1), (1234567.89, 123456789), (None, None)],
)
def test_yuan_are_stored_as_exact_fen(tmp_path: Path, typed: Any, stored: int | None) -> None:
    [row] = rows(tmp_path, "交易订单", {**DEAL, "金额（元）": typed})
    assert row["amount"] == stored


@pytest.mark.parametrize(("typed", "stored"), [(5, 5), (5.0, 5), ("5", 5), ("５", 5), (None, None)])
def test_counts_are_whole_numbers(tmp_path: Path, typed: Any, stored: int | None) -> None:
    [row] = rows(tmp_path, "招聘岗位", {**POST, "招聘人数": typed})
    assert row["headcount"] == stored


@pytest.mark.parametrize("typed", ["是", True, "TRUE", "１", 1, " 是 "])
def test_yes_is_understood_in_its_usual_forms(tmp_path: Path, typed: Any) -> None:
    [row] = rows(tmp_path, "招聘岗位", {**POST, "虚假信息": typed})
    assert row["false_info"] is True


@pytest.mark.parametrize("typed", ["照片、签到表", "签到表，照片", "签到表+照片", "照片,签到表,照片", "photo+sign_in"])
def test_proofs_are_stored_as_sorted_codes(tmp_path: Path, typed: str) -> None:
    [row] = rows(tmp_path, "求职登记", {**REGISTRATION, "凭证": typed})
    assert row["proof"] == "photo+sign_in"


def test_record_numbers_are_given_or_made_from_sheet_and_row(tmp_path: Path) -> None:
    own, numbered = {**REGISTRATION, "记录编号": "A-1"}, {**REGISTRATION, "记录编号": 7}
    found = rows(tmp_path, "求职登记", REGISTRATION, own, {}, numbered, REGISTRATION)
    assert [row["record"] for row in found] == ["求职登记-2", "A-1", "7", "求职登记-6"]


def test_a_correction_names_the_record_it_replaces(tmp_path: Path) -> None:
    found = rows(tmp_path, "求职登记", REGISTRATION, {**REGISTRATION, "更正记录编号": "求职登记-2"})
    assert [row["supersedes"] for row in found] == [None, "求职登记-2"]


def test_one_post_has_one_fingerprint_however_it_is_typed(tmp_path: Path) -> None:
    variants = [
        POST,
        {**POST, "岗位名称": " 包 装工"},
        {**POST, "用工单位": "泉州某服饰 有限公司", "发布日期": date(2024, 6, 1)},
        {**POST, "工作地点": "泉港区"},
        {**POST, "岗位名称": "缝纫工"},
        {**POST, "岗位指纹": "平台编号9"},
    ]
    prints = [row["fingerprint"] for row in rows(tmp_path, "招聘岗位", *variants)]
    assert prints[0] == prints[1] == prints[2]
    assert len(set(prints[2:5])) == 3
    assert prints[5] == "平台编号9"


def test_annex_4_of_quanzhou_is_read_as_it_stands(tmp_path: Path) -> None:
    assert ANNEX_4 == ("序号", "姓名", "身份证号码", "现居住地", "联系电话", "实现就业企业名称", "推荐时间")
    profile = [list(PROFILE), list(PROFILE.values())]
    headers = ["序号", "姓名", "身份证号码", "现居住地", "联系电话", "实现就业\n\n企业名称", "推荐时间"]
    person = [1, "张三", ZHANG, "某镇", "13800000000", "某服饰有限公司", "2025年3月1日"]
    title = ["泉州市零工市场（驿站）推荐成功就业花名册"]
    roster = [title, ["零工市场（驿站）：", None, "开办地点："], headers, person, [2], [3]]
    sheets = {"基本信息": profile, "推荐成功就业花名册": roster}
    path = write_cells(tmp_path / "本.xlsx", sheets, merged={"推荐成功就业花名册": ["A1:G1"]})
    [row] = read(path).tables["placements"].to_pylist()
    assert row == {
        "record": "推荐成功就业花名册-4",
        "station": "ZS-001",
        "day": date(2025, 3, 1),
        "proof": None,
        "verified": False,
        "flagged": False,
        "supersedes": None,
        "person": person_key(ZHANG, KEY),
        "employer": "某服饰有限公司",
        "stable": False,
    }


def test_an_unanswered_finding_is_not_given(tmp_path: Path) -> None:
    done = {"检查日期": date(2024, 12, 1), "已核验": "是"}
    found = rows(
        tmp_path,
        "检查结果",
        {"检查项": "unified_sign", "检查内容": "标识", "结果": "是", **done},
        {"检查项": "map_shown", "检查内容": "地图", "结果": None},
        {"检查项": "award.3", "结果": 8.5, **done},
        {"检查项": "rating.1", "结果": "优秀", **done},
        {"检查项": "violation.charging", "结果": False, **done},
    )
    assert [(row["finding"], row["answer"]) for row in found] == [
        ("unified_sign", "true"),
        ("award.3", "8.5"),
        ("rating.1", "优秀"),
        ("violation.charging", "false"),
    ]


def test_headers_are_found_in_any_order_and_by_the_name_of_the_table(tmp_path: Path) -> None:
    staff = [["专职", "站长", "人员", "日期", "备注"], ["是", "否", ZHANG, "2024-05-06", "随便写"]]
    sheets = {"基本信息": [list(PROFILE), list(PROFILE.values())], "工作人员": staff}
    [row] = read(write_cells(tmp_path / "本.xlsx", sheets)).tables["staff"].to_pylist()
    assert (row["head"], row["full_time"], row["until"]) == (False, True, None)


def test_skipping_bad_rows_reads_the_rest_and_lists_what_was_left_out(tmp_path: Path) -> None:
    bad = {**REGISTRATION, "登记日期": "2026-02-29", "登记类型": "闲逛"}
    path = write_book(tmp_path / "本.xlsx", {"求职登记": [REGISTRATION, bad, REGISTRATION]})
    result = read(path, skip_bad_rows=True)
    assert result.tables["registrations"].column("record").to_pylist() == ["求职登记-2", "求职登记-4"]
    assert [(cell.row, cell.column) for cell in result.refused] == [(3, "登记日期"), (3, "登记类型")]


def test_a_row_whose_correction_was_refused_does_not_count_either(tmp_path: Path) -> None:
    first = {**REGISTRATION, "记录编号": "A"}
    second = {**REGISTRATION, "记录编号": "B", "更正记录编号": "A"}
    third = {**REGISTRATION, "记录编号": "C", "更正记录编号": "B", "登记日期": "不知道"}
    path = write_book(tmp_path / "本.xlsx", {"求职登记": [first, second, third, REGISTRATION]})
    result = read(path, skip_bad_rows=True)
    assert result.tables["registrations"].column("record").to_pylist() == ["求职登记-5"]
    assert [cell.row for cell in result.refused] == [2, 3, 4]


def test_without_skipping_nothing_is_read_and_everything_wrong_is_listed(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "本.xlsx",
        {
            "求职登记": [{**REGISTRATION, "登记日期": "不知道"}],
            "工作人员": [{**STAFF, "站长": None}, {**STAFF, "专职": "兼职"}],
        },
    )
    with pytest.raises(BadRecords) as caught:
        read(path)
    assert [(c.source, c.sheet, c.row, c.column) for c in caught.value.cells] == [
        ("本.xlsx", "求职登记", 2, "登记日期"),
        ("本.xlsx", "工作人员", 2, "站长"),
        ("本.xlsx", "工作人员", 3, "专职"),
    ]


def test_many_bad_rows_are_all_counted_and_two_hundred_of_a_sheet_listed(tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {"求职登记": [{**REGISTRATION, "登记日期": "不知道"}] * 250})
    with pytest.raises(BadRecords) as caught:
        read(path)
    assert len(caught.value.cells) == 200
    assert "250" in caught.value.say("zh")
    assert "250" in caught.value.say("en")
    assert len(read(path, skip_bad_rows=True).refused) == 250


def test_a_workbook_without_key_is_not_read(tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {})
    with pytest.raises(Refusal, match="脱敏密钥"):
        read_workbook(path, key=b"", today=TODAY)


def test_a_large_workbook_is_parsed_in_the_confined_child_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = {
        "求职登记": [
            {**REGISTRATION, "身份证号码": LI, "已发布": True, "录入日期": datetime.fromisoformat("2024-05-07T08:09")}
        ]
        * 20
    }
    path = write_book(tmp_path / "本.xlsx", sheets)
    here = read(path)
    monkeypatch.setattr("yizhan.facts.workbook.grid.IN_PROCESS_LIMIT", 0)
    there = read(path)
    assert there == here


def test_reading_imports_neither_the_writer_nor_pandas(tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {"求职登记": [REGISTRATION]})
    script = (
        "import sys, datetime, pathlib\n"
        "from yizhan.facts.workbook import read_workbook\n"
        "read_workbook(pathlib.Path(sys.argv[1]), key=b'k', today=datetime.date(2026, 1, 1))\n"
        "print([name for name in ('xlsxwriter', 'pandas', 'openpyxl', 'duckdb') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

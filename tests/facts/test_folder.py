"""A folder of CSV is read by the same rules as a workbook; a folder of Parquet is checked and left where it lies."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yizhan.facts.folder import FolderRead, read_folder
from yizhan.facts.schemas import SCHEMAS, conform
from yizhan.facts.tables import TABLES
from yizhan.kernel.errors import BadRecords, Refusal
from yizhan.kernel.identity import person_key

KEY = b"a key that only tests use"
ZHANG = "11010519491231002X"
STATIONS = "station,day,name,kind,opened,verified\nA,2024-01-01,甲站,market,2023-1-1,1\nB,2024-01-01,乙站,零工驿站,2023-01-01,是\n"
ROSTER = "station,day,person,full_time,verified\n"


def folder(tmp_path: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path


def read(path: Path, *, skip_bad_rows: bool = False) -> FolderRead:
    return read_folder(path, key=KEY, today=date(2026, 6, 30), skip_bad_rows=skip_bad_rows)


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read(path)
    assert not isinstance(caught.value, BadRecords)
    return caught.value.text.zh


def test_english_columns_and_chinese_headers_give_the_same_rows(tmp_path: Path) -> None:
    english = folder(tmp_path, {"stations.csv": STATIONS, "roster.csv": f"{ROSTER}A,2024-05-06,{ZHANG},true,true\n"})
    first = read(english)
    (tmp_path / "roster.csv").unlink()
    chinese = f"驿站编号,值班日期,姓名,身份证号码,专职,已核验\nA,2024年5月6日,张三,{ZHANG},是,是\n"
    second = read(folder(tmp_path, {"人员排班.csv": "\ufeff" + chinese}))
    assert first.tables["roster"].equals(second.tables["roster"])
    assert first.tables["roster"].to_pylist() == [
        {
            "record": "人员排班-2",
            "station": "A",
            "day": date(2024, 5, 6),
            "proof": None,
            "verified": True,
            "flagged": False,
            "supersedes": None,
            "person": person_key(ZHANG, KEY),
            "full_time": True,
        }
    ]


def test_a_folder_holds_any_number_of_stations_and_absent_tables_stay_absent(tmp_path: Path) -> None:
    result = read(folder(tmp_path, {"stations.csv": STATIONS, "说明.txt": "x"}))
    assert result.stations == ("A", "B")
    assert set(result.tables) == {"stations"}
    assert result.tables["stations"].column("kind").to_pylist() == ["market", "station"]
    assert conform("stations", result.tables["stations"]).num_rows == 2
    assert result.parquet is None


def test_without_a_profile_the_stations_are_those_of_the_rows(tmp_path: Path) -> None:
    rows = f"{ROSTER}B,2024-05-06,{ZHANG},true,\nA,2024-05-06,{ZHANG},true,\n"
    result = read(folder(tmp_path, {"roster.csv": rows}))
    assert result.stations == ("A", "B")
    assert result.tables["roster"].column("verified").to_pylist() == [False, False]


@pytest.mark.parametrize(
    ("row", "column", "wrong"),
    [
        (f"C,2024-05-06,{ZHANG},true,true", "驿站编号", "没有编号为「C」的驿站"),
        (f",2024-05-06,{ZHANG},true,true", "驿站编号", "没有填写"),
        (f"A,2026-02-29,{ZHANG},true,true", "值班日期", "不是存在的日期"),
        ("A,2024-05-06,1.10105E+17,true,true", "人员", "被存成了数字"),
        ("A,2024-05-06,110105194912310021,true,true", "人员", "校验位不符"),
        (f"A,2024-05-06,{ZHANG},true,true,多一格", "第6列", "表头之外还有内容"),
        (f"A,2024-05-06,{ZHANG}", "专职", "没有填写"),
        (f"A,2024-05-06,{ZHANG},t\x00rue,true", "专职", "控制字符"),
    ],
)
def test_bad_rows_are_refused_one_by_one_and_may_be_skipped(tmp_path: Path, row: str, column: str, wrong: str) -> None:
    good = f"A,2024-05-07,{ZHANG},true,true"
    path = folder(tmp_path, {"stations.csv": STATIONS, "roster.csv": f"{ROSTER}{row}\n{good}\n"})
    with pytest.raises(BadRecords) as caught:
        read(path)
    [cell] = caught.value.cells
    assert (cell.source, cell.sheet, cell.row, cell.column) == ("roster.csv", "人员排班", 2, column)
    assert wrong in cell.wrong.zh
    result = read(path, skip_bad_rows=True)
    assert result.refused == caught.value.cells
    assert result.tables["roster"].column("day").to_pylist() == [date(2024, 5, 7)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("驿站编号,值班日期\n".encode("gbk"), "GBK"),
        ("驿站编号,值班日期\n".encode("utf-16"), "不是 UTF-8"),
        (b"\xed\xa0\x80,\n", "不是 UTF-8"),
        (b"PK\x03\x04...", "Excel 工作簿"),
        ('station,day\n"A,2024', "引号没有成对"),
        ("station,day\n" + "x" * 200_000, "单元格过长"),
    ],
)
def test_a_file_that_is_not_csv_in_utf8_is_refused_with_the_remedy(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    path = folder(tmp_path, {"roster.csv": content})
    assert said in refusal(path)
    assert "roster.csv" in refusal(path)


@pytest.mark.parametrize(
    "header", ["station,day,person", "station,day,person,full_time,veryfied", "day,person,full_time", ""]
)
def test_a_wrong_header_is_refused_even_when_rows_may_be_skipped(tmp_path: Path, header: str) -> None:
    path = folder(tmp_path, {"roster.csv": f"{header}\n"})
    with pytest.raises(BadRecords):
        read(path, skip_bad_rows=True)


def test_unknown_and_double_files_are_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, {"rosters.csv": ROSTER})
    assert "是否为「roster」" in refusal(path)
    (path / "rosters.csv").rename(path / "roster.csv")
    assert "同一张表" in refusal(folder(path, {"人员排班.csv": ROSTER}))


def test_a_folder_without_data_or_with_two_formats_is_refused(tmp_path: Path) -> None:
    assert "找不到文件夹" in refusal(tmp_path / "无")
    assert "一种格式" in refusal(tmp_path)
    assert "一种格式" in refusal(folder(tmp_path, {"roster.csv": ROSTER, "staff.parquet": b"x"}))


def test_csv_without_key_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="脱敏密钥"):
        read_folder(folder(tmp_path, {"roster.csv": ROSTER}), key=b"", today=date(2026, 1, 1))


def roster(**columns: Any) -> pa.Table:
    """One row of the roster in its schema, with the given columns replaced, or left out where None."""
    row = {
        "record": "1",
        "station": "A",
        "day": date(2024, 5, 6),
        "verified": True,
        "flagged": False,
        "person": "a" * 32,
    }
    table = pa.Table.from_pylist([{**row, "full_time": True}], schema=SCHEMAS["roster"])
    for name, values in columns.items():
        table = table.drop_columns([name]) if name in table.column_names else table
        table = table if values is None else table.append_column(name, values)
    return table


@pytest.mark.parametrize("place", ["roster.parquet", "roster/part-0.parquet"])
def test_parquet_in_the_declared_schema_stays_where_it_is(tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir(exist_ok=True)
    pq.write_table(roster(), tmp_path / place)
    result = read(tmp_path)
    assert (result.parquet, result.tables, result.refused) == (tmp_path, {}, ())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (roster(full_time=None), "缺少必填列「full_time」"),
        (roster(day=pa.array(["2024-05-06"])), "列「day」的类型是 string，应为 date32"),
        (roster(verified=pa.array([1])), "列「verified」的类型是 int64，应为 bool"),
        (roster(fulltime=pa.array([True])), "没有「fulltime」列，是否为 full_time？"),
        (roster(person=pa.array([ZHANG])), "含有身份证号码"),
        (roster(flagged=pa.nulls(1)), "列「flagged」的类型是 null"),
    ],
)
def test_parquet_of_another_schema_is_refused_with_file_and_column(tmp_path: Path, table: pa.Table, said: str) -> None:
    pq.write_table(table, tmp_path / "roster.parquet")
    assert said in refusal(tmp_path)
    assert "roster.parquet" in refusal(tmp_path)


def test_binary_floats_in_parquet_are_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"amount": pa.array([1.5])}), tmp_path / "deals.parquet")
    assert "缺少必填列" in refusal(tmp_path)
    schema = SCHEMAS["followers"]
    row = {"record": "1", "station": "A", "day": date(2024, 5, 6), "verified": True, "flagged": False, "followers": 3}
    table = pa.Table.from_pylist([row], schema=schema)
    table = table.drop_columns(["followers"]).append_column("followers", pa.array([3.0]))
    (tmp_path / "deals.parquet").unlink()
    pq.write_table(table, tmp_path / "followers.parquet")
    assert "列「followers」的类型是 double，应为 int64" in refusal(tmp_path)


def test_parquet_that_is_damaged_unknown_or_misplaced_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, {"roster.parquet": b"PAR1 nonsense"})
    assert "不是可读的 Parquet" in refusal(path)
    (path / "roster.parquet").rename(path / "人员排班.parquet")
    assert "没有名为「人员排班」的表" in refusal(path)
    (path / "人员排班.parquet").unlink()
    (path / "roster" / "deep").mkdir(parents=True)
    pq.write_table(roster(), path / "roster" / "deep" / "part.parquet")
    assert "位置不对" in refusal(path)
    (path / "roster" / "deep" / "part.parquet").rename(path / "roster" / "part.parquet")
    pq.write_table(roster(), path / "roster.parquet")
    assert "位置不对" in refusal(path)


def named(person: str) -> pa.Table:
    """A row of the roster of somebody called so."""
    at = SCHEMAS["roster"].get_field_index("person")
    return roster().set_column(at, SCHEMAS["roster"].field("person"), pa.array([person]))


@pytest.mark.parametrize("typed", [ZHANG, f"张三 {ZHANG}", "110105 19491231 002X", "110105-19491231-002x"])
def test_an_identity_number_in_any_row_group_of_parquet_is_refused_and_not_repeated(tmp_path: Path, typed: str) -> None:
    table = pa.concat_tables([roster()] * 5 + [named(typed)])
    pq.write_table(table, tmp_path / "roster.parquet", row_group_size=1)
    said = refusal(tmp_path)
    assert "roster.parquet" in said
    assert "列「person」：含有身份证号码" in said
    assert "1949" not in said


def test_a_party_that_is_an_ordinary_long_name_or_empty_throughout_is_no_identity_number(tmp_path: Path) -> None:
    long = named("泉州市丰泽区第110105号194912310021楼服饰有限公司")
    pq.write_table(pa.concat_tables([roster(), long]), tmp_path / "roster.parquet")
    assert read(tmp_path).parquet == tmp_path
    row = {"record": "1", "station": "A", "day": date(2024, 5, 6), "verified": True, "flagged": False}
    hired = pa.Table.from_pylist([row | {"kind": "seeking"}], schema=SCHEMAS["registrations"])
    optional = hired.drop_columns(["person"]).append_column("person", pa.nulls(1))
    for name in ("published", "filed", "complete", "willing"):
        optional = optional.drop_columns([name]).append_column(name, pa.array([True]))
    pq.write_table(optional, tmp_path / "registrations.parquet")
    assert read(tmp_path).parquet == tmp_path


def deals(**said: Any) -> pa.Table:
    """Two deals, the first as `said`; a column that may not be null is made so that it can be."""
    row = {"record": "1", "station": "A", "day": date(2024, 5, 6), "verified": True, "flagged": False}
    row |= {"employer": "甲", "amount": 100, "completed": True}
    schema = pa.schema([field.with_nullable(True) for field in SCHEMAS["deals"]])
    return pa.Table.from_pylist([row | said, row | {"record": "2"}], schema=schema)


@pytest.mark.parametrize("statistics", [True, False])
@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("station", None, "列「station」：有空值"),
        ("day", None, "列「day」：有空值"),
        ("record", None, "列「record」：有空值"),
        ("verified", None, "列「verified」：有空值"),
        ("completed", None, "列「completed」：有空值"),
        ("amount", -1, "列「amount」：有负数"),
    ],
)
def test_values_that_no_row_of_parquet_may_hold_are_refused_with_table_and_column(
    column: str, value: Any, said: str, statistics: bool, tmp_path: Path
) -> None:
    pq.write_table(deals(), tmp_path / "deals.parquet", write_statistics=statistics)
    assert read(tmp_path).parquet == tmp_path
    pq.write_table(deals(**{column: value}), tmp_path / "deals.parquet", write_statistics=statistics)
    assert f"表「{TABLES['deals'].label.zh}」（deals）的{said}" in refusal(tmp_path)


def test_an_unknown_code_and_a_column_given_twice_in_parquet_are_refused(tmp_path: Path) -> None:
    row = {"record": "1", "station": "A", "day": date(2024, 5, 6), "verified": True, "flagged": False}
    table = pa.Table.from_pylist([row | {"kind": "quarrel", "upheld": True}], schema=SCHEMAS["complaints"])
    pq.write_table(table, tmp_path / "complaints.parquet")
    assert "（complaints）的列「kind」：有不认识的代码，可用：complaint、dispute" in refusal(tmp_path)
    twice = pa.table([*deals().columns, deals().column("amount")], names=[*deals().column_names, "amount"])
    (tmp_path / "complaints.parquet").unlink()
    pq.write_table(twice, tmp_path / "deals.parquet")
    assert "（deals）的列「amount」：同名的列不止一个" in refusal(tmp_path)


EVENTS = "station,day,kind,offline,verified\n"


@pytest.mark.parametrize(
    ("day", "wrong"),
    [("2023-12-31", "日期早于开办日期2024-01-01"), ("2024-07-01", "日期晚于停办日期2024-06-30"), ("2024-01-01", "")],
)
def test_a_csv_row_outside_the_open_days_of_its_own_station_is_refused(tmp_path: Path, day: str, wrong: str) -> None:
    stations = "station,day,name,kind,opened,closed,verified\n"
    stations += "A,2024-01-01,甲,market,2024-01-01,2024-06-30,1\nB,2024-01-01,乙,market,2020-01-01,,1\n"
    events = f"{EVENTS}B,{day},job_fair,1,1\nA,{day},job_fair,1,1\n"
    path = folder(tmp_path, {"stations.csv": stations, "events.csv": events})
    result = read(path, skip_bad_rows=True)
    assert [(cell.row, cell.wrong.zh) for cell in result.refused] == ([(3, wrong)] if wrong else [])
    assert result.tables["events"].num_rows == (1 if wrong else 2)

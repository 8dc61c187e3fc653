"""Wrong ways: one clear line in Chinese, the right exit status, nothing written, never a traceback."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nonsense"], "没有命令「nonsense」"),
        (["score"], "缺少参数「方案」，用法见 yizhan score --help"),
        (["score", "quanzhou-2025"], "请给出记录（工作簿或文件夹），或用 --values 给出数值文件"),
        (["score", "nowhere", "x"], "没有名为「nowhere」的考核方案，也没有这个文件。可选：haikou-2024"),
        (["score", "shaxian", "missing.xlsx"], "找不到「missing.xlsx」"),
        (["score", "shaxian", "--unknown"], "没有选项"),
        (["score", "shaxian", "x", "--format", "pdf"], "--format 应为 table、json、html 或 xlsx，现为「pdf」"),
        (["score", "shaxian", "x", "--reading", "a"], "--reading「a」应写成 名称=值"),
        (["simulate", "--out", "o", "--stations", "0"], "驿站数0应在1至"),
        (["simulate", "--out", "o", "--stations", "many"], "参数"),
        (
            ["settle", "--workers", "60"],
            "参数「workers」的值不能使用，应为不小于120、不大于5000的整数，用法见 yizhan settle",
        ),
        (["simulate", "--out", "o", "--city", "atlantis"], "atlantis"),
        (["schemes", "check", "none.yaml"], "找不到「none.yaml」"),
        (["schemes", "list", "--lang", "fr"], "--lang 应为 zh 或 en，现为「fr」"),
        (["simulate", "--out", "o", "--year", "1"], "年份1超出范围"),
        (["snapshot", "shaxian", "x"], "请用 --out 指定封存的文件夹"),
    ],
)
def test_wrong_call_gets_one_clear_line(run: Run, arguments: list[str], line: str, tmp_path: Path) -> None:
    said = run(*arguments)
    assert said.status == 2
    assert line in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_wrong_period_reading_subject_and_station_are_named(run: Run, workbook: Path) -> None:
    assert "看不懂期间「2024-13」" in run("score", "quanzhou-2025", workbook, "--period", "2024-13").err
    assert (
        "看不懂期间「2026-02-29..2026-03-01」"
        in run("score", "quanzhou-2025", workbook, "--period", "2026-02-29..2026-03-01").err
    )
    assert "没有解释口径「x」" in run("score", "quanzhou-2025", workbook, "--reading", "x=y").err
    assert "没有选项「y」" in run("score", "quanzhou-2025", workbook, "--reading", "honours=y").err
    assert "没有考核对象「z」" in run("score", "quanzhou-2025", workbook, "--subject", "z").err
    assert "记录中没有驿站「S9」" in run("score", "quanzhou-2025", workbook, "--station", "S9").err
    assert "没有第「99」项" in run("explain", "quanzhou-2025", workbook, "99").err


def broken(workbook: Path, target: Path) -> Path:
    """The workbook with a wrong identity number, a number stored as 1.1E+17, and an impossible date."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["推荐成功就业花名册"]
    sheet["C3"].value = "110105194912310021"
    sheet["C4"].value = 110105194912310000
    sheet["G5"].value = "2024-02-30"
    book.save(target)
    return target


def test_bad_rows_are_listed_and_nothing_is_scored(run: Run, workbook: Path, tmp_path: Path) -> None:
    said = run("score", "quanzhou-2025", broken(workbook, tmp_path / "bad.xlsx"), "--format", "html")
    assert (said.status, said.out) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.xlsx"]
    rows = [line for line in said.err.splitlines() if "推荐成功就业花名册" in line]
    assert [line.split("第")[1].split("行")[0] for line in rows] == ["3", "4", "5"]
    assert "110105194912310021" not in said.err


def test_skipping_bad_rows_scores_the_rest_and_shows_them_in_the_report(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    bad = broken(workbook, tmp_path / "bad.xlsx")
    page = tmp_path / "r.html"
    said = run("score", "quanzhou-2025", bad, "--skip-bad-rows", "--format", "html", "--out", page)
    assert said.status == 0
    assert "已跳过3处不能使用的数据" in said.err
    text = page.read_text(encoding="utf-8")
    assert "推荐成功就业花名册" in text
    assert "110105194912310021" not in text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("values: {posts_first: 1e3}", "不是精确数值"),
        ("values: {posts_first: -1}", "「首次发布岗位」（posts_first）不能小于0"),
        ("values: {posts_first: 0.5}", "「首次发布岗位」（posts_first）应是整数"),
        ("values: {posts_fist: 1}", "本方案用不到「posts_fist」"),
        ("values: {award.2: 4}", "不得超过本项分值3"),
        ("values: {posts_first: 1, posts_first: 2}", "键「posts_first」重复"),
        ("money: {bid_price: 0.001}", "不能精确到分"),
        ("values: [1]", "values 应是“键: 值”的结构"),
        ("nonsense", "文件应是“键: 值”的结构"),
        ("a: &x [1]\nb: *x", "不能使用 YAML 别名"),
        ("{" * 60 + "}" * 60, "嵌套过深"),
        ("values: {posts_first: .nan}", "不是精确数值"),
        ("values: {satisfaction_percent: 101}", "是百分比，不能超过100"),
        ("year: true", "year 应是年份"),
        ("money: {bid_price: -1}", "中标价不能小于0"),
        ("money: {bid: 1}", "money 中没有「bid」"),
    ],
)
def test_bad_values_file_names_field_and_remedy(run: Run, tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(text, encoding="utf-8")
    said = run("score", "shaxian", "--values", path)
    assert (said.status, said.out) == (2, "")
    assert line in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_station_name_never_leads_out_of_the_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text('station: "../../evil"\nvalues: {posts_first: 1}\n', encoding="utf-8")
    said = run("score", "shaxian", "--values", tmp_path / "v.yaml", "--format", "html")
    assert said.status == 0
    written = [path.name for path in tmp_path.iterdir() if path.name != "v.yaml"]
    assert len(written) == 1
    assert written[0].startswith("______evil-")


def test_folder_device_and_table_are_no_files_to_write(run: Run, workbook: Path, tmp_path: Path) -> None:
    assert (
        "不是普通文件，不能覆盖"
        in run("score", "quanzhou-2025", workbook, "--format", "json", "--out", "/dev/null").err
    )
    assert (
        "是文件夹，请给出文件名" in run("score", "quanzhou-2025", workbook, "--format", "xlsx", "--out", tmp_path).err
    )
    assert "table 只显示在屏幕上" in run("score", "quanzhou-2025", workbook, "--out", tmp_path / "x.txt").err


def test_simulation_never_writes_over_what_is_there(run: Run, workbook: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed"
    run("snapshot", "quanzhou-2025", workbook, "--out", sealed)
    before = {path.name: path.read_bytes() for path in sealed.iterdir()}
    said = run("simulate", "--out", sealed, "--stations", "1")
    assert (said.status, "已有内容，请另选一个空文件夹" in said.err) == (2, True)
    assert before == {path.name: path.read_bytes() for path in sealed.iterdir()}


def test_skipped_rows_are_said_on_the_sheet_itself(run: Run, workbook: Path, tmp_path: Path) -> None:
    said = run("score", "quanzhou-2025", broken(workbook, tmp_path / "bad.xlsx"), "--skip-bad-rows")
    assert "注意：有3处记录不能使用，已跳过，未计入" in said.out

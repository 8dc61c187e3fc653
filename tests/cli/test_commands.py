"""The commands from the outside: the main path of each, opened again."""

import json
from pathlib import Path

import openpyxl

from tests.cli.conftest import Run
from yizhan.rules.codec import from_json


def test_help_lists_every_command_with_what_it_does(run: Run) -> None:
    said = run()
    assert said.status == 0
    commands = [line.split()[0] for line in said.out.splitlines()[2:]]
    assert commands[:9] == [
        "schemes",
        "template",
        "score",
        "explain",
        "plan",
        "compare",
        "snapshot",
        "verify",
        "simulate",
    ]


def test_score_prints_the_table_with_total_grade_title_and_payout(run: Run, workbook: Path) -> None:
    said = run("score", "quanzhou-2025", workbook)
    assert (said.status, said.err) == (0, "")
    lines = [line.strip() for line in said.out.splitlines()]
    assert "总分：89.5 / 100" in lines
    assert "等次：四星" in lines
    assert "称号：泉州市2024年度四星级零工市场" in lines


def test_score_in_english(run: Run, workbook: Path) -> None:
    said = run("score", "quanzhou-2025", workbook, "--lang", "en")
    assert said.status == 0
    assert "Total: 89.5 / 100" in [line.strip() for line in said.out.splitlines()]


def test_json_sheet_names_hash_and_engine_and_reads_back(run: Run, workbook: Path) -> None:
    said = run("score", "quanzhou-2025", workbook, "--format", "json")
    sheet = from_json(said.out)
    assert (str(sheet.low), sheet.engine, len(sheet.scheme_hash)) == ("179/2", "0.1.0", 64)
    assert json.loads(said.out)["low"] == "89.5"


def test_reading_on_the_command_line_moves_the_grade(run: Run, workbook: Path) -> None:
    said = run("score", "quanzhou-2025", workbook, "--reading", "whole_number_gaps=rounded", "--format", "json")
    assert from_json(said.out).grade == "五星"


def test_html_and_xlsx_are_whole_files(run: Run, workbook: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "r.html", tmp_path / "r.xlsx"
    assert run("score", "quanzhou-2025", workbook, "--format", "html", "--out", page).status == 0
    assert run("score", "quanzhou-2025", workbook, "--format", "xlsx", "--out", book).status == 0
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert openpyxl.load_workbook(book).sheetnames != []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.html", "r.xlsx"]


def test_values_file_template_scores_after_filling(run: Run, tmp_path: Path) -> None:
    empty = run("template", "--scheme", "shaxian", "--values")
    assert empty.status == 0
    filled = empty.out.replace('"posts_first": null', '"posts_first": 2000').replace(
        '"disputes": null', '"disputes": 25'
    )
    path = tmp_path / "values.yaml"
    path.write_text(filled, encoding="utf-8")
    sheet = from_json(run("score", "shaxian", "--values", path, "--format", "json").out)
    assert [(sheet.item(no).low, sheet.item(no).high) for no in ("13", "17")] == [(10, 10), (0, 0)]
    assert "18" in sheet.open_items


def test_template_workbook_has_annex_four_and_one_row_for_each_finding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    assert run("template", "--scheme", "quanzhou-2025", "--out", path).status == 0
    book = openpyxl.load_workbook(path)
    header = [cell.value for cell in book["推荐成功就业花名册"][1]][:7]
    assert header == ["序号", "姓名", "身份证号码", "现居住地", "联系电话", "实现就业企业名称", "推荐时间"]
    assert book["检查结果"].max_row > 30


def test_explain_goes_down_to_every_record(run: Run, workbook: Path) -> None:
    said = run("explain", "quanzhou-2025", workbook, "9", "--all")
    assert said.status == 0
    traced = [line for line in said.out.splitlines() if line.strip().startswith("j0")]
    counted = [line for line in traced if line.rstrip().endswith("计入")]
    assert len(counted) < len(traced)
    assert f"记录{len(traced)}，计入{len(counted)}" in said.out


def test_explain_names_the_people_that_a_minimum_hangs_on(run: Run, workbook: Path) -> None:
    said = run("explain", "quanzhou-2025", workbook, "7")
    after = said.out.split("最少之处", 1)[1].splitlines()
    counts = [int(line.rpartition("：")[2]) for line in after[1:6]]
    assert counts == sorted(counts)
    assert counts[0] == 3


def test_plan_names_the_cheapest_way_and_heeds_costs(run: Run, workbook: Path) -> None:
    cheap = run("plan", "quanzhou-2025", workbook, "--grade", "五星")
    assert (cheap.status, "总成本2，完成后90.5分" in cheap.out) == (0, True)
    dear = run("plan", "quanzhou-2025", workbook, "--cost", "placements_monthly_mean=none")
    assert (dear.status, "仅靠增加工作量达不到" in dear.out) == (1, True)


def test_many_stations_are_ranked_and_written_one_by_one(run: Run, city: Path, tmp_path: Path) -> None:
    said = run("score", "quanzhou-2025", city, "--period", "2024", "--format", "json", "--out", tmp_path / "sheets")
    assert said.status == 0
    sheets = sorted((tmp_path / "sheets").iterdir())
    totals = [from_json(path.read_text(encoding="utf-8")).low for path in sheets]
    assert len(totals) == len([line for line in said.out.splitlines() if "零工" in line])


def test_compare_sums_what_would_be_paid(run: Run, city: Path) -> None:
    said = run("compare", "quanzhou-annex6", "quanzhou-2025", city, "--period", "2024")
    assert said.status == 0
    assert [line for line in said.out.splitlines() if "合计" in line] != []


def test_simulation_with_the_same_seed_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        done = run("simulate", "--city", "haikou", "--stations", "3", "--seed", "5", "--out", tmp_path / name)
        assert done.status == 0
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}


def test_snapshot_verifies_and_a_changed_sheet_does_not(run: Run, workbook: Path, tmp_path: Path) -> None:
    sheet, sealed = tmp_path / "sheet.json", tmp_path / "sealed"
    run("score", "quanzhou-2025", workbook, "--format", "json", "--out", sheet)
    assert run("snapshot", "quanzhou-2025", workbook, "--out", sealed).status == 0
    assert run("verify", sheet, sealed).out.splitlines() == [
        "PASS：与封存的记录重新计算的结果完全一致",
        "用途（计分表自称）：正式计分",
    ]
    data = json.loads(sheet.read_text(encoding="utf-8"))
    data["items"][8]["low"] = data["items"][8]["high"] = "15"
    sheet.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    said = run("verify", sheet, sealed)
    assert (said.status, said.out.strip()) == (1, "不一致：items[9].low：计分表为「15」，重新计算为「14」")


def test_changed_record_breaks_the_seal(run: Run, workbook: Path, tmp_path: Path) -> None:
    sheet, sealed = tmp_path / "sheet.json", tmp_path / "sealed"
    run("score", "quanzhou-2025", workbook, "--format", "json", "--out", sheet)
    run("snapshot", "quanzhou-2025", workbook, "--out", sealed)
    (sealed / "placements.parquet").write_bytes((sealed / "surveys.parquet").read_bytes())
    said = run("verify", sheet, sealed)
    assert said.status == 2
    assert "推荐成功就业花名册" in said.err or "placements" in said.err


def test_schemes_are_listed_shown_and_drawn(run: Run, tmp_path: Path) -> None:
    assert run("schemes", "list").status == 0
    shown = run("schemes", "show", "haikou-2024")
    assert "口径 weekly_events" in shown.out
    assert run("schemes", "plot", "shaxian", "--format", "png", "--out", tmp_path / "png").status == 0
    assert (tmp_path / "png" / "9-satisfaction_percent.png").read_bytes()[:4] == b"\x89PNG"


def test_what_if_sheet_verifies_but_says_that_it_may_not_be_paid(run: Run, workbook: Path, tmp_path: Path) -> None:
    sheet, sealed = tmp_path / "sheet.json", tmp_path / "sealed"
    arguments = ("--what-if", "--reading", "partial_unit=proportional", "--format", "json", "--out", sheet)
    run("score", "quanzhou-2025", workbook, *arguments)
    run("snapshot", "quanzhou-2025", workbook, "--out", sealed)
    lines = run("verify", sheet, sealed).out.splitlines()
    assert lines[0].startswith("PASS")
    assert lines[1] == "用途（计分表自称）：试算，不作拨付依据"
    assert lines[2].endswith("（partial_unit=proportional）")


def test_reading_that_only_moves_money_is_shown_to_matter(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "values.yaml"
    money = 'money: {bid_price: "1000000", network_fee: "100000"}'
    path.write_text(f"subject: market\nvalues: {{posts_first: 0}}\n{money}\n", encoding="utf-8")
    sheet = from_json(run("score", "shaxian", "--values", path, "--format", "json").out)
    moved = {effect.option for effect in sheet.effects if effect.reading == "tail_payment" and effect.changes_payout}
    assert moved == {"literal", "network_fee_separate", "grade_on_tail"}


def test_language_may_stand_before_or_after_the_command(run: Run) -> None:
    assert run("--lang", "en", "schemes", "list").out == run("schemes", "list", "--lang", "en").out


def test_duties_and_the_ten_prohibitions_are_shown_with_their_clauses(run: Run) -> None:
    lines = run("schemes", "show", "suizhou-2023").out.splitlines()
    assert len([line for line in lines if line.startswith("禁止 ")]) == 10
    assert len([line for line in lines if line.startswith("职责 ")]) > 5
    assert len([line for line in lines if line.startswith("制定单位：") and "发布：2023-06-05" in line]) == 1

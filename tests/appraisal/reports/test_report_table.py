"""Terminal tables at 80 columns."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rich.cells import cell_len
from rich.console import Console

from yizhan.appraisal.catalogue import scheme
from yizhan.appraisal.reports.ranking import rank
from yizhan.appraisal.reports.table import show, show_explanation, show_ranking
from yizhan.kernel.texts import Language, Text
from yizhan.rules.sheet import ScoreSheet

MakeSheet = Callable[..., ScoreSheet]
F = Fraction


@dataclass(frozen=True)
class Record:
    """A record as the facts trace it."""

    record: str
    day: date
    status: Text


def shown(draw: Callable[[Console], None], width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False, legacy_windows=False)
    draw(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_eighty_columns_are_enough_for_every_standard(make_sheet: MakeSheet) -> None:
    languages: tuple[Language, ...] = ("zh", "en")
    for name in ("haikou-2024", "quanzhou-2025", "quanzhou-annex6", "shaxian", "suizhou-2023"):
        for lang in languages:
            text = shown(lambda console, n=name, la=lang: show(make_sheet(n), console, la, scheme=scheme(n)))  # type: ignore[misc]
            assert max(cell_len(line) for line in text.splitlines()) <= 80
            assert "…" not in text.replace("12.333…", "")


def test_the_table_says_points_of_maximum_total_grade_title_and_payout(make_sheet: MakeSheet) -> None:
    text = shown(lambda console: show(make_sheet("quanzhou-2025", "market", {"award.1": F(8)}), console), 140)
    assert "8/10" in text
    assert "总分：98 / 100" in text
    assert "等次：五星" in text
    assert "称号：泉州市2025年度五星级零工市场" in text
    assert "应付合计：100,000.00元" in text


def test_open_items_name_who_must_supply(make_sheet: MakeSheet) -> None:
    sheet = make_sheet("haikou-2024", "urban", {"events_per_week_min": None})
    text = squeezed(shown(lambda console: show(sheet, console), 140))
    assert "0–10/10" in text
    assert "第8项 每周最少对接活动 没有提供这张记录表 驿站补充记录" in text


def test_only_readings_that_matter_are_listed(make_sheet: MakeSheet) -> None:
    sheet = make_sheet("quanzhou-2025", "market", {"placements_monthly_mean": F(5), "award.1": F(5)})
    loaded = scheme("quanzhou-2025")
    text = shown(lambda console: show(sheet, console, scheme=loaded), 160)
    assert "月均数低于起点时如何计分" in text
    assert "没有发布岗位时第4项如何计分" not in text


def test_hostile_names_neither_colour_nor_steer_the_terminal(make_sheet: MakeSheet) -> None:
    sheet = make_sheet("shaxian", station_name="[red]甲[/red]\x1b[2J\u202e乙\x07")
    text = shown(lambda console: show(sheet, console))
    assert "[red]甲[/red][2J乙" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_an_explanation_goes_down_to_the_records_and_counts_the_rest(make_sheet: MakeSheet) -> None:
    item = make_sheet("haikou-2024", "urban", {"seeker_entries": F(799)}).item("5")
    counted, doubled = Text("计入", "counted"), Text("重复", "duplicate")
    records = [Record(f"R{n:04}", date(2025, 3, 1 + n), counted if n else doubled) for n in range(20)]
    text = squeezed(shown(lambda console: show_explanation(item, {"seeker_entries": records}, console, limit=12), 120))
    assert "第5项 需求摸排和信息归集发布 0 / 10" in text
    assert "登记并发布求职信息：记录3203，计入3196；未计入：重复 5、无凭证 2" in text
    assert "R0000 2025-03-01 重复 R0001 2025-03-02 计入" in text
    assert "R0011" in text
    assert "R0012" not in text
    assert "另有8条" in text
    assert "没有可查看的记录" in text


def test_a_ranking_is_one_line_a_station(make_sheet: MakeSheet) -> None:
    sheets = [
        make_sheet("quanzhou-2025", "market", {"award.1": F(n)}, station=f"S{n}", station_name=f"第{n}市场")
        for n in (0, 9, 5)
    ]
    lines = shown(lambda console: show_ranking(rank(sheets), console), 100).splitlines()
    assert [line.split()[:3] for line in lines[1:]] == [
        ["1", "第9市场", "99"],
        ["2", "第5市场", "95"],
        ["3", "第0市场", "90"],
    ]

"""`yizhan compare`: the same records under two schemes, station by station and in sum."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from yizhan.appraisal import catalogue
from yizhan.appraisal.appraise import Request, appraise, appraise_all
from yizhan.appraisal.records import Records, open_records
from yizhan.cli.options import Lang, PeriodText, SchemeName, SkipBadRows, Station
from yizhan.cli.speech import SPEECH, progress
from yizhan.kernel.clock import today
from yizhan.kernel.exact import shown
from yizhan.kernel.money import yuan
from yizhan.kernel.texts import Text
from yizhan.rules.scheme import Scheme
from yizhan.rules.sheet import ScoreSheet

LETTERS = ("A", "B")
HEADINGS = ((Text("得分", "points"), False), (Text("等次", "grade"), False), (Text("拨付", "payout"), True))
"""The columns of each scheme, and whether their cells must not be broken over lines."""

app = typer.Typer(name="compare", help="用两个方案比较同一批记录", add_completion=False, rich_markup_mode=None)


@app.command()
def compare_command(
    scheme_a: SchemeName,
    scheme_b: SchemeName,
    records: Annotated[list[Path], typer.Argument(metavar="记录…", help="工作簿、文件夹或封存的记录")],
    station: Station = None,
    period: PeriodText = None,
    skip_bad_rows: SkipBadRows = False,
    lang: Lang = "zh",
) -> None:
    """同一批记录在两个方案下的得分、等次和拨付；多个驿站时另给合计。"""
    schemes = (catalogue.scheme(scheme_a), catalogue.scheme(scheme_b))
    opened = open_records(records, today=today(), skip_bad_rows=skip_bad_rows)
    columns = [_sheets(one, opened, station, period) for one in schemes]
    table = Table(pad_edge=False)
    table.add_column(Text("驿站", "station").say(SPEECH.lang), overflow="fold")
    for letter in LETTERS:
        for heading, whole in HEADINGS:
            table.add_column(f"{letter} {heading.say(SPEECH.lang)}", justify="right", no_wrap=whole, overflow="fold")
    for name in sorted(columns[0]):
        table.add_row(name, *(cell for column in columns for cell in _cells(column[name])))
    if len(columns[0]) > 1:
        table.add_section()
        table.add_row(Text("合计", "sum").say(SPEECH.lang), *(cell for column in columns for cell in _sum(column)))
    SPEECH.out.print(table)
    for letter, one, column in zip(LETTERS, schemes, columns, strict=True):
        days = "、".join(sorted({sheet.period for sheet in column.values()}))
        title = one.head.title
        SPEECH.say(Text(f"{letter}：{title.zh}，考核期 {days}", f"{letter}: {title.en}, period {days}"))


def _sheets(scheme: Scheme, opened: Records, station: str | None, period: str | None) -> dict[str, ScoreSheet]:
    request = Request(scheme, period)
    if station is not None or len(opened.facts.stations()) == 1:
        found = appraise(request, opened.facts, opened.station(station)).sheet
        return {found.station: found}
    with progress(Text(f"计分 {scheme.head.scheme}", f"scoring {scheme.head.scheme}")) as moved:
        return {one.sheet.station: one.sheet for one in appraise_all(request, opened.facts, moved)}


def _cells(sheet: ScoreSheet) -> tuple[str, str, str]:
    points = shown(sheet.low) if sheet.low == sheet.high else f"{shown(sheet.low)}–{shown(sheet.high)}"
    if sheet.mode == "ratings":
        points = "—"
    grades = "/".join(sheet.verdict.grades) if sheet.verdict else "—"
    low, high = _payable(sheet)
    if low is None or high is None:
        return points, grades, "—"
    return points, grades, yuan(low) if low == high else f"{yuan(low)}–{yuan(high)}"


def _payable(sheet: ScoreSheet) -> tuple[int | None, int | None]:
    """The least and the most that may have to be paid, None where nothing can be said."""
    totals = [payout.total for payout in sheet.payouts if payout.total is not None]
    if not totals or len(totals) < len(sheet.payouts):
        return None, None
    sure = all(payout.eligible == "yes" for payout in sheet.payouts)
    possible = any(payout.eligible != "no" for payout in sheet.payouts)
    return (min(totals) if sure else 0), (max(totals) if possible else 0)


def _sum(column: dict[str, ScoreSheet]) -> tuple[str, str, str]:
    spans = [_payable(sheet) for sheet in column.values()]
    known = [(low, high) for low, high in spans if low is not None and high is not None]
    low, high = sum(one[0] for one in known), sum(one[1] for one in known)
    counted = Text(f"{len(known)}个", f"{len(known)} stations").say(SPEECH.lang)
    total = "—" if not known else yuan(low) if low == high else f"{yuan(low)}–{yuan(high)}"
    return "", counted, total

"""`yizhan score`: the sheet of one station, or the ranking of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from yizhan.appraisal import catalogue
from yizhan.appraisal.appraise import Appraised, Request, appraise, appraise_all
from yizhan.appraisal.records import open_records
from yizhan.appraisal.values_file import case_of, read_values
from yizhan.cli.options import (
    Lang,
    Out,
    PeriodText,
    ReadingPairs,
    RecordPaths,
    SchemeName,
    SkipBadRows,
    Station,
    Subject,
    ValuesPath,
    pairs,
    something_to_score,
)
from yizhan.cli.output import Format, checked_format, write_many, write_one
from yizhan.cli.speech import SPEECH, progress
from yizhan.kernel.clock import today
from yizhan.kernel.errors import BadCell
from yizhan.kernel.texts import Text
from yizhan.rules.scheme import Scheme
from yizhan.rules.scoring import score
from yizhan.rules.sheet import ScoreSheet

app = typer.Typer(name="score", help="计分", add_completion=False, rich_markup_mode=None)


@dataclass(frozen=True)
class _Asked:
    scheme: Scheme
    station: str | None
    period: str | None
    subject: str | None
    readings: dict[str, str]
    values: Path | None
    what_if: bool


@app.command()
def score_command(
    scheme: SchemeName,
    records: RecordPaths = None,
    station: Station = None,
    period: PeriodText = None,
    subject: Subject = None,
    reading: ReadingPairs = None,
    values: ValuesPath = None,
    form: Annotated[str, typer.Option("--format", help="table、json、html 或 xlsx")] = "table",
    out: Out = None,
    skip_bad_rows: SkipBadRows = False,
    what_if: Annotated[bool, typer.Option("--what-if", help="试算：结果标明不作拨付依据")] = False,
    lang: Lang = "zh",
) -> None:
    """按方案为驿站计分：项目、数值、得分、理由，总分、等次、称号、拨付。"""
    something_to_score(records, values)
    asked = _Asked(catalogue.scheme(scheme), station, period, subject, pairs(reading, "--reading"), values, what_if)
    chosen = checked_format(form)
    if records:
        _from_records(asked, records, chosen, out, skip_bad_rows)
    else:
        _write(_from_values(asked), asked, chosen, out)


def _from_values(asked: _Asked) -> ScoreSheet:
    assert asked.values is not None
    file = read_values(asked.values)
    return score(asked.scheme, case_of(asked.scheme, file, asked.readings, asked.subject))


def _from_records(asked: _Asked, records: list[Path], form: Format, out: Path | None, skip: bool) -> None:
    from_file = read_values(asked.values) if asked.values is not None else None
    opened = open_records(records, today=today(), skip_bad_rows=skip)
    request = Request(
        asked.scheme,
        asked.period,
        asked.subject or (from_file.subject if from_file else None),
        {**(from_file.readings if from_file else {}), **asked.readings},
        from_file.values if from_file else {},
        from_file.money if from_file else {},
        asked.what_if,
        len(opened.refused),
    )
    if asked.station is None and len(opened.facts.stations()) > 1:
        sheets = []
        with progress(Text("计分", "scoring")) as moved:
            sheets = [one.sheet for one in appraise_all(request, opened.facts, moved)]
        write_many(sheets, asked.scheme, form, out)
    else:
        found = appraise(request, opened.facts, opened.station(asked.station))
        _note_unused(found.unused)
        _write(found.sheet, asked, form, out, found, opened.refused)
    if opened.refused:
        SPEECH.note(
            Text(f"已跳过{len(opened.refused)}处不能使用的数据", f"{len(opened.refused)} bad entries were skipped")
        )


def _note_unused(unused: Sequence[str]) -> None:
    if unused:
        listed = "、".join(unused)
        SPEECH.note(Text(f"本方案不用的检查项：{listed}", f"findings that this scheme does not read: {listed}"))


def _write(
    sheet: ScoreSheet,
    asked: _Asked,
    form: Format,
    out: Path | None,
    found: Appraised | None = None,
    refused: Sequence[BadCell] = (),
) -> None:
    plan = None
    if form == "html" and found is not None and sheet.verdict is not None and sheet.mode == "points":
        # The planner's solver takes most of a second to import, so only a report that shows a plan loads it.
        plan = import_module("yizhan.appraisal.planned").next_grade(asked.scheme, found)
    write_one(sheet, asked.scheme, form, out, plan=plan, refused=refused)

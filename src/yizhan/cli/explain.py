"""`yizhan explain`: one item, from the points down to the records."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from yizhan.appraisal import catalogue
from yizhan.appraisal.appraise import Request, appraise
from yizhan.appraisal.records import open_records
from yizhan.appraisal.reports.table import LISTED_RECORDS, show_explanation
from yizhan.cli.options import (
    Lang,
    PeriodText,
    ReadingPairs,
    RecordPaths,
    SchemeName,
    SkipBadRows,
    Station,
    Subject,
    pairs,
)
from yizhan.cli.speech import SPEECH
from yizhan.facts.least import Place, least
from yizhan.facts.trace import RecordTrace, records
from yizhan.kernel.clock import today
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text

LISTED_PLACES = 5

app = typer.Typer(name="explain", help="说明一个项目的得分", add_completion=False, rich_markup_mode=None)


@app.command()
def explain_command(
    scheme: SchemeName,
    records_and_item: RecordPaths = None,
    item: Annotated[str | None, typer.Option("--item", help="项目序号；也可作为最后一个参数")] = None,
    station: Station = None,
    period: PeriodText = None,
    subject: Subject = None,
    reading: ReadingPairs = None,
    every: Annotated[bool, typer.Option("--all", help="列出全部记录，而不只是前几条")] = False,
    skip_bad_rows: SkipBadRows = False,
    lang: Lang = "zh",
) -> None:
    """说明一个项目为何得这些分：条文、口径、曲线、数值，直到每条记录是否计入。"""
    paths = list(records_and_item or [])
    number = item or (str(paths.pop()) if len(paths) > 1 else None)
    if number is None or not paths:
        raise Refusal("用法：yizhan explain 方案 记录… 项目序号", "usage: yizhan explain SCHEME RECORDS… ITEM")
    loaded = catalogue.scheme(scheme)
    opened = open_records(paths, today=today(), skip_bad_rows=skip_bad_rows)
    request = Request(loaded, period, subject, pairs(reading, "--reading"))
    chosen = opened.station(station)
    sheet = appraise(request, opened.facts, chosen).sheet
    numbers = [one.no for one in sheet.items]
    if number not in numbers:
        listed = "、".join(numbers)
        raise Refusal(f"没有第「{number}」项，可选：{listed}", f"no item {number!r}; items are {listed}")
    found = sheet.item(number)
    span = Period(*(date.fromisoformat(day) for day in sheet.period.split("..")))
    traces: dict[str, list[RecordTrace]] = {
        line.name: records(opened.facts, span, line.name, chosen) for line in found.lines if line.kind == "indicator"
    }
    most = max((len(listed) for listed in traces.values()), default=0)
    limit = most if every else LISTED_RECORDS
    show_explanation(found, traces, SPEECH.out, SPEECH.lang, limit=limit)
    for line in found.lines:
        if line.kind == "indicator":
            _show_least(line.label, least(opened.facts, span, line.name, chosen), every=every)


def _show_least(label: Text, places: Sequence[Place], *, every: bool) -> None:
    """The weeks, days or people that a minimum hangs on, fewest first."""
    if not places:
        return
    SPEECH.say(Text(f"{label.zh}最少之处（共{len(places)}处）：", f"{label.en}, fewest first ({len(places)} in all):"))
    for place in places if every else places[:LISTED_PLACES]:
        SPEECH.say(Text(f"  {place.what.zh}：{place.count}", f"  {place.what.en}: {place.count}"))

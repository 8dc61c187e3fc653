"""`yizhan plan`: the cheapest way to a grade."""

from typing import Annotated

import typer
from rich.table import Table

from yizhan.appraisal import catalogue
from yizhan.appraisal.appraise import Request, appraise
from yizhan.appraisal.planned import next_grade
from yizhan.appraisal.records import open_records
from yizhan.cli.options import (
    CostPairs,
    Lang,
    PeriodText,
    ReadingPairs,
    RecordPaths,
    SchemeName,
    SkipBadRows,
    Station,
    Subject,
    pairs,
    something_to_score,
)
from yizhan.cli.speech import FAILED, SPEECH
from yizhan.kernel.clock import today
from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.building.standards import standard
from yizhan.rules.planning.plan import Plan

app = typer.Typer(name="plan", help="求达到某一等次的最省办法", add_completion=False, rich_markup_mode=None)


@app.command()
def plan_command(
    scheme: SchemeName,
    records: RecordPaths = None,
    grade: Annotated[str | None, typer.Option("--grade", help="目标等次；默认为再高一等")] = None,
    cost: CostPairs = None,
    station: Station = None,
    period: PeriodText = None,
    subject: Subject = None,
    reading: ReadingPairs = None,
    skip_bad_rows: SkipBadRows = False,
    lang: Lang = "zh",
) -> None:
    """求达到目标等次所需增加的工作量，总成本最低。"""
    something_to_score(records, None)
    loaded = catalogue.scheme(scheme)
    opened = open_records(records or [], today=today(), skip_bad_rows=skip_bad_rows)
    request = Request(loaded, period, subject, pairs(reading, "--reading"))
    found = appraise(request, opened.facts, opened.station(station))
    plan = next_grade(loaded, found, grade, pairs(cost, "--cost"))
    built = standard(loaded, found.sheet.subject, found.case.readings)
    _show(plan, {one.name: one.label for one in built.inputs()})
    if found.sheet.period.rpartition("..")[2] < today().isoformat():
        SPEECH.say(
            Text("考核期已经结束：以上只说明当时还差多少", "the period is over: this only shows what was lacking")
        )
    if not plan.reachable:
        raise typer.Exit(FAILED)


def _show(plan: Plan, labels: dict[str, Text]) -> None:
    now, target = shown(plan.before), shown(plan.target)
    SPEECH.say(
        Text(f"目标：{plan.goal}（{target}分）；目前确定的得分：{now}分", f"goal {plan.goal} ({target}); now {now}")
    )
    if not plan.reachable:
        best = shown(plan.best)
        SPEECH.say(Text(f"仅靠增加工作量达不到，最高可到{best}分", f"work alone cannot reach it; at most {best}"))
    elif not plan.steps:
        SPEECH.say(Text("已经达到，无需增加", "already reached"))
    else:
        SPEECH.out.print(_steps(plan))
        cost, after = shown(plan.cost), shown(plan.after)
        SPEECH.say(Text(f"总成本{cost}，完成后{after}分", f"cost {cost}, then {after} points"))
        for gain in plan.gains:
            change = f"{shown(gain.before)} → {shown(gain.after)}"
            SPEECH.say(
                Text(f"  第{gain.no}项 {gain.title.zh}：{change}分", f"  item {gain.no} {gain.title.en}: {change}")
            )
    if plan.by_persons:
        listed = "、".join(labels[name].say(SPEECH.lang) for name in plan.by_persons)
        SPEECH.say(Text(f"须由人评定或补充、未计入本方案：{listed}", f"left to persons: {listed}"))


def _steps(plan: Plan) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (("指标", "indicator"), ("目前", "now"), ("提高到", "raise to"), ("增加", "add"), ("成本", "cost")):
        table.add_column(Text(*heading).say(SPEECH.lang), overflow="fold")
    for step in plan.steps:
        unit = step.unit.say(SPEECH.lang)
        row = (step.now, step.to, step.add, step.cost)
        table.add_row(f"{step.label.say(SPEECH.lang)}（{unit}）", *(shown(number) for number in row))
    return table

"""The score sheet in a terminal: tables that fit 80 columns, points explained down to the records, a ranking."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from yizhan.appraisal.reports import phrasing
from yizhan.appraisal.reports.naming import Naming, naming
from yizhan.appraisal.reports.parts import Missing, missing, weighed
from yizhan.appraisal.reports.ranking import Ranked
from yizhan.appraisal.reports.voice import Voice
from yizhan.kernel.texts import Language, Text
from yizhan.rules.scheme import Scheme
from yizhan.rules.sheet import ItemScore, ScoreSheet

LISTED_RECORDS = 12


class Trace(Protocol):
    """One record behind an indicator: which, when, and whether it counts or why not."""

    @property
    def record(self) -> str:
        """The record's number."""

    @property
    def day(self) -> date:
        """The day it belongs to."""

    @property
    def status(self) -> Text:
        """Counted, or the reason it is not."""


def show(sheet: ScoreSheet, console: Console, lang: Language = "zh", *, scheme: Scheme | None = None) -> None:
    """Item, value, points of maximum and why; then the result, what is open, and the readings that matter."""
    voice = Voice(lang, naming(sheet, scheme))
    _say(console, f"{voice.say(sheet.scheme_title)}", style="bold")
    subject = voice.say(sheet.subject_title)
    _say(console, f"{phrasing.station(sheet)}　{subject}　{voice.period(sheet.period)}　{voice.t(sheet.status)}")
    if sheet.what_if:
        _say(console, voice.t("what_if"), style="bold red")
    console.print(_items(sheet, voice))
    for label, value in _result(sheet, voice):
        _say(console, f"{label}{_colon(lang)}{value}")
    open_ones = missing(sheet, voice)
    if open_ones:
        console.print(_missing(open_ones, voice))
    mattering = [one for one in weighed(sheet) if one.weight]
    if mattering:
        console.print(_readings(sheet, voice))


def show_explanation(
    item: ItemScore,
    traces: Mapping[str, Sequence[Trace]],
    console: Console,
    lang: Language = "zh",
    *,
    limit: int = LISTED_RECORDS,
) -> None:
    """From the points of one item down to the records of each input: at most `limit` records each, the rest counted."""
    voice = Voice(lang, Naming())
    of = f" / {voice.maximum(item)}" if not item.ratings else ""
    _say(console, f"{voice.t('item_no', item.no)} {voice.say(item.title)}　{voice.points(item)}{of}", style="bold")
    _say(console, f"{voice.t('why')}{_colon(lang)}{voice.say(item.why)}")
    for passage in item.clause:
        _say(console, f"{voice.t('clause')}{_colon(lang)}{passage}", style="dim")
    console.print(_lines(item, voice))
    for line in item.lines:
        if line.evidence is None:
            continue
        _say(console, f"{voice.say(line.label)}{_colon(lang)}{voice.evidence(line.evidence)}", style="bold")
        _records(traces.get(line.name, ()), console, voice, limit)


def show_ranking(rows: Sequence[Ranked], console: Console, lang: Language = "zh") -> None:
    """One line a station: place, station, total, grade, what is payable, and how many items are open."""
    voice = Voice(lang, Naming())
    table = _table(voice.t("rank"), voice.t("station"))
    for heading in (voice.t("total"), voice.t("grade"), voice.t("payable"), voice.t("open_items")):
        table.add_column(heading, justify="right", overflow="fold")
    for row in rows:
        sheet = row.sheet
        total = "—" if sheet.mode == "ratings" else voice.span(sheet.low, sheet.high)
        payable = voice.money(row.payable) if sheet.payouts else "—"
        cells = (row.place, phrasing.station(sheet), total, row.grades(lang), payable, str(len(sheet.open_items)))
        table.add_row(*(escape(phrasing.clean(cell)) for cell in cells))
    console.print(table)


def _items(sheet: ScoreSheet, voice: Voice) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 1))
    table.add_column("", no_wrap=True)
    table.add_column(voice.t("item"), ratio=3, overflow="fold")
    table.add_column(voice.t("value_short"), justify="right", ratio=2, overflow="fold")
    table.add_column(voice.t("points"), justify="right", no_wrap=True)
    table.add_column(voice.t("why"), ratio=5, overflow="fold")
    for item in sheet.items:
        most = f"/{voice.number(item.maximum)}" if item.maximum is not None and not item.ratings else ""
        style = None if item.settled else "yellow"
        points, value = f"{voice.points(item)}{most}", phrasing.value_summary(item, voice.lang)
        cells = (item.no, voice.say(item.title), value, points, voice.say(item.why))
        table.add_row(*(escape(phrasing.clean(cell)) for cell in cells), style=style)
    return table


def _result(sheet: ScoreSheet, voice: Voice) -> list[tuple[str, str]]:
    found = [(voice.t("caveat"), voice.say(caveat)) for caveat in sheet.caveats]
    if sheet.mode == "points":
        of = f" / {voice.number(sheet.declared_total)}" if sheet.declared_total is not None else ""
        found.append((voice.t("total"), f"{voice.span(sheet.low, sheet.high)}{of}"))
        if sections := voice.sections(sheet):
            found.append((voice.t("made_up_of"), sections))
    if sheet.verdict:
        label = "rating" if sheet.mode == "ratings" else ("grade" if sheet.grade else "grades_open")
        found.append((voice.t(label), voice.grades(sheet.verdict.grades)))
        for name, text in (("title", sheet.verdict.title), ("consequence", sheet.verdict.consequence)):
            found += [(voice.t(name), text)] if text else []
    for payout in sheet.payouts:
        grade = f"（{voice.grades((payout.grade,))}）" if len(sheet.payouts) > 1 else ""
        found.append((f"{voice.t('payable')}{grade}", voice.payable(payout)))
        if payout.one_time is not None:
            once = f"{voice.money(payout.one_time)}（{voice.t(f'eligible_{payout.one_time_eligible}')}）"
            found.append((voice.t("one_time"), once))
    if sheet.hangs_on:
        names = [voice.names.reading(name, voice.lang) for name in sheet.hangs_on]
        found.append((voice.t("hangs_on"), voice.list(names)))
    return found


def _missing(found: Sequence[Missing], voice: Voice) -> Table:
    table = _table(voice.t("open_items"), voice.t("what"), voice.t("reason"), voice.t("by_whom"))
    for one in found:
        table.add_row(*(escape(cell) for cell in (one.where, one.what, one.reason, one.by)))
    return table


def _readings(sheet: ScoreSheet, voice: Voice) -> Table:
    table = _table(voice.t("reading"), voice.t("in_force_option"), voice.t("other_options"))
    for one in weighed(sheet):
        if not one.weight:
            continue
        others = [
            f"{voice.names.option(effect.reading, effect.option, voice.lang)}{_colon(voice.lang)}"
            f"{voice.effect(sheet, effect)}"
            for effect in one.effects
            if effect.changes_total or effect.changes_grade or effect.changes_payout
        ]
        cells = (voice.say(one.chosen.title), voice.say(one.chosen.option_title), "\n".join(others))
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _lines(item: ItemScore, voice: Voice) -> Table:
    table = _table(voice.t("inputs"), voice.t("value"), voice.t("target"), voice.t("state"))
    for line in item.lines:
        cells = (voice.say(line.label), voice.value(line), voice.target(line), voice.state(line))
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _records(traces: Sequence[Trace], console: Console, voice: Voice, limit: int) -> None:
    if not traces:
        _say(console, f"  {voice.t('no_records')}", style="dim")
        return
    table = _table(voice.t("records_short"), voice.t("day"), voice.t("state"))
    for one in islice(traces, limit):
        cells = (phrasing.clean(one.record), one.day.isoformat(), voice.say(one.status))
        table.add_row(*(escape(cell) for cell in cells))
    console.print(table)
    if len(traces) > limit:
        _say(console, f"  {voice.t('more_records', len(traces) - limit)}", style="dim")


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(
        phrasing.clean(text) if not text.startswith("  ") else text, style=style, markup=False, highlight=False
    )


def _colon(lang: Language) -> str:
    return "：" if lang == "zh" else ": "

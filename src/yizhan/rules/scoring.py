"""Scoring one station: values in, a score sheet out. The algorithm in prose is docs/scoring.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from yizhan import __version__
from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import plain
from yizhan.kernel.measures import Count, Measure, Vocabulary
from yizhan.kernel.texts import Text
from yizhan.rules.building.standards import standard
from yizhan.rules.conditions import Condition
from yizhan.rules.grading import Outcome, outcome
from yizhan.rules.payout import Payout
from yizhan.rules.scheme import Item, Scheme, Standard
from yizhan.rules.sheet import FORMAT, ChosenReading, Evidence, ItemScore, Line, ReadingEffect, ScoreSheet
from yizhan.rules.values import Award, Input, Value, Values


@dataclass(frozen=True)
class Case:
    """One station to score. `values` are admitted values; `counts` are the record counts behind indicators;
    `money` holds sums in fen; `year` fills titles; `what_if` marks a run that may not be paid; `caveats` are what a reader of
    the sheet must know about how the values came about."""

    subject: str
    values: Values
    counts: Mapping[str, Count] = field(default_factory=dict)
    money: Mapping[str, int] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    station: str = ""
    station_name: str = ""
    period: str = ""
    year: int | None = None
    what_if: bool = False
    caveats: tuple[Text, ...] = ()


def score(scheme: Scheme, case: Case, *, effects: bool = True) -> ScoreSheet:
    """The sheet of `case` under `scheme`. Exact; equal inputs give equal sheets. With `effects`, each reading is also tried
    under its other options. Raises Refusal for unknown subjects, readings or options."""
    built = standard(scheme, case.subject, case.readings)
    awards = [(item, item.curve.score(case.values)) for item in built.items]
    end = outcome(built, awards, case.values, case.year)
    sheet = ScoreSheet(
        format=FORMAT,
        engine=__version__,
        scheme=scheme.head.scheme,
        scheme_hash=scheme.hash,
        scheme_title=scheme.head.title,
        status=scheme.head.status,
        mode=scheme.head.mode,
        subject=built.subject,
        subject_title=scheme.subject(built.subject).title,
        station=case.station,
        station_name=case.station_name,
        period=case.period,
        readings=_chosen(scheme, built),
        items=tuple(_item(item, award, case, built, scheme.vocabulary) for item, award in awards),
        base=end.base,
        bonus=end.bonus,
        deductions=end.deductions,
        low=end.low,
        high=end.high,
        declared_total=scheme.total,
        verdict=end.verdict,
        payouts=_payouts(built, end, case),
        effects=(),
        notes=tuple((note.title, note.text) for note in scheme.notes),
        prohibitions=tuple(_prohibition(built, one.id, one.clause, one.title, case) for one in built.prohibitions),
        what_if=case.what_if,
        caveats=case.caveats,
    )
    return replace(sheet, effects=_effects(scheme, case, sheet)) if effects else sheet


def total_and_grades(scheme: Scheme, case: Case) -> Outcome:
    """Only the outcome, for runs over many options."""
    built = standard(scheme, case.subject, case.readings)
    awards = [(item, item.curve.score(case.values)) for item in built.items]
    return outcome(built, awards, case.values, case.year)


def subject_of(scheme: Scheme, profile: Mapping[str, object]) -> str:
    """The subject that fits the station profile; the only one where there is one. A Refusal says which column is missing."""
    if len(scheme.subjects) == 1:
        return scheme.subjects[0].id
    for subject in scheme.subjects:
        if all(profile.get(column) == value for column, value in subject.when):
            return subject.id
    listed = "、".join(f"{subject.id}（{subject.title.zh}）" for subject in scheme.subjects)
    raise Refusal(
        f"无法从基本信息判断考核对象，请填写类型和城乡，或用 --subject 指定：{listed}",
        f"the station profile does not tell the subject; choose one of {listed}",
    )


def _chosen(scheme: Scheme, built: Standard) -> tuple[ChosenReading, ...]:
    chosen = dict(built.readings)
    found = []
    for reading in scheme.readings:
        option = reading.option(chosen[reading.name])
        is_default = option.name == reading.default
        found.append(
            ChosenReading(
                reading.name,
                reading.item,
                reading.title,
                reading.clause,
                option.name,
                option.title,
                option.reason,
                is_default,
            )
        )
    return tuple(found)


def _item(item: Item, award: Award, case: Case, built: Standard, vocabulary: Vocabulary) -> ItemScore:
    chosen = dict(built.readings)
    return ItemScore(
        no=item.no,
        section=item.section,
        group=item.group,
        title=item.title,
        maximum=item.maximum,
        low=award.low,
        high=award.high,
        ratings=award.ratings,
        kind=item.curve.kind,
        why=item.curve.explain(case.values),
        clause=item.clause,
        readings=tuple((name, chosen[name]) for name in item.readings),
        lines=_lines(item, case, vocabulary),
        open=award.open,
        drawings=item.curve.draw(),
    )


def _lines(item: Item, case: Case, vocabulary: Vocabulary) -> tuple[Line, ...]:
    by_input = {condition.input.name: condition for condition in item.curve.conditions}
    lines = [_line(one, by_input.get(one.name), case) for one in item.curve.inputs]
    used = {one.name for one in item.curve.inputs}
    for name in item.shown:
        if name not in used:
            lines.append(_shown(vocabulary[name], case))
    return tuple(lines)


def _line(one: Input, condition: Condition | None, case: Case) -> Line:
    value = case.values.get(one.name)
    count = case.counts.get(one.name)
    if condition is not None:
        state: str = condition.state(case.values)
        label, target, clause = condition.title, condition.target(case.values), condition.clause
    else:
        state = "open" if value is None else "used"
        label, target, clause = one.label, None, ""
    return Line(
        one.name,
        label,
        one.unit,
        one.kind,
        written(value),
        state,
        target,
        clause,
        _evidence(count),
        _missing(count, value),
    )


def _shown(measure: Measure, case: Case) -> Line:
    count = case.counts.get(measure.name)
    value = count.value if count else None
    return Line(
        measure.name,
        measure.label,
        measure.unit,
        "indicator",
        written(value),
        "shown",
        None,
        "",
        _evidence(count),
        _missing(count, value),
    )


def _evidence(count: Count | None) -> Evidence | None:
    return Evidence(count.raw, count.rejected, count.records) if count is not None else None


def _missing(count: Count | None, value: Value | None) -> Text | None:
    return count.missing if count is not None and value is None else None


def written(value: Value | None) -> str | None:
    """A value as exact text: ``是``/``否`` for findings, amounts joined by ``+``."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return " + ".join(plain(each) for each in value) or "无"
    return plain(value) if isinstance(value, Fraction) else value


def _prohibition(built: Standard, id: str, clause: str, title: str, case: Case) -> Line:
    name = f"violation.{id}"
    value = case.values.get(name)
    state = "open" if value is None else ("failed" if value else "met")
    return Line(name, Text(title, id), Text("", ""), "finding", written(value), state, None, clause, None, None)


def _payouts(built: Standard, end: Outcome, case: Case) -> tuple[Payout, ...]:
    if built.payout is None or end.verdict is None:
        return ()
    return tuple(built.payout.pay(grade, case.values, case.money) for grade in end.verdict.grades)


def _effects(scheme: Scheme, case: Case, sheet: ScoreSheet) -> tuple[ReadingEffect, ...]:
    """Each reading of the scheme under each option that is not in force. A reading of the period itself is left out: other
    options would measure other records, which these values cannot tell."""
    found = []
    for chosen in sheet.readings:
        for option in scheme.reading(chosen.name).options:
            if option.name == chosen.option or option.span is not None:
                continue
            other = replace(case, readings={**case.readings, chosen.name: option.name})
            found.append(effect_of(scheme, sheet, other, (chosen.name, option.name)))
    return tuple(found)


def effect_of(scheme: Scheme, sheet: ScoreSheet, other: Case, choice: tuple[str, str]) -> ReadingEffect:
    """What another case, with the (reading, option) of `choice`, changes against the sheet: total, grade, money."""
    end = total_and_grades(scheme, other)
    payouts = _payouts(standard(scheme, other.subject, other.readings), end, other)
    grades = sheet.verdict.grades if sheet.verdict else ()
    then = end.verdict.grades if end.verdict else ()
    ratings = tuple(item.ratings for item in sheet.items)
    return ReadingEffect(
        reading=choice[0],
        option=choice[1],
        low=end.low,
        high=end.high,
        grades=then,
        changes_total=(end.low, end.high) != (sheet.low, sheet.high) or end.ratings != ratings,
        changes_grade=then != grades,
        payable=payouts[0].payable if len(payouts) == 1 else None,
        changes_payout=_sums(payouts) != _sums(sheet.payouts),
    )


def _sums(payouts: tuple[Payout, ...]) -> set[tuple[int | None, str, int | None]]:
    return {(payout.total, payout.eligible, payout.tail) for payout in payouts}

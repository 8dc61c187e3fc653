"""From the `curve` of a scheme file to a curve object; every number keeps the clause that it came with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from yizhan.kernel.measures import Vocabulary
from yizhan.kernel.texts import Text
from yizhan.rules.building.bands import Interval, ladder
from yizhan.rules.building.fields import Fields, quote
from yizhan.rules.conditions import Bound, Complete, Condition
from yizhan.rules.curves.bands import Bands
from yizhan.rules.curves.base import Curve
from yizhan.rules.curves.gate import Gate
from yizhan.rules.curves.highest import Highest, Level
from yizhan.rules.curves.judged import Checklist, Judged
from yizhan.rules.curves.overfulfilment import Overfulfilment
from yizhan.rules.curves.rating import Rating
from yizhan.rules.curves.shortfall import Shortfall, Term
from yizhan.rules.curves.steps import DoubledSteps, Steps
from yizhan.rules.curves.tally import Amounts, Tally
from yizhan.rules.pieces import Piece
from yizhan.rules.values import Input

TIMES = Text("次", "times")


@dataclass(frozen=True)
class Context:
    """What a curve must know of its item and of the scheme. `assumed` bounds points that the source leaves unlimited."""

    no: str
    title: Text
    maximum: Fraction | None
    vocabulary: Vocabulary
    scale: tuple[str, ...]
    assumed: Fraction
    gates: Mapping[str, Gate]

    def indicator(self, fields: Fields, key: str = "indicator") -> Input:
        """The input of an indicator of the vocabulary."""
        name = fields.text(key)
        if name not in self.vocabulary:
            raise fields.refuse(f"没有名为「{name}」的指标", f"unknown indicator {name!r}")
        measure = self.vocabulary[name]
        return Input(name, "indicator", measure.label, measure.unit, measure.whole)

    def award(self) -> Input:
        """The input of what a person awards to the item."""
        label = Text(f"第{self.no}项考核组评分", f"award of item {self.no}")
        return Input(f"award.{self.no}", "award", label, Text("分", "points"), limit=self.maximum)

    def must_have_maximum(self, fields: Fields) -> Fraction:
        """The item's maximum; a refusal where the file gives none."""
        if self.maximum is None:
            raise fields.refuse("本项需要写明分值 max", "the item needs max")
        return self.maximum


def build_curve(fields: Fields, context: Context) -> Curve:
    """The curve that `fields` describes. Raises a Refusal that names the place and the clause."""
    kind = fields.one_of("kind", tuple(_BUILDERS))
    curve = _BUILDERS[kind](fields, context)
    fields.close()
    return curve


def build_condition(fields: Fields, context: Context) -> Condition:
    """One condition of a gate, a list or an eligibility rule."""
    clause = quote(fields)
    if fields.has("finding"):
        one = _finding(fields, "finding")
        condition = Condition(one, one.label, clause)
    else:
        one = context.indicator(fields)
        title = fields.titled() if fields.has("title") else one.label
        bound, complete = _bound(fields), _complete(fields, context)
        condition = Condition(one, title, clause, bound, complete, fields.flag("quota", True))
    fields.close()
    return condition


def build_conditions(fields: Fields, context: Context, key: str = "conditions") -> tuple[Condition, ...]:
    """All conditions under a key."""
    return tuple(build_condition(row, context) for row in fields.rows(key))


def _finding(fields: Fields, key: str) -> Input:
    return Input(fields.text(key), "finding", fields.titled())


def _bound(fields: Fields) -> Bound:
    ends = [key for key in ("at_least", "above", "at_most", "below") if fields.has(key)]
    if len(ends) != 1:
        raise fields.refuse(
            "应写 at_least、above、at_most、below 之一", "one of at_least, above, at_most, below is needed"
        )
    key = ends[0]
    return Bound(fields.number(key), least=key in ("at_least", "above"), strict=key in ("above", "below"))


def _complete(fields: Fields, context: Context) -> Complete | None:
    if not fields.has("complete"):
        return None
    inner = fields.at("complete")
    found = Complete(context.indicator(inner), inner.positive("of"))
    inner.close()
    return found


def _gate(fields: Fields, context: Context) -> Curve:
    conditions = build_conditions(fields, context)
    if not conditions:
        raise fields.refuse("gate 至少要有一个条件", "a gate needs a condition")
    return Gate(context.must_have_maximum(fields), conditions)


def _points(fields: Fields, key: str) -> Fraction:
    inner = fields.at(key)
    points = inner.positive("points")
    inner.close()
    return points


def _steps(fields: Fields, context: Context) -> Curve:
    base, step = fields.at("base"), fields.at("step")
    steps = Steps(
        context.indicator(fields),
        base.positive("value"),
        base.number("points"),
        step.positive("unit"),
        step.positive("points"),
        _points(fields, "cap"),
        "proportional" if fields.one_of("below_base", ("zero", "proportional"), "zero") == "proportional" else "zero",
        "proportional"
        if fields.one_of("partial_unit", ("whole", "proportional"), "whole") == "proportional"
        else "whole",
    )
    base.close()
    step.close()
    if steps.base_points > steps.cap:
        raise base.refuse("基础分高于上限", "the base points exceed the cap")
    return DoubledSteps(steps, context.indicator(fields, "doubled_by")) if fields.has("doubled_by") else steps


def _shortfall(fields: Fields, context: Context) -> Curve:
    terms = []
    for row in fields.rows("terms", least=1):
        terms.append(Term(context.indicator(row), row.positive("target"), row.positive("unit"), row.positive("loss")))
        row.close()
    started = fields.one_of("unit", ("started", "whole")) == "started"
    larger = fields.one_of("combine", ("sum", "larger"), "sum") == "larger"
    return Shortfall(_points(fields, "full"), tuple(terms), started, "larger" if larger else "sum")


def _bands(fields: Fields, context: Context) -> Curve:
    one = context.indicator(fields)
    rounded = fields.one_of("round", ("none", "half_up"), "none") == "half_up"
    intervals = ladder(fields.rows("bands", least=1), whole=one.whole or rounded)
    points = [None if interval.decided else interval.fields.number("points") for interval in intervals]
    pieces = []
    for index, interval in enumerate(intervals):
        interval.fields.close()
        pieces.append(_band(index, interval, points))
    decision = None
    if any(piece.decide for piece in pieces):
        label = Text(f"第{context.no}项认定", f"decision on item {context.no}")
        decision = Input(f"decision.{context.no}", "decision", label, Text("分", "points"))
    return Bands(one, tuple(pieces), rounded, decision)


def _band(index: int, interval: Interval, points: list[Fraction | None]) -> Piece:
    own = points[index]
    if own is not None:
        return Piece(interval.start, own)
    around = [p for p in points[max(0, index - 1) : index + 2] if p is not None]
    if not around:
        raise interval.fields.refuse("decide 的区间两侧没有分数", "a decided band needs a neighbour with points")
    return Piece(interval.start, min(around), decide=(min(around), max(around)))


def _highest(fields: Fields, context: Context) -> Curve:
    levels = []
    for row in fields.rows("levels", least=1):
        levels.append(Level(context.indicator(row), row.positive("points")))
        row.close()
    mode = fields.one_of("mode", ("highest", "sum"))
    return Highest(_points(fields, "cap"), tuple(levels), "highest" if mode == "highest" else "sum")


def _tally(fields: Fields, context: Context) -> Curve:
    each = _points(fields, "each")
    cap = _points(fields, "cap") if fields.has("cap") else None
    once = fields.flag("once")
    if fields.has("finding"):
        one, once = _finding(fields, "finding"), True
    elif fields.has("count"):
        one = Input(
            fields.text("count"), "count", fields.titled() if fields.has("title") else context.title, TIMES, True
        )
    else:
        one = context.indicator(fields)
    return Tally(one, each, cap, context.assumed, once)


def _amounts(fields: Fields, context: Context) -> Curve:
    minimum = _points(fields, "minimum")
    one = Input(fields.text("amounts"), "amounts", context.title, Text("分", "points"), limit=minimum)
    return Amounts(one, minimum, context.assumed)


def _overfulfilment(fields: Fields, context: Context) -> Curve:
    gates = []
    for no in fields.words("items"):
        if no not in context.gates:
            raise fields.refuse(f"第「{no}」项不是 gate，不能计算超额", f"item {no!r} is not a gate")
        gates.append((no, context.gates[no]))
    need = fields.positive("need")
    if need > len(gates) or need.denominator != 1:
        raise fields.refuse("need 大于项目数", "need exceeds the number of items")
    numbers = fields.one_of("numbers", ("all", "any"))
    numberless = fields.one_of("numberless", ("not_counted", "counted_if_met"))
    return Overfulfilment(
        fields.positive("points"),
        tuple(gates),
        int(need),
        1 + fields.positive("by_percent") / 100,
        "all" if numbers == "all" else "any",
        "counted_if_met" if numberless == "counted_if_met" else "not_counted",
    )


def _checklist(fields: Fields, context: Context) -> Curve:
    mode = fields.one_of("mode", ("judged", "share", "all"))
    entries = build_conditions(fields, context, "entries")
    if not entries or any(entry.bound is not None for entry in entries):
        raise fields.refuse("checklist 的 entries 应是 finding 列表", "a checklist lists findings")
    maximum = context.must_have_maximum(fields)
    return Checklist(maximum, {"share": "share", "all": "all"}.get(mode, "judged"), entries, context.award())  # type: ignore[arg-type]


def _judged(fields: Fields, context: Context) -> Curve:
    conditions = build_conditions(fields, context)
    zero = fields.one_of("on_failed", ("panel", "zero"), "panel") == "zero"
    return Judged(context.must_have_maximum(fields), context.award(), conditions, zero and bool(conditions))


def _rating(fields: Fields, context: Context) -> Curve:
    if len(context.scale) < 3:
        raise fields.refuse(
            "rating 需要 ratings.scale（至少三个等次）", "a rating needs ratings.scale of at least three"
        )
    label = Text(f"第{context.no}项验收意见", f"rating of item {context.no}")
    one = Input(f"rating.{context.no}", "rating", label, choices=context.scale)
    mode = fields.one_of("mode", ("gates", "panel"))
    return Rating(context.scale, "gates" if mode == "gates" else "panel", build_conditions(fields, context), one)


_BUILDERS: dict[str, Callable[[Fields, Context], Curve]] = {
    "gate": _gate,
    "steps": _steps,
    "shortfall": _shortfall,
    "bands": _bands,
    "highest": _highest,
    "tally": _tally,
    "amounts": _amounts,
    "overfulfilment": _overfulfilment,
    "checklist": _checklist,
    "judged": _judged,
    "rating": _rating,
}

"""Conditions: one indicator against a bound, or one finding. Met, failed, unknown, or not yet to be judged."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.pieces import Cut, whole_start
from yizhan.rules.values import Input, Values

State = Literal["met", "failed", "open", "progress"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on a number. `least` bounds from below, otherwise from above; `strict` leaves the bound itself out."""

    value: Fraction
    least: bool
    strict: bool = False

    def holds(self, number: Fraction) -> bool:
        """Whether `number` keeps to the bound. 以上, 以下 include the number itself (Civil Code 1259)."""
        if number == self.value:
            return not self.strict
        return (number > self.value) == self.least

    @property
    def cut(self) -> Cut:
        """Where the answer changes."""
        return Cut(self.value, after=self.strict == self.least)

    def text(self, unit: Text) -> Text:
        """The bound as people write it."""
        zh = {(True, False): "不少于", (True, True): "超过", (False, False): "不超过", (False, True): "少于"}
        en = {(True, False): "≥", (True, True): ">", (False, False): "≤", (False, True): "<"}
        key = (self.least, self.strict)
        number = shown(self.value)
        return Text(f"{zh[key]}{number}{unit.zh}", f"{en[key]} {number} {unit.en}".rstrip())


@dataclass(frozen=True, slots=True)
class Complete:
    """A span of which so many units must have elapsed before a number is judged."""

    input: Input
    of: Fraction


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement of a clause. `bound` is None for a finding, which must be true.

    `quota` is False where the bound is no quantity that could be exceeded (all four kinds of registration are offered).
    """

    input: Input
    title: Text
    clause: str
    bound: Bound | None = None
    complete: Complete | None = None
    quota: bool = True

    @property
    def exceedable(self) -> bool:
        """Whether it sets a quantity from below that a station may exceed."""
        return self.bound is not None and self.bound.least and self.quota

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All that must be known to judge it."""
        return (self.input, self.complete.input) if self.complete else (self.input,)

    def state(self, values: Values) -> State:
        """Whether the condition is met by `values`."""
        if self.complete:
            elapsed = values.get(self.complete.input.name)
            if elapsed is None:
                return "open"
            if Fraction(elapsed) < self.complete.of:  # type: ignore[arg-type]
                return "progress"
        value = values.get(self.input.name)
        if value is None:
            return "open"
        if self.bound is None:
            return "met" if value else "failed"
        return "met" if self.bound.holds(Fraction(value)) else "failed"  # type: ignore[arg-type]

    def target(self, values: Values) -> Text:
        """What is asked for; before the span is complete, with the share that would be on pace."""
        if self.bound is None:
            return Text("应符合", "required")
        text = self.bound.text(self.input.unit)
        if self.complete and self.state(values) == "progress":
            elapsed = Fraction(values[self.complete.input.name])  # type: ignore[arg-type]
            pace = shown(self.bound.value * elapsed / self.complete.of)
            return Text(f"{text.zh}（按进度应达{pace}）", f"{text.en} (on pace: {pace})")
        return text

    def exceeded(self, values: Values, factor: Fraction) -> bool | None:
        """Whether the value reaches `factor` × the bound; None if unknown. Only for bounds from below."""
        value = values.get(self.input.name)
        if value is None or self.bound is None:
            return None
        return Fraction(value) >= self.bound.value * factor  # type: ignore[arg-type]

    def implies(self, other: "Condition") -> bool:
        """Whether whatever meets this condition also meets `other`."""
        if self.input.name != other.input.name or self.complete != other.complete:
            return False
        if self.bound is None or other.bound is None:
            return self.bound == other.bound
        if self.bound.least != other.bound.least:
            return False
        mine, theirs = self.bound.cut, other.bound.cut
        if self.input.whole:
            mine, theirs = Cut(whole_start(mine)), Cut(whole_start(theirs))
        return mine >= theirs if self.bound.least else mine <= theirs


def say_conditions(conditions: tuple[Condition, ...], values: Values) -> Text:
    """How many of the conditions are met, and which are not."""
    by_state: dict[State, list[Condition]] = {"met": [], "failed": [], "open": [], "progress": []}
    for condition in conditions:
        by_state[condition.state(values)].append(condition)
    zh = [f"{len(conditions)}项条件中{len(by_state['met'])}项达到"]
    en = [f"{len(by_state['met'])} of {len(conditions)} conditions met"]
    for state, zh_word, en_word in (
        ("failed", "未达到", "failed"),
        ("open", "待查", "unknown"),
        ("progress", "未到期", "not due"),
    ):
        names = by_state[state]  # type: ignore[index]
        if names:
            zh.append(f"{zh_word}：{'、'.join(_said(c, values).zh for c in names)}")
            en.append(f"{en_word}: {', '.join(_said(c, values).en for c in names)}")
    return Text("；".join(zh), "; ".join(en))


def _said(condition: Condition, values: Values) -> Text:
    value = values.get(condition.input.name)
    if condition.bound is None:
        return condition.title
    now = shown(value) if isinstance(value, Fraction) else "?"
    target = condition.target(values)
    return Text(f"{condition.title.zh}（{now}，{target.zh}）", f"{condition.title.en} ({now}, {target.en})")

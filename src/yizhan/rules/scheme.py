"""A standard as loaded: its head, its readings, and its items for one subject under chosen readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from yizhan.kernel.errors import Refusal
from yizhan.kernel.measures import Vocabulary
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.curves.base import Curve
from yizhan.rules.payout import PayoutRule
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Input

Section = Literal["base", "bonus", "deduction"]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read an open clause, and why one might. `span` is for readings of the period of assessment only: first and
    last day as ``MM-DD..MM-DD``; a first day after the last lies in the year before."""

    name: str
    title: Text
    reason: str
    span: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A named resolution of a clause that the source leaves open (解释口径)."""

    name: str
    item: str
    title: Text
    clause: str
    default: str
    options: tuple[Option, ...]

    def option(self, name: str) -> Option:
        """The option called `name`; a Refusal lists those that exist."""
        for option in self.options:
            if option.name == name:
                return option
        listed = "、".join(option.name for option in self.options)
        raise Refusal(
            f"解释口径「{self.name}」没有选项「{name}」，可选：{listed}",
            f"reading {self.name!r} has no option {name!r}: {listed}",
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of station that the standard assesses; `when` tells it from the station profile."""

    id: str
    title: Text
    when: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader of a report must know about the source."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One assessed item (考核项目) with its curve."""

    no: str
    section: Section
    group: str
    title: Text
    maximum: Fraction | None
    clause: tuple[str, ...]
    shown: tuple[str, ...]
    curve: Curve
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade from `start` upwards to the next better one. `decide` leaves it to a person between its neighbours."""

    start: Cut
    grade: Text
    title: str | None
    consequence: str | None
    clause: str
    decide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grades:
    """The grades of a total, worst first; `rounded` rounds the total half up to a whole number before looking it up."""

    bands: tuple[GradeBand, ...]
    rounded: bool
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """An event that sets the grade whatever the points."""

    input: Input
    title: Text
    grade: str
    clause: str


@dataclass(frozen=True, slots=True)
class RatingRule:
    """How item ratings become the rating of the whole; `scale` runs from best to worst."""

    scale: tuple[str, ...]
    scale_en: tuple[str, ...]
    overall: Literal["panel", "worst"]
    clause: str
    consequences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A duty or a prohibition that is shown, not scored."""

    id: str
    title: str
    clause: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A scheme for one subject under chosen readings: everything concrete."""

    subject: str
    readings: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    bonus_cap: Fraction | None
    grades: Grades | None
    overrides: tuple[Override, ...]
    ratings: RatingRule | None
    payout: PayoutRule | None
    duties: tuple[Listed, ...]
    prohibitions: tuple[Listed, ...]

    def item(self, no: str) -> Item:
        """The item numbered `no`; a Refusal lists the numbers."""
        for item in self.items:
            if item.no == no:
                return item
        listed = "、".join(item.no for item in self.items)
        raise Refusal(f"没有第「{no}」项，可选：{listed}", f"no item {no!r}; items are {listed}")

    def conditions_elsewhere(self) -> tuple[Condition, ...]:
        """Conditions outside the items: who is eligible to be paid."""
        return self.payout.conditions if self.payout else ()

    def inputs(self) -> tuple[Input, ...]:
        """Every input that the standard can read, each once."""
        found: dict[str, Input] = {}
        for item in self.items:
            found.update({one.name: one for one in item.curve.inputs})
        found.update({override.input.name: override.input for override in self.overrides})
        for condition in self.conditions_elsewhere():
            found.update({one.name: one for one in condition.inputs})
        if self.grades and any(band.decide for band in self.grades.bands):
            names = tuple(band.grade.zh for band in self.grades.bands if not band.decide)
            found["decision.grade"] = Input(
                "decision.grade", "decision", Text("等次认定", "grade decided"), choices=names
            )
        if self.ratings:
            found["rating.overall"] = Input(
                "rating.overall", "rating", Text("总评等次", "overall rating"), choices=self.ratings.scale
            )
        for one in self.prohibitions:
            name = f"violation.{one.id}"
            found[name] = Input(name, "finding", Text(f"违反禁止行为：{one.title}", f"violation: {one.id}"))
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Head:
    """What the source is: who issued it, when, and what it says of itself."""

    scheme: str
    edition: str
    title: Text
    issuer: str
    document: str | None
    issued: date | None
    valid_until: date | None
    status: Literal["in_force", "draft", "undated"]
    mode: Literal["points", "ratings"]
    period: Literal["year", "month", "contract_year"]
    extends: str | None = None


@dataclass(frozen=True)
class Scheme:
    """A loaded standard. `hash` is the digest of its content; two files with the same meaning have the same hash."""

    head: Head
    hash: str
    subjects: tuple[Subject, ...]
    readings: tuple[Reading, ...]
    notes: tuple[Note, ...]
    total: Fraction | None
    tree: Mapping[str, Any]
    vocabulary: Vocabulary
    built: dict[tuple[str, tuple[tuple[str, str], ...]], Standard] = field(default_factory=dict, compare=False)

    def reading(self, name: str) -> Reading:
        """The reading called `name`; a Refusal lists those that exist."""
        for reading in self.readings:
            if reading.name == name:
                return reading
        listed = "、".join(reading.name for reading in self.readings) or "无"
        raise Refusal(f"本方案没有解释口径「{name}」，可选：{listed}", f"no reading {name!r}; readings are {listed}")

    def chosen(self, readings: Mapping[str, str]) -> dict[str, str]:
        """The option of every reading: those given, the defaults for the rest. Refuses unknown names and options."""
        found = {reading.name: reading.default for reading in self.readings}
        for name, option in readings.items():
            found[name] = self.reading(name).option(option).name
        return found

    def subject(self, id: str) -> Subject:
        """The subject called `id`; a Refusal lists those that exist."""
        for subject in self.subjects:
            if subject.id == id:
                return subject
        listed = "、".join(f"{subject.id}（{subject.title.zh}）" for subject in self.subjects)
        raise Refusal(f"本方案没有考核对象「{id}」，可选：{listed}", f"no subject {id!r}; subjects are {listed}")

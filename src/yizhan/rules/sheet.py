"""The score sheet: one tree from the total down to value, curve, clause, reading and record counts.

Reports, forms, pages, the API and the proof all render this one tree. It holds nothing that is not derived from the
scheme, the readings and the values, so that anybody can recompute it.
"""

from dataclasses import dataclass
from fractions import Fraction

from yizhan.kernel.texts import Text
from yizhan.rules.payout import Payout
from yizhan.rules.values import Drawing

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Record counts behind an indicator: before rejection, rejected by reason, and how many rows count."""

    raw: Fraction | None
    rejected: tuple[tuple[str, int], ...]
    records: int


@dataclass(frozen=True, slots=True)
class Line:
    """One input of an item: its value, what is asked for, and whether that is met.

    `state`: met, failed, open, progress (not yet due), used (counts by value), shown (beside the item, not scored).
    """

    name: str
    label: Text
    unit: Text
    kind: str
    value: str | None
    state: str
    target: Text | None
    clause: str
    evidence: Evidence | None
    missing: Text | None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item: points between `low` and `high` (equal unless open), or ratings still possible, and why."""

    no: str
    section: str
    group: str
    title: Text
    maximum: Fraction | None
    low: Fraction
    high: Fraction
    ratings: tuple[str, ...]
    kind: str
    why: Text
    clause: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    open: tuple[str, ...]
    drawings: tuple[Drawing, ...]

    @property
    def settled(self) -> bool:
        """Whether the item's points or rating are known."""
        return self.low == self.high and len(self.ratings) < 2


@dataclass(frozen=True, slots=True)
class ChosenReading:
    """A reading in force: what it resolves, which option was chosen, and whether that is the default."""

    name: str
    item: str
    title: Text
    clause: str
    option: str
    option_title: Text
    reason: str
    default: bool


@dataclass(frozen=True, slots=True)
class ReadingEffect:
    """The outcome if one reading took another option, all else equal. `payable` is fen, None while open or several sums are
    possible."""

    reading: str
    option: str
    low: Fraction
    high: Fraction
    grades: tuple[str, ...]
    changes_total: bool
    changes_grade: bool
    payable: int | None
    changes_payout: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Grades still possible, best first (one when decided), the title that goes with it, and what follows."""

    grades: tuple[str, ...]
    grades_en: tuple[str, ...]
    title: str | None
    consequence: str | None
    clause: str
    override: Text | None
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The whole assessment of one station. Totals are ranges while items are open. Points are exact rationals."""

    format: int
    engine: str
    scheme: str
    scheme_hash: str
    scheme_title: Text
    status: str
    mode: str
    subject: str
    subject_title: Text
    station: str
    station_name: str
    period: str
    readings: tuple[ChosenReading, ...]
    items: tuple[ItemScore, ...]
    base: tuple[Fraction, Fraction]
    bonus: tuple[Fraction, Fraction]
    deductions: tuple[Fraction, Fraction]
    low: Fraction
    high: Fraction
    declared_total: Fraction | None
    verdict: Verdict | None
    payouts: tuple[Payout, ...]
    effects: tuple[ReadingEffect, ...]
    notes: tuple[tuple[str, str], ...]
    prohibitions: tuple[Line, ...]
    what_if: bool
    caveats: tuple[Text, ...]

    @property
    def open_items(self) -> tuple[str, ...]:
        """Numbers of the items whose points are not known."""
        return tuple(item.no for item in self.items if not item.settled)

    @property
    def settled(self) -> bool:
        """Whether the total is known."""
        return self.low == self.high and not self.open_items

    @property
    def grade(self) -> str | None:
        """The grade, None while more than one is possible or the scheme has none."""
        return self.verdict.grades[0] if self.verdict and len(self.verdict.grades) == 1 else None

    @property
    def hangs_on(self) -> tuple[str, ...]:
        """Readings under another option of which the grade would differ."""
        return tuple(dict.fromkeys(effect.reading for effect in self.effects if effect.changes_grade))

    def item(self, no: str) -> ItemScore:
        """The score of the item numbered `no`; KeyError if there is none."""
        for item in self.items:
            if item.no == no:
                return item
        raise KeyError(no)

"""What an indicator is called and how it counts: the vocabulary that `facts` fills and `rules` reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from yizhan.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator's name, label, unit and kind of number.

    `whole` says that every value is an integer ≥ 0; otherwise a value is a rational ≥ 0. `part_of` names an indicator
    that every unit of this one also raises (an offline talk is a talk), which the planner must not pay twice.
    """

    name: str
    label: Text
    unit: Text
    whole: bool
    part_of: str | None = None


Vocabulary = Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Count:
    """One indicator of one station: the value that counts, the value before rejection, and what was rejected, by reason.

    `value` is None where the facts cannot say (missing is not zero); then `missing` says why.
    """

    name: str
    value: Fraction | None
    raw: Fraction | None
    rejected: tuple[tuple[str, int], ...] = ()
    records: int = 0
    missing: Text | None = None

"""A plan: what to do more of, at which cost, to reach a total."""

from dataclasses import dataclass
from fractions import Fraction

from yizhan.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Step:
    """Raise one input from `now` to `to`. `add` counts records (for a monthly mean, records over its months), at `cost`."""

    input: str
    label: Text
    unit: Text
    now: Fraction
    to: Fraction
    add: Fraction
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Gain:
    """Points of one item before and after the plan."""

    no: str
    title: Text
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """The cheapest way to `target` points. Not `reachable` means that no recorded work can get there: `best` is the most
    that it can. `by_persons` names inputs that only a person can award and that were left as they are."""

    goal: str
    target: Fraction
    reachable: bool
    before: Fraction
    after: Fraction
    best: Fraction
    cost: Fraction
    steps: tuple[Step, ...]
    gains: tuple[Gain, ...]
    by_persons: tuple[str, ...]

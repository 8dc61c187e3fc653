"""Honours by level: the best level once, or the sum of all up to a cap (取最高值 / 总计)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.curves.base import Curve, number
from yizhan.rules.curves.grid import nowhere_easier
from yizhan.rules.pieces import Cut, Piece, Pieces, whole_start
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Requirement, Values


@dataclass(frozen=True, slots=True)
class Level:
    """Points for an honour of one level."""

    input: Input
    points: Fraction


@dataclass(frozen=True)
class Highest:
    """The points of the best level present (`highest`), or points × occurrences summed (`sum`), at most `maximum`."""

    maximum: Fraction
    levels: tuple[Level, ...]
    mode: Literal["highest", "sum"]

    kind = "highest"
    conditions: tuple[Condition, ...] = ()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The count of each level."""
        return tuple(level.input for level in self.levels)

    def score(self, values: Values) -> Award:
        """An unknown level leaves a range from none to as many as reach the cap."""
        known = [number(values, level.input.name) for level in self.levels]
        low = self._total([value if value is not None else ZERO for value in known])
        plenty = self.maximum / min(level.points for level in self.levels)
        high = self._total([value if value is not None else plenty for value in known])
        unknown = tuple(level.input.name for level, v in zip(self.levels, known, strict=True) if v is None)
        return Award(low, high, unknown if low != high else ())

    def _total(self, counts: list[Fraction]) -> Fraction:
        pairs = list(zip(self.levels, counts, strict=True))
        if self.mode == "highest":
            return min(self.maximum, max((level.points for level, count in pairs if count > 0), default=ZERO))
        return min(self.maximum, sum((level.points * count for level, count in pairs), ZERO))

    def explain(self, values: Values) -> Text:
        """The counts by level and the rule."""
        zh, en = [], []
        for level in self.levels:
            count = number(values, level.input.name)
            zh.append(f"{level.input.label.zh}{'待查' if count is None else shown(count)}")
            en.append(f"{level.input.label.en} {'unknown' if count is None else shown(count)}")
        rule = Text("取最高值", "the best counts") if self.mode == "highest" else Text("累计", "added up")
        award = self.score(values)
        zh_points = f"计{shown(award.high)}分" if award.settled else "本项待定"
        en_points = f"{shown(award.high)} points" if award.settled else "open"
        return Text(
            f"{'、'.join(zh)}；{rule.zh}，上限{shown(self.maximum)}分，{zh_points}",
            f"{', '.join(en)}; {rule.en}, at most {shown(self.maximum)}: {en_points}",
        )

    def draw(self) -> tuple[Drawing, ...]:
        """Points by the count of each level, the others taken as none."""
        found = []
        for level in self.levels:
            pieces = [Piece(Cut(ZERO), ZERO)]
            pieces += [Piece(cut, self._alone(level, cut.value)) for cut in self._level_cuts(level)]
            found.append(
                Drawing(
                    level.input.name, level.input.label, level.input.unit, Pieces(tuple(pieces)).merged().segments()
                )
            )
        return tuple(found)

    def _alone(self, level: Level, count: Fraction) -> Fraction:
        return self._total([count if one == level else ZERO for one in self.levels])

    def _level_cuts(self, level: Level) -> tuple[Cut, ...]:
        if self.mode == "highest":
            return (Cut(Fraction(1)),)
        return tuple(Cut(Fraction(count)) for count in range(1, int(whole_start(Cut(self.maximum / level.points))) + 1))

    def cuts(self, name: str) -> tuple[Cut, ...]:
        """The counts at which points change."""
        return tuple(cut for level in self.levels if level.input.name == name for cut in self._level_cuts(level))

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """For each level that can do it alone, how many are needed."""
        if points <= 0:
            return ((),)
        found = []
        for level in self.levels:
            for cut in self._level_cuts(level):
                if self._alone(level, cut.value) >= points:
                    found.append((Requirement(level.input.name, at_least=cut.value),))
                    break
        return tuple(found)

    def compare(self, base: Curve) -> Easier | None:
        """By counts."""
        return nowhere_easier(self, base)

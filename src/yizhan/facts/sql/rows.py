"""Counts of rows of one table, all indicators at once.

Each row is packed into a class: one bit per elementary condition that any indicator asks for. One scan groups rows by
station and class; every count is then a sum over the few classes of a station whose bits include a mask. The cost of
the scan does not grow with the number of indicators and rejections, unlike one filtered count for each of them.
"""

from dataclasses import dataclass, field

from yizhan.facts.sql.scope import Scope, Statement, all_of
from yizhan.facts.windows import Days

MOST_BITS = 62


@dataclass(slots=True)
class RowClasses:
    """Collects the counts wanted of one table. `span` is the hull of all windows asked for."""

    scope: Scope
    table: str
    span: Days
    bits: dict[str, int] = field(default_factory=dict)
    counts: dict[int, str] = field(default_factory=dict)
    sums: dict[tuple[int, str], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.table}_rows"

    def count(self, days: Days, conditions: list[str]) -> str:
        """The slot of the number of rows within `days` that meet the conditions."""
        mask = self._mask(days, conditions)
        return f"{self.name}.{self.counts.setdefault(mask, f'n{len(self.counts)}')}"

    def total(self, days: Days, conditions: list[str], expression: str) -> str:
        """The slot of the sum of a whole-number expression over the rows within `days` that meet the conditions."""
        key = (self._mask(days, conditions), expression)
        return f"{self.name}.{self.sums.setdefault(key, f's{len(self.sums)}')}"

    def statement(self) -> Statement:
        """The query for everything asked so far."""
        expressions = list(dict.fromkeys(expression for _, expression in self.sums))
        shared = self._shared()
        common = [condition for condition, bit in self.bits.items() if shared >> bit & 1]
        own = {condition: bit for condition, bit in self.bits.items() if not shared >> bit & 1}
        where = [*self.scope.asked(), *self.scope.writer.within(self.span), *common]
        added = "".join(f", sum({expression}) AS x{i}" for i, expression in enumerate(expressions))
        inner = (
            f"SELECT station, {packed(own)} AS row_class, count(*) AS n{added}"
            f" FROM {self.scope.source(self.table)} WHERE {all_of(where)} GROUP BY station, row_class"
        )
        wanted = [f"{self._sum('n', mask & ~shared)} AS {alias}" for mask, alias in self.counts.items()]
        wanted += [
            f"{self._sum(f'x{expressions.index(expression)}', mask & ~shared)} AS {alias}"
            for (mask, expression), alias in self.sums.items()
        ]
        return Statement(
            self.name, (self.table,), f"SELECT station, {', '.join(wanted)} FROM ({inner}) c GROUP BY station"
        )

    def _shared(self) -> int:
        """The bits that every count asks for: they are better conditions of the scan."""
        shared = (1 << len(self.bits)) - 1
        for mask in [*self.counts, *(mask for mask, _ in self.sums)]:
            shared &= mask
        return shared

    def _mask(self, days: Days, conditions: list[str]) -> int:
        asked = [c for c in self.scope.writer.within(days) if c not in self.scope.writer.within(self.span)]
        mask = 0
        for condition in [*asked, *conditions]:
            if condition != "TRUE":
                mask |= 1 << self.bits.setdefault(condition, len(self.bits))
        return mask

    @staticmethod
    def _sum(column: str, mask: int) -> str:
        # Summing a CASE is measurably faster than a filtered sum over many small groups.
        chosen = f"CASE WHEN (row_class & {mask}) = {mask} THEN {column} ELSE 0 END" if mask else column
        return f"CAST(sum({chosen}) AS BIGINT)"


def packed(bits: dict[str, int]) -> str:
    """A number with the bit of every condition that is true; unknown is not true."""
    if len(bits) > MOST_BITS:
        raise ValueError(f"{len(bits)} conditions do not fit into one number")
    return " + ".join(f"CASE WHEN {condition} THEN {1 << bit} ELSE 0 END" for condition, bit in bits.items()) or "0"

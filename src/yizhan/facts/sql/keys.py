"""Exact distinct counts: rows grouped by station and key, one bit per indicator that the key meets.

All indicators over the same key share one grouping. Where one key contains another (an employer's day contains the
employer), the coarser is counted from the groups of the finer, without a second scan. Whether a key was first met
inside the window is two bits: met inside, and met before.
"""

from dataclasses import dataclass, field

from yizhan.facts.sql.rows import packed
from yizhan.facts.sql.scope import Scope, Statement, all_of
from yizhan.facts.windows import Days

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """A key counts where every bit of `all_bits` is set and none of `no_bits`."""

    keys: Keys
    all_bits: int
    no_bits: int

    def test(self, column: str) -> str:
        """The condition on the group's bits."""
        return f"({column} & {self.all_bits | self.no_bits}) = {self.all_bits}"


@dataclass(slots=True)
class KeyBits:
    """Collects the distinct counts wanted of one table at a key and, below it, at keys that it contains."""

    scope: Scope
    table: str
    finest: Keys
    bits: dict[tuple[str, ...], int] = field(default_factory=dict)
    counts: dict[Met, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.table}_by_{'_'.join(self.finest)}"

    def distinct(self, keys: Keys, days: Days, conditions: list[str]) -> str:
        """The slot of the number of keys with a row within `days` that meets the conditions."""
        return self._slot(Met(keys, self._bit(days, conditions), 0))

    def passing(self, keys: Keys, days: Days, conditions: list[str], also: list[str]) -> str:
        """The slot of the number of keys with a row that meets the conditions and `also`."""
        return self._slot(Met(keys, self._bit(days, [*conditions, *also]), 0))

    def first(self, keys: Keys, days: Days, conditions: list[str]) -> str:
        """The slot of the number of keys whose first row that meets the conditions lies within `days`."""
        if days.start is None:
            return self.distinct(keys, days, conditions)
        earlier = [*self.scope.writer.within(Days(None, days.end)), f"day < {self.scope.writer.day(days.start)}"]
        before = self._bits([*earlier, *conditions])
        return self._slot(Met(keys, self._bit(days, conditions), before))

    def statement(self) -> Statement:
        """The query for everything asked so far."""
        common = [c for c in next(iter(self.bits)) if all(c in other for other in self.bits)]
        own = {all_of([c for c in conditions if c not in common]): bit for conditions, bit in self.bits.items()}
        coarse = next((met.keys for met in self.counts if met.keys != self.finest), None)
        selected = ", ".join(("station", *map(self._key, self.finest)))
        sql = (
            f"SELECT {selected}, bit_or({packed(own)}) AS met FROM {self.scope.source(self.table)}"
            f" WHERE {all_of([*self.scope.asked(), *common])} GROUP BY {self._group()}"
        )
        fine = {met: alias for met, alias in self.counts.items() if met.keys == self.finest}
        if coarse is None:
            wanted = [f"count(*) FILTER (WHERE {met.test('met')}) AS {alias}" for met, alias in fine.items()]
        else:
            carried = "".join(f", count(*) FILTER (WHERE {met.test('met')}) AS {alias}" for met, alias in fine.items())
            group = ", ".join(("station", *coarse))
            sql = f"SELECT {group}, bit_or(met) AS met{carried} FROM ({sql}) f GROUP BY {group}"
            wanted = [f"CAST(sum({alias}) AS BIGINT) AS {alias}" for alias in fine.values()]
            wanted += [
                f"count(*) FILTER (WHERE {met.test('met')}) AS {alias}"
                for met, alias in self.counts.items()
                if met.keys == coarse
            ]
        return Statement(
            self.name, (self.table,), f"SELECT station, {', '.join(wanted)} FROM ({sql}) g GROUP BY station"
        )

    def _key(self, key: str) -> str:
        return f"{self.scope.writer.month('day')} AS month" if key == "month" else key

    def _group(self) -> str:
        return ", ".join(("station", *(self.scope.writer.month("day") if k == "month" else k for k in self.finest)))

    def _bit(self, days: Days, conditions: list[str]) -> int:
        return self._bits([*self.scope.writer.within(days), *conditions])

    def _bits(self, conditions: list[str]) -> int:
        kept = tuple(sorted(set(conditions) - {"TRUE"}))
        return 1 << self.bits.setdefault(kept, len(self.bits))

    def _slot(self, met: Met) -> str:
        return f"{self.name}.{self.counts.setdefault(met, f'k{len(self.counts)}')}"


def chains(keys: list[Keys]) -> dict[Keys, Keys]:
    """For each key the finest one from which it is counted: itself, or one key that contains it. A finest key serves
    at most one coarser key."""
    ordered = sorted(set(keys), key=lambda k: (-len(k), k))
    served: dict[Keys, Keys] = {}
    taken: set[Keys] = set()
    for key in ordered:
        container = next(
            (fine for fine in ordered if set(key) < set(fine) and served.get(fine) == fine and fine not in taken), None
        )
        served[key] = container or key
        if container:
            taken.add(container)
    return served

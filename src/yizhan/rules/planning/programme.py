"""A small mixed-integer programme: 0/1 choices, rows over them, solved by HiGHS. Coefficients are exact until handed over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Terms = Iterable[tuple[int, Fraction | int]]


@dataclass
class Programme:
    """Variables are numbered as they are made; rows say `terms` ≤ `most`; the sum of costs is minimised."""

    costs: list[Fraction] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    rows: list[tuple[tuple[tuple[int, Fraction], ...], Fraction]] = field(default_factory=list)

    def choice(self, cost: Fraction = Fraction(0)) -> int:
        """A 0/1 variable."""
        return self._variable(cost, whole=True, top=1.0)

    def amount(self, cost: Fraction, top: Fraction | None = None) -> int:
        """A variable ≥ 0 that may take fractions."""
        return self._variable(cost, whole=False, top=float(top) if top is not None else np.inf)

    def _variable(self, cost: Fraction, *, whole: bool, top: float) -> int:
        self.costs.append(cost)
        self.whole.append(whole)
        self.tops.append(top)
        return len(self.costs) - 1

    def at_most(self, terms: Terms, most: Fraction | int) -> None:
        """Adds the row Σ terms ≤ `most`."""
        self.rows.append((tuple((index, Fraction(factor)) for index, factor in terms), Fraction(most)))

    def exactly_one(self, choices: Sequence[int]) -> None:
        """Adds Σ choices = 1."""
        self.at_most([(index, 1) for index in choices], 1)
        self.at_most([(index, -1) for index in choices], -1)

    def solve(self) -> list[float] | None:
        """The values of the variables at the least cost, None if the rows cannot be kept."""
        data, row_index, column = [], [], []
        for number, (terms, _) in enumerate(self.rows):
            for index, factor in terms:
                data.append(float(factor))
                row_index.append(number)
                column.append(index)
        shape = (len(self.rows), len(self.costs))
        matrix = csr_array((data, (row_index, column)), shape=shape)
        limits = [float(most) for _, most in self.rows]
        scale = max((abs(cost) for cost in self.costs), default=Fraction(0)) or Fraction(1)
        result = milp(
            [float(cost / scale) for cost in self.costs],
            integrality=[1 if whole else 0 for whole in self.whole],
            bounds=Bounds(np.zeros(len(self.tops)), np.array(self.tops)),
            constraints=LinearConstraint(matrix, -np.inf, limits),
            options={"mip_rel_gap": 0.0},
        )
        return None if result.x is None or result.status != 0 else [float(value) for value in result.x]

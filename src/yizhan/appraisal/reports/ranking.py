"""Many stations in order. A station whose total is a range holds every place that it may still take."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from yizhan.appraisal.reports.naming import naming
from yizhan.appraisal.reports.phrasing import span, station
from yizhan.kernel.texts import Language
from yizhan.rules.sheet import ScoreSheet


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a ranking. `best` and `worst` place are equal unless totals are open; None where the standard gives no
    points. Equal totals share a place. `payable` is fen, None while open."""

    best: int | None
    worst: int | None
    sheet: ScoreSheet
    payable: int | None

    @property
    def place(self) -> str:
        """The place as people write it."""
        if self.best is None or self.worst is None:
            return "—"
        return span(Fraction(self.best), Fraction(self.worst))

    def grades(self, lang: Language) -> str:
        """The grades still possible."""
        verdict = self.sheet.verdict
        return naming(self.sheet, None).grades(verdict.grades, lang) if verdict else "—"


def rank(sheets: Sequence[ScoreSheet]) -> tuple[Ranked, ...]:
    """The sheets by total, highest first; by least total, then most, then station. Ratings are listed by station."""
    if any(sheet.mode == "ratings" for sheet in sheets):
        return tuple(Ranked(None, None, sheet, _payable(sheet)) for sheet in sorted(sheets, key=_name))
    lows, highs = sorted(sheet.low for sheet in sheets), sorted(sheet.high for sheet in sheets)
    ordered = sorted(sheets, key=lambda sheet: (-sheet.low, -sheet.high, _name(sheet)))
    found = []
    for sheet in ordered:
        surely_ahead = len(lows) - bisect_right(lows, sheet.high)
        perhaps_ahead = len(highs) - bisect_right(highs, sheet.low) - (sheet.high > sheet.low)
        found.append(Ranked(surely_ahead + 1, perhaps_ahead + 1, sheet, _payable(sheet)))
    return tuple(found)


def _payable(sheet: ScoreSheet) -> int | None:
    sums = {payout.payable for payout in sheet.payouts}
    return sums.pop() if len(sums) == 1 else None


def _name(sheet: ScoreSheet) -> tuple[str, str]:
    return sheet.station, station(sheet)

"""From the points of the items to the total, the grade and the title."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from yizhan.kernel.exact import round_half_up
from yizhan.kernel.texts import Text
from yizhan.rules.scheme import GradeBand, Grades, Item, RatingRule, Section, Standard
from yizhan.rules.sheet import Verdict
from yizhan.rules.values import ZERO, Award, Values

Span = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Sums by section, the total as a range, the verdict, and the ratings of the items."""

    base: Span
    bonus: Span
    deductions: Span
    low: Fraction
    high: Fraction
    verdict: Verdict | None
    ratings: tuple[tuple[str, ...], ...]


def outcome(built: Standard, awards: Sequence[tuple[Item, Award]], values: Values, year: int | None) -> Outcome:
    """Base items, plus the bonus up to its cap, minus deductions; then the grade. The total is not under 0."""
    base, deductions = _sum(awards, "base"), _sum(awards, "deduction")
    bonus = _sum(awards, "bonus")
    if built.bonus_cap is not None:
        bonus = (min(bonus[0], built.bonus_cap), min(bonus[1], built.bonus_cap))
    low, high = points_total(base, bonus, deductions)
    if built.ratings is not None:
        verdict: Verdict | None = _rated(built.ratings, awards, values)
    elif built.grades is not None:
        verdict = _graded(built, low, high, values, year)
    else:
        verdict = None
    return Outcome(base, bonus, deductions, low, high, verdict, tuple(award.ratings for _, award in awards))


def points_total(base: Span, bonus: Span, deductions: Span) -> Span:
    """Base + bonus − deductions, at least 0 at both ends of the range."""
    low, high = base[0] + bonus[0] - deductions[1], base[1] + bonus[1] - deductions[0]
    return max(ZERO, low), max(ZERO, high)


def _sum(awards: Sequence[tuple[Item, Award]], section: Section) -> Span:
    chosen = [award for item, award in awards if item.section == section]
    return sum((award.low for award in chosen), ZERO), sum((award.high for award in chosen), ZERO)


def grade_at(grades: Grades, total: Fraction) -> GradeBand:
    """The band that a total lies on."""
    number = Fraction(round_half_up(total)) if grades.rounded else total
    found = grades.bands[0]
    for band in grades.bands[1:]:
        if band.start.passed(number):
            found = band
    return found


def _graded(built: Standard, low: Fraction, high: Fraction, values: Values, year: int | None) -> Verdict:
    assert built.grades is not None
    for override in built.overrides:
        if values.get(override.input.name):
            band = next(band for band in built.grades.bands if band.grade.zh == override.grade)
            return _verdict([band], override.clause, override.title, None)
    bands = _between(built.grades, low, high, values)
    for override in built.overrides:
        if override.input.name not in values:
            bands += [b for b in built.grades.bands if b.grade.zh == override.grade and b not in bands]
    return _verdict(sorted(bands, key=lambda band: band.start, reverse=True), None, None, year)


def _between(grades: Grades, low: Fraction, high: Fraction, values: Values) -> list[GradeBand]:
    first, last = grades.bands.index(grade_at(grades, low)), grades.bands.index(grade_at(grades, high))
    found: list[GradeBand] = []
    for band in grades.bands[first : last + 1]:
        if not band.decide:
            found.append(band)
            continue
        decided = values.get("decision.grade")
        names = (decided,) if decided in band.decide else band.decide
        found += [one for one in grades.bands if one.grade.zh in names]
    return list(dict.fromkeys(found))


def _verdict(bands: list[GradeBand], clause: str | None, override: Text | None, year: int | None) -> Verdict:
    best = bands[0]
    one = len(bands) == 1
    title = best.title.replace("{year}", str(year)) if one and best.title and year is not None else None
    return Verdict(
        tuple(band.grade.zh for band in bands),
        tuple(band.grade.en for band in bands),
        title,
        best.consequence if one else None,
        clause or "；".join(band.clause for band in bands),
        override,
    )


def _rated(rule: RatingRule, awards: Sequence[tuple[Item, Award]], values: Values) -> Verdict:
    best_case = max(rule.scale.index(award.ratings[0]) for _, award in awards)
    worst_case = max(rule.scale.index(award.ratings[-1]) for _, award in awards)
    somewhere = {rating for _, award in awards for rating in award.ratings}
    possible = tuple(rating for rating in rule.scale[best_case : worst_case + 1] if rating in somewhere)
    proposed = rule.scale[worst_case] if best_case == worst_case else None
    if rule.overall == "panel":
        rated = values.get("rating.overall")
        possible = (str(rated),) if rated else rule.scale
    consequence = next((text for rating, text, _ in rule.consequences if (rating,) == tuple(possible)), None)
    english = tuple(rule.scale_en[rule.scale.index(rating)] for rating in possible)
    return Verdict(tuple(possible), english, None, consequence, rule.clause, None, proposed)

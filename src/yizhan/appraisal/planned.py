"""Plans for an appraised station: default costs, and what one more record adds to a mean."""

from collections.abc import Mapping
from fractions import Fraction

from yizhan.appraisal.appraise import Appraised
from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact
from yizhan.rules.building.standards import standard
from yizhan.rules.planning.levers import Costs
from yizhan.rules.planning.plan import Plan
from yizhan.rules.planning.planner import plan_for_grade
from yizhan.rules.scheme import Scheme

FIXED = (
    "months_open",
    "months_since_recognition",
    "months_since_opening",
    "half_year_months_elapsed",
    "year_months_elapsed",
    "honours_national_2y",
    "honours_provincial_2y",
    "honours_municipal_2y",
    "honours_county_2y",
    "central_media_reports",
    "provincial_recognitions",
    "labour_brands",
    "highlights_approved",
    "relations_stations",
    "events_per_week_min",
    "events_per_working_week_min",
    "roster_min_staff",
    "full_time_staff_min",
    "services_per_seeker_min",
    "recommendations_per_seeker_min",
)
"""What has no price of its own: elapsed time, what others bestow, and the least of many weeks, days or people, where one
unit may take many records and a week gone by cannot be mended. A caller may still name a cost for it."""


def costs_of(given: Mapping[str, str], grid: Mapping[str, Fraction]) -> Costs:
    """One yuan a unit unless said otherwise; ``none`` fixes an indicator. Refuses what is no number."""
    per_unit: dict[str, Fraction | None] = dict.fromkeys(FIXED)
    for name, text in given.items():
        if text == "none":
            per_unit[name] = None
            continue
        try:
            per_unit[name] = exact(text)
        except Refusal as refusal:
            raise Refusal(f"--cost {name}：{refusal.text.zh}", f"--cost {name}: {refusal.text.en}") from refusal
    return Costs(per_unit, grid=grid)


def next_grade(
    scheme: Scheme, found: Appraised, grade: str | None = None, given: Mapping[str, str] | None = None
) -> Plan:
    """The cheapest plan for the next better grade, or the grade named."""
    from_scheme = standard(scheme, found.sheet.subject, found.case.readings)
    names = {one.name for one in from_scheme.inputs()}
    unknown = sorted(set(given or {}) - names)
    if unknown:
        raise Refusal(
            f"--cost：本方案用不到「{'、'.join(unknown)}」", f"--cost: the scheme reads no {', '.join(unknown)}"
        )
    costs = costs_of(given or {}, found.grid)
    return plan_for_grade(scheme, from_scheme, found.case.values, costs, grade)

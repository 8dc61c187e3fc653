"""Indicators of successful placements and what proves them."""

from yizhan.facts.definitions import CHECKED, PERSON_KNOWN, PROVEN, Distinct, Indicator, Per, Rows, Statistic, Stays
from yizhan.facts.predicates import EVERY_ROW, Mentions, No, Predicate, Yes, both, either
from yizhan.facts.windows import Window
from yizhan.kernel.texts import Text

TIMES = Text("人次", "times")
TIMES_A_MONTH = Text("人次/月", "times a month")
MONTHLY = "quanzhou-annex6 8; quanzhou-2025 9"

_HAS = {code: Mentions("proof", code) for code in ("contract", "insurance", "wage_slip", "transfer", "other")}
ANY_DOCUMENT = either(
    both(Yes("stable"), either(_HAS["contract"], _HAS["insurance"], _HAS["wage_slip"])),
    both(No("stable"), either(_HAS["insurance"], _HAS["transfer"], _HAS["other"])),
)
ALL_DOCUMENTS = either(
    both(Yes("stable"), _HAS["contract"], _HAS["insurance"], _HAS["wage_slip"]),
    both(No("stable"), _HAS["insurance"], _HAS["transfer"]),
)
ANY_PROOF = (*CHECKED, Stays("no_proof", ANY_DOCUMENT))
ALL_PROOF = (*CHECKED, Stays("no_proof", ALL_DOCUMENTS))


def _placements(
    name: str,
    label: Text,
    citation: str = MONTHLY,
    statistic: Statistic | None = None,
    *,
    unit: Text = TIMES_A_MONTH,
    stays: tuple[Stays, ...] = ANY_PROOF,
    window: Window = Window.PERIOD,
    where: Predicate = EVERY_ROW,
    per: Per | None = None,
    part_of: str | None = None,
) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=unit,
        citation=citation,
        table="placements",
        window=window,
        where=where,
        stays=stays,
        statistic=statistic or Rows(),
        per=per,
        part_of=part_of,
    )


STABLE = Yes("stable")

INDICATORS = (
    _placements(
        "placements_proven_any",
        Text("推荐成功就业（任一凭证）", "placements with one of the listed documents"),
        "haikou-2024 10",
        unit=TIMES,
    ),
    _placements(
        "placements_proven_all",
        Text("推荐成功就业（凭证齐全）", "placements with all of the listed documents"),
        "haikou-2024 10",
        unit=TIMES,
        stays=ALL_PROOF,
        part_of="placements_proven_any",
    ),
    _placements("placements_monthly_mean", Text("月均推荐成功就业", "placements a month open"), per="months_open"),
    _placements(
        "placements_monthly_mean_all",
        Text("月均推荐成功就业（按全部月份）", "placements a month of the period"),
        per="months_all",
    ),
    _placements(
        "stable_placements_monthly_mean",
        Text("月均稳定就业", "stable placements a month open"),
        where=STABLE,
        per="months_open",
        part_of="placements_monthly_mean",
    ),
    _placements(
        "stable_placements_monthly_mean_all",
        Text("月均稳定就业（按全部月份）", "stable placements a month of the period"),
        where=STABLE,
        per="months_all",
        part_of="placements_monthly_mean_all",
    ),
    _placements(
        "weighted_placements_monthly_mean",
        Text("月均推荐成功就业（稳定就业加倍）", "placements a month open, stable ones twice"),
        statistic=Rows(twice=STABLE),
        per="months_open",
    ),
    _placements(
        "weighted_placements_monthly_mean_all",
        Text("月均推荐成功就业（稳定就业加倍，按全部月份）", "placements a month of the period, stable ones twice"),
        statistic=Rows(twice=STABLE),
        per="months_all",
    ),
    _placements(
        "matched_persons_half_year",
        Text("半年对接成功人数", "people placed in the half-year"),
        "suizhou-2023 3",
        Distinct(("person",)),
        unit=Text("人", "people"),
        stays=(*PROVEN, PERSON_KNOWN),
        window=Window.HALF_YEAR,
    ),
)

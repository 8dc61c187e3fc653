"""Indicators of registration: seekers, employers, files, how soon they were entered."""

from yizhan.facts.definitions import (
    CHECKED,
    PERSON_KNOWN,
    Distinct,
    Indicator,
    Kinds,
    MeanDays,
    Per,
    Rows,
    Share,
    Statistic,
    Stays,
)
from yizhan.facts.predicates import Compares, Predicate, Yes, is_
from yizhan.facts.windows import Window
from yizhan.kernel.texts import Text

TIMES = Text("人次", "times")
PEOPLE = Text("人", "people")
TIMES_A_MONTH = Text("人次/月", "times a month")
PEOPLE_A_MONTH = Text("人/月", "people a month")
SEEKING = is_("kind", "seeking")
FOUR_KINDS = ("seeking", "hiring", "training", "crew_leader")
MONTHLY = "quanzhou-annex6 7"


def _seeking(
    name: str,
    label: Text,
    unit: Text,
    citation: str,
    statistic: Statistic | None = None,
    *,
    also: tuple[Stays, ...] = (),
    window: Window = Window.PERIOD,
    per: Per | None = None,
    where: Predicate = SEEKING,
) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=unit,
        citation=citation,
        table="registrations",
        window=window,
        where=where,
        stays=(*CHECKED, *also),
        statistic=statistic or Rows(),
        per=per,
    )


PERSON_MONTHS = Distinct(("person", "month"))

INDICATORS = (
    _seeking(
        "seeker_entries",
        Text("登记并发布求职信息", "seeker entries registered and published"),
        TIMES,
        "haikou-2024 5",
        also=(Stays("unpublished", Yes("published")),),
    ),
    _seeking(
        "seeker_files",
        Text("个人求职登记建档", "personal seeker files"),
        TIMES,
        "haikou-2024 6",
        also=(Stays("not_filed", Yes("filed")),),
    ),
    _seeking(
        "registration_kinds",
        Text("提供的登记种类", "kinds of registration offered"),
        Text("种", "kinds"),
        "haikou-2024 6",
        Kinds("kind", FOUR_KINDS),
        where=is_("kind", *FOUR_KINDS),
    ),
    _seeking(
        "seekers_monthly_mean",
        Text("月均登记求职人次", "seeker registrations a month open"),
        TIMES_A_MONTH,
        MONTHLY,
        per="months_open",
    ),
    _seeking(
        "seekers_monthly_mean_all",
        Text("月均登记求职人次（按全部月份）", "seeker registrations a month of the period"),
        TIMES_A_MONTH,
        MONTHLY,
        per="months_all",
    ),
    _seeking(
        "seeker_persons_monthly_mean",
        Text("月均登记求职人数", "different seekers a month open"),
        PEOPLE_A_MONTH,
        MONTHLY,
        PERSON_MONTHS,
        also=(PERSON_KNOWN,),
        per="months_open",
    ),
    _seeking(
        "seeker_persons_monthly_mean_all",
        Text("月均登记求职人数（按全部月份）", "different seekers a month of the period"),
        PEOPLE_A_MONTH,
        MONTHLY,
        PERSON_MONTHS,
        also=(PERSON_KNOWN,),
        per="months_all",
    ),
    _seeking(
        "complete_files_percent",
        Text("求职档案完整率", "complete seeker files"),
        Text("%", "%"),
        "quanzhou-annex6 6; quanzhou-2025 6",
        Share(Yes("complete")),
    ),
    _seeking(
        "entry_delay_days",
        Text("平均录入延迟", "mean delay of entry"),
        Text("天", "days"),
        "haikou-2024 5",
        MeanDays("day", "entered"),
        also=(Stays("no_entry_day", Compares("entered", ">=", "day")),),
    ),
    _seeking(
        "seeker_registrations_half_year",
        Text("半年求职登记", "seeker registrations in the half-year"),
        TIMES,
        "suizhou-2023 3",
        window=Window.HALF_YEAR,
    ),
    _seeking(
        "seeker_records",
        Text("个人信息入库", "personal records in the store"),
        PEOPLE,
        "shaxian 12",
        Distinct(("person",)),
        also=(PERSON_KNOWN,),
    ),
)

"""Indicators of events: matching, talks, guidance, livestreams, publicity."""

from yizhan.facts.definitions import PROVEN, Distinct, Indicator, PerWeek, Rows, Statistic
from yizhan.facts.predicates import Predicate, Yes, both, is_
from yizhan.facts.windows import Window
from yizhan.kernel.texts import Text

SESSIONS = Text("场次", "sessions")
SESSIONS_A_WEEK = Text("场次/周", "sessions a week")
TIMES = Text("次", "times")
MATCHING = is_("kind", "job_fair", "interview", "employment_talk", "outing")
POLICY_TALK = is_("kind", "policy_talk")
GUIDANCE = is_("kind", "guidance", "entrepreneurship", "training", "crew_training")
LIVESTREAM = is_("kind", "livestream")
PROMOTION = is_("kind", "promotion")
PUBLICITY = is_("kind", "policy_publicity")
OFFLINE = Yes("offline")


def _events(
    name: str,
    label: Text,
    where: Predicate,
    citation: str,
    statistic: Statistic | None = None,
    *,
    unit: Text = SESSIONS,
    window: Window = Window.PERIOD,
    part_of: str | None = None,
) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=unit,
        citation=citation,
        table="events",
        window=window,
        where=where,
        stays=PROVEN,
        statistic=statistic or Rows(),
        part_of=part_of,
    )


def _matching(name: str, label: Text, statistic: PerWeek) -> Indicator:
    return _events(name, label, MATCHING, "haikou-2024 8", statistic, unit=SESSIONS_A_WEEK)


def _publicity(name: str, label: Text, where: Predicate, window: Window) -> Indicator:
    return _events(name, label, where, "suizhou-2023 4", unit=TIMES, window=window)


INDICATORS = (
    _matching(
        "events_per_week_min",
        Text("每周最少对接活动", "least matching events in a full week"),
        PerWeek("least"),
    ),
    _matching(
        "events_per_working_week_min",
        Text("有工作日的周最少对接活动", "least matching events in a full week with a working day"),
        PerWeek("least", working=True),
    ),
    _matching(
        "events_per_week_mean",
        Text("平均每周对接活动", "mean matching events in a full week"),
        PerWeek("mean"),
    ),
    _events("policy_talks", Text("政策法规宣讲", "policy and law talks"), POLICY_TALK, "haikou-2024 11"),
    _events(
        "policy_talks_offline",
        Text("线下政策法规宣讲", "policy and law talks held offline"),
        both(POLICY_TALK, OFFLINE),
        "haikou-2024 11",
        part_of="policy_talks",
    ),
    _events(
        "guidance_sessions",
        Text("职业指导、创业指导、培训", "guidance, entrepreneurship and training sessions"),
        GUIDANCE,
        "haikou-2024 12",
    ),
    _events(
        "guidance_sessions_offline",
        Text("线下职业指导、创业指导、培训", "guidance, entrepreneurship and training sessions held offline"),
        both(GUIDANCE, OFFLINE),
        "haikou-2024 12",
        part_of="guidance_sessions",
    ),
    _events("livestreams", Text("直播活动", "livestreams"), LIVESTREAM, "shaxian 16"),
    _events(
        "livestream_months",
        Text("有直播的月数", "months with a livestream"),
        LIVESTREAM,
        "shaxian 16",
        Distinct(("month",)),
        unit=Text("个月", "months"),
        part_of="livestreams",
    ),
    _publicity("promotions_year", Text("本年驿站宣传推广", "station promotions this year"), PROMOTION, Window.YEAR),
    _publicity("promotions_month", Text("本月驿站宣传推广", "station promotions this month"), PROMOTION, Window.MONTH),
    _publicity("policy_publicity_year", Text("本年就业政策宣传", "policy publicity this year"), PUBLICITY, Window.YEAR),
    _publicity(
        "policy_publicity_month", Text("本月就业政策宣传", "policy publicity this month"), PUBLICITY, Window.MONTH
    ),
)

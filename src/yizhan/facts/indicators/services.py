"""Indicators of service: acts for seekers, recommendations, hosting for firms, deals."""

from yizhan.facts.definitions import (
    CHECKED,
    PERSON_KNOWN,
    PROVEN,
    Distinct,
    Figure,
    Indicator,
    PerSeeker,
    Seekers,
    Stays,
)
from yizhan.facts.predicates import Given, Predicate, Yes, both, is_
from yizhan.kernel.texts import Text

TIMES = Text("人次", "times")
TIMES_EACH = Text("次/人", "times each")
ITEMS = Text("件", "items")
FILED = Seekers(both(is_("kind", "seeking"), Yes("filed")), (*CHECKED, PERSON_KNOWN), "not_filed_seeker")
WILLING = Seekers(both(is_("kind", "seeking"), Yes("willing")), (*CHECKED, PERSON_KNOWN), "not_willing_seeker")


def _acts(name: str, label: Text, where: Predicate, citation: str, unit: Text, *also: Stays) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=unit,
        citation=citation,
        table="service_acts",
        where=where,
        stays=(*CHECKED, *also),
    )


def _category(name: str, label: Text, category: str) -> Indicator:
    return _acts(name, label, is_("category", category), "haikou-2024 9", TIMES, PERSON_KNOWN)


def _service(name: str, label: Text, kind: str, citation: str, unit: Text) -> Indicator:
    return _acts(name, label, is_("kind", kind), citation, unit)


def _served(name: str, label: Text, figure: Figure) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=TIMES_EACH,
        citation="haikou-2024 9",
        table="service_acts",
        where=Given("person"),
        stays=(*CHECKED, Stays("not_targeted", Yes("targeted"))),
        statistic=PerSeeker(figure, FILED),
    )


def _recommended(name: str, label: Text, figure: Figure) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=TIMES_EACH,
        citation="quanzhou-2025 7",
        table="referrals",
        statistic=PerSeeker(figure, WILLING),
    )


INDICATORS = (
    _served("services_per_seeker_min", Text("建档求职者最少服务次数", "least services to a filed seeker"), "least"),
    _served("services_per_seeker_mean", Text("建档求职者平均服务次数", "mean services to a filed seeker"), "mean"),
    _recommended(
        "recommendations_per_seeker_min",
        Text("有意愿求职者最少推荐次数", "least recommendations of a willing seeker"),
        "least",
    ),
    _recommended(
        "recommendations_per_seeker_mean",
        Text("有意愿求职者平均推荐次数", "mean recommendations of a willing seeker"),
        "mean",
    ),
    _category("graduate_services", Text("服务应届高校毕业生", "services to graduates of the year"), "graduate"),
    _category("hard_to_employ_services", Text("服务就业困难人员", "services to the hard to employ"), "hard_to_employ"),
    _category("unemployed_services", Text("服务登记失业人员", "services to the registered unemployed"), "unemployed"),
    _service(
        "recruitment_notices",
        Text("协助企业发布招工信息", "recruitment notices published for firms"),
        "recruitment_notice",
        "shaxian B1",
        Text("条", "notices"),
    ),
    _service(
        "short_term_needs",
        Text("协调解决短期用工", "short-term labour needs solved"),
        "short_term_labour",
        "shaxian B2",
        ITEMS,
    ),
    _service(
        "interprovincial_cooperations",
        Text("省际劳务协作", "inter-provincial cooperations"),
        "interprovincial",
        "shaxian B3",
        ITEMS,
    ),
    Indicator(
        name="hosting_services",
        label=Text("劳动关系托管服务", "HR hosting services"),
        unit=Text("家次", "firms × times"),
        citation="haikou-2024 7",
        table="hosting",
        stays=(
            *PROVEN,
            Stays("charged", Yes("free")),
            Stays("not_small", Yes("small")),
            Stays("not_local", Yes("local")),
        ),
        statistic=Distinct(("employer", "day")),
    ),
    Indicator(
        name="deals_completed",
        label=Text("成交量", "deals completed"),
        unit=Text("单", "deals"),
        citation="shaxian 14",
        table="deals",
        stays=(*CHECKED, Stays("not_completed", Yes("completed"))),
    ),
)

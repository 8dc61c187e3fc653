"""Which facts that the standard of its city looks at are missing in a station's file, each with its clause. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices

from yizhan.kernel.errors import Refusal
from yizhan.network.stations.naming import Place, checked_sign, wanted
from yizhan.network.stations.norms import SECTIONS, Norm, Requirement
from yizhan.network.stations.states import StationKind, Tier
from yizhan.network.stations.terms import Display, Facility, Rule, Service, Zone

LABELS = {
    "sign_name": "标识名称",
    "address": "详细地址",
    "street": "所在街道（乡镇）",
    "directions": "交通说明",
    "area": "建筑面积",
    "shared_with": "是否与其他机构共享场地",
    "tidy": "布置合理、清洁",
    "fire_safe": "符合消防安全条件",
    "uses_platform": "经办人员熟练使用零工平台",
    "manager_name": "管理人员姓名",
    "service_phone": "对外联系电话",
    "hotline": "用工专线电话",
    "legal_name": "运营主体名称",
    "credit_code": "统一社会信用代码",
    "legal_representative": "法人代表或负责人",
    "zones": "功能区",
    "facilities": "服务设施",
    "services": "服务功能",
    "rules": "管理制度",
    "displays": "对外标示",
}
_ENTRIES: Mapping[str, type[TextChoices]] = {
    "zones": Zone,
    "facilities": Facility,
    "services": Service,
    "rules": Rule,
    "displays": Display,
}


@dataclass(frozen=True, slots=True)
class StationFacts:
    """What is in a file. `values` are texts, numbers and yes/no (None where not said); `lists` the codes entered."""

    kind: StationKind
    tier: Tier
    place: Place
    values: Mapping[str, str | Decimal | bool | None]
    lists: Mapping[str, frozenset[str]]
    has_hours: bool = False
    positioned: bool = False
    contacts: int = 0
    staff: int = 0
    full_time: int = 0
    has_head: bool = False
    communities: int = 0
    without_officer: tuple[str, ...] = ()
    community_stations: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """A requirement that the file does not meet: where to enter it, which clause says so in which words, and what lacks."""

    section: str
    section_zh: str
    clause: str
    words: str
    suggested: bool
    lacking: tuple[str, ...]


Test = Callable[[StationFacts, Any, Norm], tuple[str, ...]]


def missing(norm: Norm | None, facts: StationFacts) -> tuple[Missing, ...]:
    """What is missing, in the order of the source; nothing where the city has no norm. Demands before suggestions."""
    if norm is None:
        return ()
    found = [
        Missing(asked.section, SECTIONS[asked.section], asked.clause, asked.words, asked.suggested, lacking)
        for asked in norm.requirements
        if facts.kind in asked.kinds and (lacking := _lacking(asked, facts, norm))
    ]
    return tuple(sorted(found, key=lambda item: item.suggested))


def _lacking(asked: Requirement, facts: StationFacts, norm: Norm) -> tuple[str, ...]:
    return tuple(lack for name, argument in asked.tests.items() for lack in _TESTS[name](facts, argument, norm))


def _sign(facts: StationFacts, argument: object, norm: Norm) -> tuple[str, ...]:
    name = str(facts.values.get("sign_name") or "")
    proposed = wanted(norm.sign, facts.kind, facts.tier, facts.place)
    if not name:
        return (f"标识名称（应为「{proposed[0]}」）" if proposed else "标识名称",)
    try:
        checked_sign(name, rule=norm.sign, kind=facts.kind, tier=facts.tier, place=facts.place)
    except Refusal as refused:
        return (refused.text.zh,)
    return ()


def _filled(facts: StationFacts, names: list[str], norm: Norm) -> tuple[str, ...]:
    return tuple(LABELS[name] for name in names if facts.values.get(name) in (None, ""))


def _affirmed(facts: StationFacts, names: list[str], norm: Norm) -> tuple[str, ...]:
    return tuple(LABELS[name] for name in names if facts.values.get(name) is not True)


def _some(facts: StationFacts, names: list[str], norm: Norm) -> tuple[str, ...]:
    return tuple(LABELS[name] for name in names if not facts.lists[name])


def _all(facts: StationFacts, entries: Mapping[str, list[str]], norm: Norm) -> tuple[str, ...]:
    return tuple(
        f"{LABELS[name]}：{_ENTRIES[name](code).label}"
        for name, codes in entries.items()
        for code in codes
        if code not in facts.lists[name]
    )


def _area(facts: StationFacts, least: int, norm: Norm) -> tuple[str, ...]:
    area = facts.values.get("area")
    if not isinstance(area, Decimal):
        return (LABELS["area"],)
    return () if area >= least else (f"建筑面积{area}平方米，少于{least}平方米",)


def _fewer(noun: str, unit: str, count: Callable[[StationFacts], int]) -> Test:
    def test(facts: StationFacts, least: int, norm: Norm) -> tuple[str, ...]:
        held = count(facts)
        return () if held >= least else (f"{noun}{held}{unit}，少于{least}{unit}",)

    return test


def _truth(said: str, holds: Callable[[StationFacts], bool]) -> Test:
    def test(facts: StationFacts, argument: object, norm: Norm) -> tuple[str, ...]:
        return () if holds(facts) else (said,)

    return test


def _officers(facts: StationFacts, argument: object, norm: Norm) -> tuple[str, ...]:
    if not facts.communities:
        return ("服务区域内的社区（村）",)
    return tuple(f"{name}没有就业服务专员" for name in facts.without_officer)


_TESTS: Mapping[str, Test] = {
    "sign": _sign,
    "hours": _truth("开放时间", lambda facts: facts.has_hours),
    "position": _truth("地图位置（经纬度）", lambda facts: facts.positioned),
    "head": _truth("站长", lambda facts: facts.has_head),
    "officers": _officers,
    "area": _area,
    "staff": _fewer("工作人员", "人", lambda facts: facts.staff),
    "full_time": _fewer("专职工作人员", "人", lambda facts: facts.full_time),
    "contacts": _fewer("公布的监督投诉电话", "个", lambda facts: facts.contacts),
    "community_stations": _fewer("联合建成运营的社区服务站", "个", lambda facts: facts.community_stations),
    "filled": _filled,
    "affirmed": _affirmed,
    "some": _some,
    "all": _all,
}

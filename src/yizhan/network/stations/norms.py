"""What a city asks of the file of a station: the sign, the facts, the duty. Data with clauses, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from yizhan.network.stations.states import StationKind, Tier

_DATA = files("yizhan.network.stations.norm_data")
_AREAS = ("350405", "3505", "4213", "4601")
SECTIONS = {
    "basics": "基本信息",
    "premises": "场地",
    "facilities": "设施、服务和制度",
    "hours": "开放时间",
    "contacts": "联系和投诉电话",
    "coordinates": "地图位置",
    "legal": "运营主体",
    "staff": "人员",
    "area": "服务区域",
}
_TESTS = (
    "sign",
    "hours",
    "position",
    "head",
    "officers",
    "area",
    "staff",
    "full_time",
    "contacts",
    "community_stations",
)
_LISTS = ("filled", "affirmed", "some")


@dataclass(frozen=True, slots=True)
class SignForm:
    """How the sign reads for these kinds and tiers: patterns with {city}, {county} and {street}; the first is proposed."""

    kinds: tuple[StationKind, ...]
    tiers: tuple[Tier, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignRule:
    """The naming rule of a city."""

    clause: str
    words: str
    forms: tuple[SignForm, ...]


@dataclass(frozen=True, slots=True)
class DutyRule:
    """How many are to be on the roster on a statutory working day."""

    clause: str
    words: str
    kinds: tuple[StationKind, ...]
    persons: int
    full_time: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """One demand on the file. `suggested` where the source says 可 or 可与 instead of 应. `tests` maps a test to its argument."""

    clause: str
    section: str
    words: str
    suggested: bool
    kinds: tuple[StationKind, ...]
    tests: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Norm:
    """All that one city or county asks."""

    area: str
    scheme: str
    title: str
    sign: SignRule | None
    duty: DutyRule | None
    requirements: tuple[Requirement, ...]


def norm_of(region: str) -> Norm | None:
    """The norm of the smallest area with one that this code lies in; None where no city has given one."""
    return next((norm for norm in norms() if region.startswith(norm.area)), None)


@lru_cache(maxsize=1)
def norms() -> tuple[Norm, ...]:
    """All norms, smaller areas before larger ones."""
    return tuple(_norm(yaml.safe_load(_DATA.joinpath(f"{area}.yaml").read_text(encoding="utf-8"))) for area in _AREAS)


def _norm(data: dict[str, Any]) -> Norm:
    sign, duty = data.get("sign"), data.get("duty")
    return Norm(
        area=data["area"],
        scheme=data["scheme"],
        title=data["title"],
        sign=None if sign is None else SignRule(sign["clause"], sign["words"], tuple(map(_form, sign["forms"]))),
        duty=None
        if duty is None
        else DutyRule(duty["clause"], duty["words"], _kinds(duty), duty["persons"], duty["full_time"]),
        requirements=tuple(map(_requirement, data["requirements"])),
    )


def _form(data: dict[str, Any]) -> SignForm:
    return SignForm(_kinds(data), tuple(map(Tier, data.get("tiers", Tier.values))), tuple(data["patterns"]))


def _kinds(data: dict[str, Any]) -> tuple[StationKind, ...]:
    return tuple(map(StationKind, data.get("kinds", StationKind.values)))


def _requirement(data: dict[str, Any]) -> Requirement:
    tests = {name: data[name] for name in (*_TESTS, *_LISTS, "all") if name in data}
    known = {"clause", "section", "words", "kinds", "strength", *tests}
    if unknown := set(data) - known:
        raise ValueError(f"not understood in a requirement of clause {data['clause']}: {sorted(unknown)}")
    if not tests or data["section"] not in SECTIONS or data.get("strength", "suggested") != "suggested":
        raise ValueError(f"not a requirement: clause {data['clause']}")
    return Requirement(
        data["clause"], data["section"], data["words"], data.get("strength") == "suggested", _kinds(data), tests
    )

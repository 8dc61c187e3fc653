"""Whether a recognised place may get the one-time subsidy: facts beside the source's clauses, no verdict where a fact is missing.

泉州方案二（二）至（四）. The county decides; this only lays out what the records say.
"""

from dataclasses import dataclass
from datetime import date

from yizhan.network.recognition.clauses import (
    AMOUNTS,
    AREA,
    FIRST,
    NOT_TWICE,
    PUBLICITY,
    STAFF,
    SUBMISSION,
    SUBSIDY_FEN,
    VALID_UNTIL,
    VALIDITY,
    Clause,
)
from yizhan.network.stations.states import StationKind


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records say. None where they say nothing. Areas in square metres, as measured on site."""

    kind: StationKind | None
    recognised_on: date | None
    recognised_before: bool
    subsidised_before: bool
    area_met: bool | None
    area_found: str
    staff_met: bool | None
    staff_found: str
    missing_materials: tuple[str, ...]
    publicity_until: date | None
    objected: bool | None
    bought_by_government: bool | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: the clause, what is known in Chinese, and whether it is met. None: not known yet."""

    label: str
    clause: Clause
    said: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """All conditions. `amount_fen` is what the source names for the kind of place, None while the kind is not known."""

    conditions: tuple[Condition, ...]
    amount_fen: int | None
    amount_clause: Clause

    @property
    def verdict(self) -> bool | None:
        """False when a condition fails, None while one is not known, True when all are met."""
        met = [condition.met for condition in self.conditions]
        return False if False in met else None if None in met else True


def eligibility(facts: Facts) -> Eligibility:
    """The conditions of the one-time subsidy beside the facts."""
    return Eligibility(
        conditions=(
            _recognised(facts),
            _first(facts),
            Condition("服务场所面积", AREA, _measured(facts.area_found, "平方米"), facts.area_met),
            Condition("工作人员", STAFF, _measured(facts.staff_found, "人"), facts.staff_met),
            _materials(facts),
            _publicised(facts),
            _not_twice(facts),
            _in_force(facts),
        ),
        amount_fen=None if facts.kind is None else SUBSIDY_FEN.get(facts.kind),
        amount_clause=AMOUNTS,
    )


def _recognised(facts: Facts) -> Condition:
    if facts.recognised_on is None:
        return Condition("通过认定", FIRST, "尚未通过认定", None)
    return Condition("通过认定", FIRST, f"{facts.recognised_on:%Y-%m-%d}通过认定", True)


def _first(facts: Facts) -> Condition:
    if facts.recognised_before or facts.subsidised_before:
        return Condition("首次创建", FIRST, "该地点此前已认定或已申请过一次性运维补助", False)
    return Condition("首次创建", FIRST, "没有更早的认定或补助记录", True)


def _materials(facts: Facts) -> Condition:
    if facts.missing_materials:
        return Condition("申报材料", SUBMISSION, "缺少：" + "、".join(facts.missing_materials), False)
    return Condition("申报材料", SUBMISSION, "①至⑤齐全", True)


def _publicised(facts: Facts) -> Condition:
    if facts.objected is None:
        said = "尚未公示" if facts.publicity_until is None else f"公示至{facts.publicity_until:%Y-%m-%d}，结果未登记"
        return Condition("公示无异议", PUBLICITY, said, None)
    return Condition("公示无异议", PUBLICITY, "有异议" if facts.objected else "公示期满无异议", not facts.objected)


def _not_twice(facts: Facts) -> Condition:
    bought = facts.bought_by_government
    said = {None: "尚未核实", True: "已由政府购买服务实施", False: "没有政府购买服务"}[bought]
    return Condition("不重复享受", NOT_TWICE, said, None if bought is None else not bought)


def _in_force(facts: Facts) -> Condition:
    if facts.recognised_on is None:
        return Condition("方案有效期", VALIDITY, "尚未通过认定", None)
    inside = facts.recognised_on <= VALID_UNTIL
    return Condition("方案有效期", VALIDITY, "在有效期内通过认定" if inside else "通过认定时方案已到期", inside)


def _measured(found: str, unit: str) -> str:
    return f"现场核实{found}{unit}" if found else "尚未现场核实"

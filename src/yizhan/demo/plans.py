"""What the two cities mean to build."""

from datetime import date, datetime
from functools import partial
from typing import Any

from yizhan.demo.city import City
from yizhan.demo.places import HAIKOU, QUANZHOU
from yizhan.floor.accounts.states import Role
from yizhan.network.stations.actions import PlannedNumber, set_plan
from yizhan.network.stations.states import StationKind, Tier

_HAIKOU_CLAUSE = (
    "全市实现建成“1+4+43+N”的线下灵活就业服务体系目标，即建设1个市级就业驿站（零工市场），"
    "4个区级就业驿站（零工市场），43个镇（街）就业驿站（零工市场）和N个样板社区就业创业服务站。"
)


def enter_plans(city: City) -> None:
    """Haikou's as its paper has it. The paper of Quanzhou names no numbers, so that plan is an example and says so."""
    first = date(city.diary.today.year, 1, 1)
    last = first.replace(month=12, day=31)
    haikou = (
        PlannedNumber("市级就业驿站", Tier.CITY, 1),
        PlannedNumber("区级就业驿站", Tier.COUNTY, 4),
        PlannedNumber("镇（街）就业驿站", Tier.STREET, 43),
        PlannedNumber("样板社区就业创业服务站", Tier.COMMUNITY, None),
    )
    quanzhou = (
        PlannedNumber("县级零工市场", Tier.COUNTY, 11, StationKind.MARKET),
        PlannedNumber("镇（街）零工驿站", Tier.STREET, 22, StationKind.STATION),
        PlannedNumber("社区（村）服务站", Tier.COMMUNITY, None),
    )
    plans = (
        (HAIKOU, "1+4+43+N", "海口市零工市场（就业驿站）绩效考核参考标准（2024年版）", _HAIKOU_CLAUSE, haikou),
        (QUANZHOU, "11+22+N（示例）", "演示用示例，来源文件没有写数量", "每个县（市、区）1个零工市场、2个零工驿站（示例）", quanzhou),
    )  # fmt: skip
    for code, name, source, clause, lines in plans:
        told: dict[str, Any] = {"city": code, "name": name, "source": source, "clause": clause, "lines": lines}
        city.diary.enter(
            city.diary.moment(270, 9),
            partial(_set, city, code, {**told, "since": first, "by": last}),
        )


def _set(city: City, code: str, told: dict[str, Any], at: datetime) -> None:
    set_plan(actor=city.actor(code, Role.CITY_OFFICER), now=at, **told)

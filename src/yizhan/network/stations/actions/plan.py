"""The plan of a city, such as 1+4+43+N."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.network.regions.models import Region
from yizhan.network.regions.policy import own_area
from yizhan.network.regions.states import Level
from yizhan.network.stations.models import NetworkPlan, PlanLine
from yizhan.network.stations.policy import require_planner
from yizhan.network.stations.states import StationKind, Tier
from yizhan.network.stations.verbs import PLAN_SET


@dataclass(frozen=True, slots=True)
class PlannedNumber:
    """One number of the plan. `planned` is None where the source writes N; `kind` None means any."""

    label: str
    tier: Tier
    planned: int | None
    kind: StationKind | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.label.strip()) <= 40 or (self.planned is not None and not 0 <= self.planned <= 100_000):
            raise Refusal(
                "目标数应为0至100000的整数，并写明名称", "a planned number is named and from 0", field="lines"
            )


@transaction.atomic
def set_plan(
    *,
    actor: Actor,
    city: str,
    name: str,
    source: str,
    clause: str,
    since: date,
    by: date,
    lines: Sequence[PlannedNumber],
    now: datetime,
) -> NetworkPlan:
    """Sets the plan that holds from a day; the same day again replaces it. Refuses a plan without source, and a number given twice."""
    require_planner(actor)
    area = own_area(actor)
    if area is None or not city.startswith(area):
        raise OutOfScope(f"region {city}")
    region = Region.objects.select_for_update().filter(code=city, level__in=(Level.CITY, Level.COUNTY)).first()
    if region is None:
        raise Refusal("没有这个城市", "there is no such city", field="city")
    texts = {"name": name.strip(), "source": source.strip(), "clause": clause.strip()}
    if not all(texts.values()) or len(texts["name"]) > 40 or len(texts["source"]) > 200:
        raise Refusal("请写明目标名称、依据文件和条文", "name the plan, its source and its clause", field="source")
    if by <= since:
        raise Refusal("完成日期须晚于开始日期", "the plan ends after it begins", field="by")
    keys = [(line.tier, line.kind) for line in lines]
    if not lines or len(keys) != len(set(keys)):
        raise Refusal("每个层级和类型只填一次", "each tier and kind once", field="lines")
    plan, _ = NetworkPlan.objects.update_or_create(city=region, since=since, defaults={**texts, "by": by})
    plan.lines.all().delete()
    PlanLine.objects.bulk_create(
        PlanLine(
            plan=plan,
            position=position,
            tier=line.tier,
            kind="" if line.kind is None else line.kind,
            label=line.label.strip(),
            planned=line.planned,
        )
        for position, line in enumerate(lines, start=1)
    )
    body: dict[str, BodyValue] = {"city": city, "name": texts["name"], "lines": len(lines)}
    record(actor=actor, verb=PLAN_SET.code, object_type="stations.plan", object_id=str(plan.id), body=body, now=now)
    return plan

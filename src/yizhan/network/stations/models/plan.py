"""How many stations of each tier a city means to have, such as 1+4+43+N. 海就业办发〔2023〕30号."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.network.regions.models import Region
from yizhan.network.stations.states import StationKind, Tier

_KEPT = "规划期结束后3年（公开的建设目标）"
_FACT = Classification(Level.PUBLIC, "建设目标", _KEPT)


class NetworkPlan(models.Model):
    """The plan of a city from `since` until `by`, with the source that sets it."""

    PRIVACY = dict.fromkeys(("id", "city", "name", "source", "clause", "since", "by"), _FACT)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="network_plans")
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    clause = models.TextField()
    since = models.DateField()
    by = models.DateField()

    class Meta:
        verbose_name = "建设目标"
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=("city", "since"), name="stations_one_plan_from_a_day"),
            models.CheckConstraint(condition=Q(by__gt=F("since")), name="stations_plan_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source="") & ~Q(clause=""), name="stations_plan_has_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanLine(models.Model):
    """One number of a plan: stations of a tier, of one kind or, where blank, of any. `planned` is null for N."""

    PRIVACY = dict.fromkeys(("id", "plan", "position", "tier", "kind", "label", "planned"), _FACT)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(NetworkPlan, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    tier = models.CharField(max_length=10, choices=Tier)
    kind = models.CharField(max_length=20, choices=StationKind, blank=True)
    label = models.CharField(max_length=40)
    planned = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = "建设目标分项"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=("plan", "position"), name="stations_plan_lines_in_order"),
            models.UniqueConstraint(fields=("plan", "tier", "kind"), name="stations_plan_line_once"),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="stations_plan_tier_known"),
        ]

    def __str__(self) -> str:
        return self.label

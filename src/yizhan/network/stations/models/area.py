"""Which station serves which community, and who is the officer there. 海口考核标准4."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.network.regions.models import Community
from yizhan.network.stations.models.ranges import days, same
from yizhan.network.stations.models.station import Station

_KEPT = "服务终止后3年（就业服务档案管理需要，待核实）"
_FACT = Classification(Level.PUBLIC, "服务区域", _KEPT)
_WHO = Classification(Level.PERSONAL, "社区（村）就业服务专员", _KEPT)


def _in_order() -> Q:
    return Q(until__isnull=True) | Q(until__gt=F("since"))


class ServiceArea(models.Model):
    """A station serves a community from `since` until before `until`. No community is served by two at a time."""

    PRIVACY = dict.fromkeys(("id", "station", "community", "since", "until"), _FACT)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="service_areas")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="service_areas")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        verbose_name = "服务区域"
        constraints = [
            models.CheckConstraint(condition=_in_order(), name="stations_area_ends_after_start"),
            ExclusionConstraint(
                name="stations_community_served_once",
                expressions=[(same("community"), RangeOperators.OVERLAPS), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.community_id}"


class EmploymentOfficer(models.Model):
    """An employment officer 就业服务专员 of a community from `since` until before `until`. A community may have several."""

    PRIVACY = dict.fromkeys(("id", "community", "person", "since", "until"), _WHO)
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="employment_officers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="officer_of")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        verbose_name = "就业服务专员"
        constraints = [
            models.CheckConstraint(condition=_in_order(), name="stations_officer_ends_after_start"),
            ExclusionConstraint(
                name="stations_officer_once",
                expressions=[(same("community", "person"), RangeOperators.OVERLAPS), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.person_id}"

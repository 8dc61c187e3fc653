"""Posts of staff at a station, and the duty roster."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.network.stations.models.ranges import days, instants, same
from yizhan.network.stations.models.station import Station

_KEPT = "考核年度结束后3年（考核依据，待核实）"
_WORK = Classification(Level.PERSONAL, "人员配备和值班，考核依据（海口1、沙县2（5）、泉州标准21）", _KEPT)
_KEY = Classification(Level.INTERNAL, "记录编号", _KEPT)


class StaffPost(models.Model):
    """A person works at a station from `since` until before `until`. One head 站长 at a time (海口1)."""

    PRIVACY = {"id": _KEY, **dict.fromkeys(("station", "person", "full_time", "head", "since", "until"), _WORK)}
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="staff_posts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="staff_posts")
    full_time = models.BooleanField()
    head = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        verbose_name = "人员配备"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="stations_post_ends_after_start"
            ),
            ExclusionConstraint(
                name="stations_one_post_at_a_time",
                expressions=[(same("station", "person"), RangeOperators.OVERLAPS), (days(), RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="stations_one_head_at_a_time",
                expressions=[(same("station"), RangeOperators.OVERLAPS), (days(), RangeOperators.OVERLAPS)],
                condition=Q(head=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.person_id}"


class DutyShift(models.Model):
    """A person is on duty at a station from `begins` until `ends`, within `day` in China. Nobody is in two places at once."""

    PRIVACY = {"id": _KEY, **dict.fromkeys(("station", "person", "day", "begins", "ends"), _WORK)}
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="duty_shifts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duty_shifts")
    day = models.DateField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        verbose_name = "值班"
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="stations_shift_ends_after_start"),
            ExclusionConstraint(
                name="stations_nobody_in_two_places",
                expressions=[
                    (same("person"), RangeOperators.OVERLAPS),
                    (instants("begins", "ends"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=("station", "day"), name="stations_shifts_of_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.person_id}"

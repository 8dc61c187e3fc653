"""The statutory calendar as a table that the city keeps: years, and the days that depart from the week."""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.network.calendars.states import DayKind, YearState

_KEPT = "长期（公开的节假日安排）"
_FACT = Classification(Level.PUBLIC, "确定法定工作日", _KEPT)
_KEY = Classification(Level.INTERNAL, "记录编号", _KEPT)


class CalendarYear(models.Model):
    """One year of the State Council's holiday notices. A year without a row is not published either."""

    PRIVACY = {"id": _KEY, **dict.fromkeys(("year", "state", "source"), _FACT)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=16, choices=YearState)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "日历年"
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="calendars_year_in_range"),
            models.CheckConstraint(condition=Q(state__in=YearState.values), name="calendars_state_known"),
            models.CheckConstraint(
                condition=Q(state=YearState.NOT_PUBLISHED) | ~Q(source=""), name="calendars_published_year_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.state}"


class SpecialDay(models.Model):
    """A day that departs from the week: a holiday, or a weekend day that is worked. `source` cites the notice."""

    PRIVACY = {"id": _KEY, **dict.fromkeys(("year", "day", "kind", "name", "source"), _FACT)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.ForeignKey(CalendarYear, on_delete=models.PROTECT, related_name="special_days")
    day = models.DateField(unique=True)
    kind = models.CharField(max_length=10, choices=DayKind)
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "节假日和调休"
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="calendars_kind_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(source=""), name="calendars_day_has_name_and_source"),
            # 1 is Sunday and 7 Saturday: only weekends can be worked instead.
            models.CheckConstraint(
                condition=Q(kind=DayKind.HOLIDAY) | Q(day__week_day__in=(1, 7)), name="calendars_swapped_day_is_weekend"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

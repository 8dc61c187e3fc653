"""The station and the parts of its file that are lists."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.network.regions.models import Community
from yizhan.network.stations.models.ranges import numbers, same
from yizhan.network.stations.states import (
    COMMUNITY_KINDS,
    Datum,
    HolidayRule,
    Setting,
    StationKind,
    StationState,
    Tier,
    Weekday,
)
from yizhan.network.stations.terms import Display, Facility, Rule, Service, SharedPremises, Zone

_KEPT = "驿站存续期间及撤销后3年（就业服务档案管理需要，待核实）"
_FACT = Classification(Level.PUBLIC, "驿站档案，对外公开", _KEPT)
_WORK = Classification(Level.INTERNAL, "驿站档案，管理和考核", _KEPT)
_LONGEST_DAY = 24 * 60


def _list(choices: type[models.TextChoices]) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=24, choices=choices.choices), default=list, blank=True)


class Station(models.Model):
    """The file of a market, station or community station. docs/network.md says which clause looks at which field.

    `organisation.name` is what the station is called in the system, `sign_name` the sign on the wall. `address` is that of a public
    place. `longitude` and `latitude` are WGS-84; the given ones are as they were entered, in `datum`. Lists are empty and texts are
    blank where nothing has been entered yet. `version` grows with every edit. `host` is the station that jointly runs a community
    station (海口4).
    """

    PRIVACY = {
        **dict.fromkeys(
            ("kind", "tier", "setting", "state", "sign_name", "street", "address", "directions", "area", "zones")
            + ("facilities", "services", "rules", "displays", "shared_with", "holiday_rule", "service_phone", "hotline")
            + ("longitude", "latitude", "legal_name", "credit_code", "recognised_on", "opened_on", "closed_on")
            + ("host", "community"),
            _FACT,
        ),
        **dict.fromkeys(
            ("id", "organisation", "version", "legal_representative", "tidy", "fire_safe", "uses_platform")
            + ("given_longitude", "given_latitude", "datum", "created_at"),
            _WORK,
        ),
        "manager_name": Classification(Level.PERSONAL, "对外标示管理人员姓名（海口考核标准3）", _KEPT, Masking.NAME),
        "legal_representative": Classification(
            Level.PERSONAL, "认定申请表：法人代表或负责人（泉州附件2）", _KEPT, Masking.NAME
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="station")
    kind = models.CharField(max_length=20, choices=StationKind)
    tier = models.CharField(max_length=10, choices=Tier)
    setting = models.CharField(max_length=8, choices=Setting)
    state = models.CharField(max_length=12, choices=StationState, default=StationState.PLANNED)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    recognised_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    host = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="community_stations")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="stations")

    sign_name = models.CharField(max_length=80, blank=True)
    street = models.CharField(max_length=9, blank=True)
    address = models.CharField(max_length=200, blank=True)
    directions = models.CharField(max_length=200, blank=True)

    area = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    shared_with = models.CharField(max_length=20, choices=SharedPremises, blank=True)
    zones = _list(Zone)
    tidy = models.BooleanField(null=True)
    fire_safe = models.BooleanField(null=True)

    facilities = _list(Facility)
    services = _list(Service)
    rules = _list(Rule)
    displays = _list(Display)
    uses_platform = models.BooleanField(null=True)

    holiday_rule = models.CharField(max_length=12, choices=HolidayRule, default=HolidayRule.STATUTORY)

    manager_name = models.CharField(max_length=60, blank=True)
    manager_phone = SealedTextField(
        purpose="主管部门联系管理人员",
        retention=_KEPT,
        masking=Masking.PHONE,
        level=Level.PERSONAL,
        opens_for=(SystemPurpose.NOTICE, SystemPurpose.DOCUMENT),
        null=True,
    )
    service_phone = models.CharField(max_length=20, blank=True)
    hotline = models.CharField(max_length=20, blank=True)

    legal_name = models.CharField(max_length=120, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    legal_representative = models.CharField(max_length=60, blank=True)

    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    given_longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    given_latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    datum = models.CharField(max_length=8, choices=Datum, blank=True)

    class Meta:
        verbose_name = "驿站"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StationKind.values), name="stations_kind_known"),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="stations_tier_known"),
            models.CheckConstraint(condition=Q(setting__in=Setting.values), name="stations_setting_known"),
            models.CheckConstraint(condition=Q(state__in=StationState.values), name="stations_state_known"),
            models.CheckConstraint(
                condition=Q(holiday_rule__in=HolidayRule.values), name="stations_holiday_rule_known"
            ),
            models.CheckConstraint(condition=Q(street__regex=r"^([0-9]{9})?$"), name="stations_street_code"),
            models.CheckConstraint(condition=Q(area__isnull=True) | Q(area__gt=0), name="stations_area_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=COMMUNITY_KINDS, tier=Tier.COMMUNITY)
                | (~Q(kind__in=COMMUNITY_KINDS) & ~Q(tier=Tier.COMMUNITY)),
                name="stations_community_tier_is_for_community_kinds",
            ),
            models.CheckConstraint(
                condition=Q(host__isnull=True) | (Q(kind__in=COMMUNITY_KINDS) & ~Q(host=F("id"))),
                name="stations_only_community_stations_have_a_host",
            ),
            models.CheckConstraint(
                condition=Q(state=StationState.PLANNED, recognised_on__isnull=True)
                | Q(state__in=(StationState.RECOGNISED, StationState.OPEN, StationState.SUSPENDED))
                & Q(recognised_on__isnull=False)
                | Q(state=StationState.CLOSED),
                name="stations_recognised_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(StationState.OPEN, StationState.SUSPENDED), opened_on__isnull=False)
                | Q(state__in=(StationState.PLANNED, StationState.RECOGNISED), opened_on__isnull=True)
                | Q(state=StationState.CLOSED),
                name="stations_open_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state=StationState.CLOSED, closed_on__isnull=False)
                | (~Q(state=StationState.CLOSED) & Q(closed_on__isnull=True)),
                name="stations_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=(Q(opened_on__isnull=True) | Q(opened_on__gte=F("recognised_on")))
                & (Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gte=F("opened_on"))),
                name="stations_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(
                    longitude__isnull=True,
                    latitude__isnull=True,
                    given_longitude__isnull=True,
                    given_latitude__isnull=True,
                    datum="",
                )
                | Q(
                    longitude__isnull=False,
                    latitude__isnull=False,
                    given_longitude__isnull=False,
                    given_latitude__isnull=False,
                    datum__in=Datum.values,
                ),
                name="stations_position_is_whole",
            ),
        ]
        indexes = [models.Index(fields=("state", "kind"), name="stations_state_kind")]

    def __str__(self) -> str:
        return str(self.id)


class OpeningSpan(models.Model):
    """One stretch of opening on a day of the week, in minutes after midnight; 1440 is its end. Never over midnight."""

    PRIVACY = {"id": _WORK, **dict.fromkeys(("station", "weekday", "opens", "closes"), _FACT)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="opening_spans")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "开放时间"
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, closes__gt=F("opens"), closes__lte=_LONGEST_DAY),
                name="stations_span_in_day",
            ),
            ExclusionConstraint(
                name="stations_spans_do_not_overlap",
                expressions=[
                    (same("station"), RangeOperators.OVERLAPS),
                    (
                        numbers(
                            F("weekday") * _LONGEST_DAY + F("opens"),
                            F("weekday") * _LONGEST_DAY + F("closes"),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class ClosedDay(models.Model):
    """A single day on which the station is closed though its hours say otherwise: a typhoon, a move."""

    PRIVACY = {"id": _WORK, **dict.fromkeys(("station", "day", "reason"), _FACT)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    reason = models.CharField(max_length=100)

    class Meta:
        verbose_name = "临时闭馆"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=("station", "day"), name="stations_closed_once_a_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="stations_closed_day_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.day)


class PostedContact(models.Model):
    """An office and its phone as displayed at the station: supervision and complaints (沙县2（1）, 泉州标准23)."""

    PRIVACY = {"id": _WORK, **dict.fromkeys(("station", "position", "office", "phone"), _FACT)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="posted_contacts")
    position = models.PositiveSmallIntegerField()
    office = models.CharField(max_length=60)
    phone = models.CharField(max_length=20)

    class Meta:
        verbose_name = "公布的监督投诉电话"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=("station", "position"), name="stations_contacts_in_order"),
            models.CheckConstraint(condition=~Q(office="") & ~Q(phone=""), name="stations_contact_is_whole"),
        ]

    def __str__(self) -> str:
        return self.office

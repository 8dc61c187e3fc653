"""What a station writes down about an employer: the dated registration, and the needs it was told."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.market.employers.models.employer import KEPT, Employer
from yizhan.market.employers.states import Channel, PayUnit, WorkKind

_RECORD = Classification(Level.INTERNAL, "记录编号", KEPT)
_WORK = Classification(Level.INTERNAL, "登记台账、考核计数（海口2024第5、6条）", KEPT)
_CLERK = Classification(Level.PERSONAL, "确定经办人", KEPT)


class HiringRegistration(models.Model):
    """用工登记: an employer registered at a station on a day (Haikou 2024 6). Once a day at most. It opens the file to the station.

    `clerk` is null where the employer did it himself. `number` is the record number of the workbook it came from.
    """

    PRIVACY = {
        "id": _RECORD,
        **dict.fromkeys(("employer", "station", "day", "channel", "number", "note", "created_at"), _WORK),
        "clerk": _CLERK,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="registrations")
    station = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="hiring_registrations")
    clerk = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="hiring_registrations")
    day = models.DateField()
    channel = models.CharField(max_length=16, choices=Channel)
    number = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "用工登记"
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="employers_registration_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(clerk__isnull=False) | Q(channel=Channel.ONLINE), name="employers_registration_has_clerk"
            ),
            models.UniqueConstraint(fields=("employer", "station", "day"), name="employers_registered_once_a_day"),
        ]
        indexes = [models.Index(fields=("station", "day"), name="employers_registration_day")]

    def __str__(self) -> str:
        return str(self.id)


class NeedsSurvey(models.Model):
    """摸排: what an employer said at a visit that it will need, in the period from `first` to `last` inclusive (Haikou 2024 5)."""

    PRIVACY = {
        "id": _RECORD,
        **dict.fromkeys(("employer", "station", "day", "first", "last", "notes", "created_at"), _WORK),
        "clerk": _CLERK,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="needs")
    station = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="needs_surveys")
    clerk = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs_surveys")
    day = models.DateField()
    first = models.DateField()
    last = models.DateField()
    notes = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "用工需求摸排"
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="employers_needs_end_after_start")
        ]
        indexes = [models.Index(fields=("station", "day"), name="employers_needs_day")]

    def __str__(self) -> str:
        return str(self.id)


class Need(models.Model):
    """One line of a needs survey: how many people, for which trade, at which pay (fen per unit; null: not said)."""

    PRIVACY = dict.fromkeys(
        ("id", "survey", "position", "trade", "work_kind", "headcount", "pay_fen", "pay_unit"), _WORK
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(NeedsSurvey, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    trade = models.CharField(max_length=40)
    work_kind = models.CharField(max_length=16, choices=WorkKind)
    headcount = models.PositiveIntegerField()
    pay_fen = models.BigIntegerField(null=True)
    pay_unit = models.CharField(max_length=8, choices=PayUnit, blank=True)

    class Meta:
        verbose_name = "摸排需求"
        constraints = [
            models.CheckConstraint(condition=Q(work_kind__in=WorkKind.values), name="employers_need_kind_known"),
            models.CheckConstraint(condition=Q(headcount__gt=0), name="employers_need_has_headcount"),
            models.CheckConstraint(condition=~Q(trade=""), name="employers_need_has_trade"),
            models.CheckConstraint(
                condition=Q(pay_fen__isnull=True, pay_unit="")
                | Q(pay_fen__isnull=False, pay_fen__gt=0, pay_unit__in=PayUnit.values),
                name="employers_need_pay_has_unit",
            ),
            models.UniqueConstraint(fields=("survey", "position"), name="employers_need_position"),
        ]

    def __str__(self) -> str:
        return str(self.id)

"""Memberships: in what role and for which organisation a person acts, and when."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Cast, Coalesce, Concat

from yizhan.floor.accounts.models.persons import KEPT, Person
from yizhan.floor.accounts.states import ORGANISATION_OF, SEPARATED_ROLES, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level

_ROLE = Classification(Level.PERSONAL, "确定岗位和权限", KEPT)
_ALONE = (Role.WORKER, Role.CREW_LEADER)


def _never_overlapping(name: str, key: Expression, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows of one key with a common day. The core has no gist class for keys: their hash as a range of one."""
    number = Func(key, Value(0), function="hashtextextended", output_field=models.BigIntegerField())
    same = Func(number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField())
    days = Func("since", "until", Value("[)"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[(same, RangeOperators.OVERLAPS), (days, RangeOperators.OVERLAPS)],
        condition=condition,
    )


def _whole_key() -> Expression:
    text = models.TextField()
    organisation = Coalesce(Cast("organisation", text), Value("", output_field=text), output_field=text)
    return Concat(Cast("person", text), Cast("role", text), organisation, output_field=text)


class Membership(models.Model):
    """A person in a role, from `since` until before `until`. One person may hold several; the same one never twice at a time.

    Administrator and auditor are separated (GB/T 22239-2019 8.1.5): one person never holds two of these on the same day.
    """

    PRIVACY = {
        "id": Classification(Level.INTERNAL, "记录编号", KEPT),
        "person": _ROLE,
        "role": _ROLE,
        "organisation": _ROLE,
        "since": _ROLE,
        "until": _ROLE,
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(ORGANISATION_OF)), name="accounts_role_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="accounts_membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(role__in=_ALONE, organisation__isnull=True)
                | (~Q(role__in=_ALONE) & Q(organisation__isnull=False)),
                name="accounts_organisation_where_due",
            ),
            _never_overlapping("accounts_one_membership_at_a_time", _whole_key()),
            _never_overlapping(
                "accounts_administrator_or_auditor",
                Cast("person", models.TextField()),
                Q(role__in=SEPARATED_ROLES),
            ),
        ]
        indexes = [models.Index(fields=("organisation", "role"), name="accounts_members")]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"

"""Divisions of the state down to the street, and the communities and villages below."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Length
from django.db.models.lookups import Exact

from yizhan.floor.privacy.classification import Classification
from yizhan.floor.privacy.classification import Level as Harm
from yizhan.network.regions.states import DIGITS, CommunityKind, Level

_KEPT = "长期（公开的行政区划）"
_FACT = Classification(Harm.PUBLIC, "识别行政区划", _KEPT)


class Region(models.Model):
    """A province, city, county or street by its code: 2, 4, 6 or 9 digits (GB/T 2260, GB/T 10114).

    `valid_until` is the day from which the code is no longer used; a retired code stays, because identity numbers begin with it.
    `valid_from` is null where the data do not say.
    """

    PRIVACY = dict.fromkeys(("code", "name", "level", "parent", "valid_from", "valid_until"), _FACT)

    code = models.CharField(primary_key=True, max_length=9)
    name = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        verbose_name = "行政区划"
        constraints = [
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, code__regex=r"^[0-9]{2}$", parent__isnull=True)
                | Q(level=Level.CITY, code__regex=r"^[0-9]{4}$", parent__isnull=False)
                | Q(level=Level.COUNTY, code__regex=r"^[0-9]{6}$", parent__isnull=False)
                | Q(level=Level.STREET, code__regex=r"^[0-9]{9}$", parent__isnull=False),
                name="regions_code_fits_level",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="regions_has_name"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="regions_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Community(models.Model):
    """A community 社区 or village 村 of a street: the unit of which a station's service area is made (海口考核标准4)."""

    PRIVACY = {
        "id": Classification(Harm.INTERNAL, "记录编号", _KEPT),
        **dict.fromkeys(("name", "kind", "street", "closed_on"), _FACT),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=CommunityKind)
    street = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="communities")
    closed_on = models.DateField(null=True)

    class Meta:
        verbose_name = "社区（村）"
        constraints = [
            models.UniqueConstraint(fields=("street", "name"), name="regions_one_community_of_a_name"),
            models.CheckConstraint(condition=Q(kind__in=CommunityKind.values), name="regions_community_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="regions_community_has_name"),
            models.CheckConstraint(
                condition=Exact(Length(Cast("street", models.TextField())), DIGITS[Level.STREET]),
                name="regions_communities_stand_under_streets",
            ),
        ]

    def __str__(self) -> str:
        return self.name

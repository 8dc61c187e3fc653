"""One table for every organisation, so that scope is one question: does this path begin with mine?"""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.organisations.states import OrganisationKind
from yizhan.floor.privacy.classification import Classification, Level

_KEPT = "机构存续期间及终止后3年（就业服务档案管理需要，待核实）"
_FACT = Classification(Level.PUBLIC, "识别机构及其隶属关系", _KEPT)
_LINK = Classification(Level.INTERNAL, "确定数据范围", _KEPT)


class Organisation(models.Model):
    """A bureau, operator, station or employer.

    `path` is the codes from the top, each followed by a slash: `3505/350503/QZ-FZ-01/`. A station stands under its county
    bureau and names its operator beside that; an operator sees its stations through `operator`.
    """

    PRIVACY = {
        "id": _LINK,
        "kind": _FACT,
        "code": _FACT,
        "name": _FACT,
        "region": _FACT,
        "parent": _LINK,
        "path": _LINK,
        "operator": _LINK,
        "created_at": _LINK,
        "closed_on": _FACT,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=OrganisationKind)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=9, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.TextField(unique=True)
    operator = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="operated")
    created_at = models.DateTimeField()
    closed_on = models.DateField(null=True)

    class Meta:
        verbose_name = "机构"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisations_kind_known"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Za-z0-9-]+$"), name="organisations_code_plain"),
            models.CheckConstraint(
                condition=Q(region__regex=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})?$"), name="organisations_region_code"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisations_has_name"),
            models.CheckConstraint(condition=Q(path__regex=r"^([A-Za-z0-9-]+/)+$"), name="organisations_path_shape"),
            models.CheckConstraint(
                condition=Q(operator__isnull=True) | Q(kind=OrganisationKind.STATION),
                name="organisations_only_stations_are_operated",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False)
                | ~Q(kind__in=(OrganisationKind.COUNTY_BUREAU, OrganisationKind.STATION)),
                name="organisations_parent_where_needed",
            ),
        ]
        indexes = [models.Index(fields=("kind", "region"), name="organisations_kind_region")]

    def __str__(self) -> str:
        return self.name

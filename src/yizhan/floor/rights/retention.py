"""How long requests are kept."""

from django.db.models import Q, QuerySet

from yizhan.floor.privacy.models import Restriction
from yizhan.floor.privacy.retention import Retention, Rows
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.floor.rights.models import Copy, ErasureLine, Request
from yizhan.floor.rights.states import RequestKind


def _ended() -> "QuerySet[Request]":
    """Those that have ended, but for restrictions in force: they are lifted from their request."""
    standing = Restriction.objects.filter(basis=RestrictionBasis.ASKED, until=None).values("person_id")
    return Request.objects.filter(ended_at__isnull=False).exclude(
        Q(kind=RequestKind.RESTRICTION) & Q(person_id__in=standing)
    )


def _remove(rows: Rows) -> int:
    """With the copy made for it and the lines of an erasure."""
    keys = list(rows.values_list("pk", flat=True))
    Copy.objects.filter(request__in=keys).delete()
    ErasureLine.objects.filter(request__in=keys).delete()
    return Request.objects.filter(pk__in=keys).delete()[0]


RETENTIONS = (
    Retention(
        "rights.request",
        "个人信息请求",
        36,
        "ended_at",
        "办结之日起3年",
        "个人信息保护法第五十五条、第五十六条：处理情况记录至少保存三年",
        _ended,
        _remove,
    ),
)

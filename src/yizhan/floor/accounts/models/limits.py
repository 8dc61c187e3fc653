"""The counts that limit guessing. In the database, so that every worker process sees the same ones."""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import LookupDigestField
from yizhan.floor.privacy.masking import Masking

_LIMIT = Classification(Level.INTERNAL, "限制猜测次数", "2天内删除")
_SUBJECT = Classification(Level.PERSONAL, "限制猜测次数", "2天内删除", Masking.HIDDEN)


class Attempt(models.Model):
    """One counted attempt of a subject: a number, an address or a range of addresses, known only by its keyed digest."""

    PRIVACY = {"id": _LIMIT, "kind": _LIMIT, "subject": _SUBJECT, "at": _LIMIT}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    subject = LookupDigestField(kind="attempt")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "尝试次数"
        indexes = [
            models.Index(fields=("subject", "kind", "at"), name="accounts_attempts"),
            models.Index(fields=("at",), name="accounts_attempts_by_age"),
        ]

    def __str__(self) -> str:
        return self.kind


class NameLock(models.Model):
    """Wrong tries in a row for a login name, whether anybody has that name or not."""

    PRIVACY = {"subject": _SUBJECT, "wrong": _LIMIT, "last_at": _LIMIT, "locked_until": _LIMIT}

    subject = LookupDigestField(kind="username", primary_key=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "登录名锁定"
        constraints = [models.CheckConstraint(condition=Q(wrong__lte=5), name="accounts_five_wrong_tries")]

    def __str__(self) -> str:
        return str(self.wrong)

"""Sign-ins: what a person sees of the own sessions."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models.persons import Person
from yizhan.floor.accounts.states import Method
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.masking import Masking

_KEPT = "6个月（网络安全法第二十一条：网络日志不少于六个月）"
_SEEN = Classification(Level.PERSONAL, "让本人看到自己的登录", _KEPT)


class SignIn(models.Model):
    """One sign-in. `session_key` names the session while it lasts; of the address only the range is kept."""

    PRIVACY = {
        "id": Classification(Level.INTERNAL, "记录编号", _KEPT),
        "person": _SEEN,
        "method": _SEEN,
        "device": _SEEN,
        "address_range": _SEEN,
        "at": _SEEN,
        "ended_at": _SEEN,
        "session_key": Classification(Level.INTERNAL, "结束登录", "登录结束即删除", Masking.HIDDEN),
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sign_ins")
    method = models.CharField(max_length=16, choices=Method)
    device = models.CharField(max_length=60)
    address_range = models.CharField(max_length=43)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    session_key = models.CharField(max_length=40, null=True, unique=True)

    class Meta:
        verbose_name = "登录记录"
        constraints = [
            models.CheckConstraint(condition=Q(method__in=Method.values), name="accounts_method_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, session_key__isnull=False)
                | Q(ended_at__gte=F("at"), session_key__isnull=True),
                name="accounts_ended_sign_in_has_no_session",
            ),
        ]
        indexes = [models.Index(fields=("person", "at"), name="accounts_sign_ins")]

    def __str__(self) -> str:
        return f"{self.method} {self.at:%Y-%m-%d}"

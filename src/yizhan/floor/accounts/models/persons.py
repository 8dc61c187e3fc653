"""Persons: whoever signs in or is registered at the counter."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from yizhan.floor.accounts.states import AccountState
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import LookupDigestField, SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose

KEPT = "账号注销后3年（人力资源市场暂行条例第三十三条：服务台账至少保存二年；诉讼时效三年，待核实）"
_NAME = Classification(Level.PERSONAL, "识别本人", KEPT, Masking.NAME)
_ACCOUNT = Classification(Level.INTERNAL, "登录和账号安全", KEPT)


class PersonManager(models.Manager["Person"]):
    """What Django's sign-in needs."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this login name."""
        return self.get(username=username)


class Person(AbstractBaseUser):
    """A natural person. Workers and agents sign in by phone, staff by login name; somebody registered at the counter may have neither."""

    PRIVACY = {
        "id": Classification(Level.INTERNAL, "记录编号", KEPT),
        "name": _NAME,
        "username": _ACCOUNT,
        "password": _ACCOUNT,
        "password_is_initial": _ACCOUNT,
        "state": _ACCOUNT,
        "created_at": _ACCOUNT,
        "large_type": Classification(Level.PERSONAL, "按本人习惯显示大字", KEPT),
    }

    # Sign-ins are kept in a table of their own.
    last_login = None
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    username = models.CharField(max_length=40, null=True, unique=True)
    password_is_initial = models.BooleanField(default=False)
    phone = SealedTextField(
        purpose="联系本人、登录",
        retention=KEPT,
        masking=Masking.PHONE,
        opens_for=(SystemPurpose.NOTICE, SystemPurpose.DOCUMENT),
        null=True,
    )
    phone_digest = LookupDigestField(kind="phone", null=True, unique=True)
    wechat_digest = LookupDigestField(kind="wechat", null=True, unique=True)
    state = models.CharField(max_length=16, choices=AccountState, default=AccountState.ACTIVE)
    large_type = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AccountState.values), name="accounts_state_known"),
            models.CheckConstraint(
                condition=Q(phone__isnull=True, phone_digest__isnull=True)
                | Q(phone__isnull=False, phone_digest__isnull=False),
                name="accounts_phone_has_digest",
            ),
            models.CheckConstraint(
                condition=(~Q(name="") & ~Q(state=AccountState.ERASED))
                | Q(
                    state=AccountState.ERASED,
                    name="",
                    username__isnull=True,
                    phone__isnull=True,
                    wechat_digest__isnull=True,
                ),
                name="accounts_named_unless_erased",
            ),
            models.CheckConstraint(
                condition=Q(username__isnull=True) | Q(username__regex=r"^[a-z][a-z0-9._-]{2,39}$"),
                name="accounts_username_plain",
            ),
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the account may sign in."""
        return self.state == AccountState.ACTIVE

    def __str__(self) -> str:
        return str(self.id)

    def __repr__(self) -> str:
        return f"<Person {self.id}>"

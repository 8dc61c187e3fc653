"""A worker's file and a note about a worker."""

import uuid

from django.db import models

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import LookupDigestField, SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose

_KEY = Classification(Level.INTERNAL, "编号", "3年")
_DIGEST = Classification(Level.PERSONAL, "查找", "3年", Masking.HIDDEN)


class Worker(models.Model):
    PRIVACY = {"id": _KEY, "phone_digest": _DIGEST}

    number = SealedTextField(purpose="核验身份", retention="3年", masking=Masking.IDENTITY_NUMBER)
    phone = SealedTextField(
        purpose="联系", retention="3年", masking=Masking.PHONE, opens_for=(SystemPurpose.NOTICE,), null=True
    )
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    phone_digest = LookupDigestField(kind="phone", null=True, unique=True)

    class Meta:
        app_label = "sample"

    def __str__(self) -> str:
        return str(self.id)


class Note(models.Model):
    PRIVACY = {"id": _KEY, "person_id": _KEY}
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person_id = models.UUIDField()
    text = SealedTextField(purpose="困难情况", retention="3年", masking=Masking.HIDDEN)

    class Meta:
        app_label = "sample"

    def __str__(self) -> str:
        return str(self.id)

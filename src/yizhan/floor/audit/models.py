"""The chain and its head. The triggers that guard both are in the first migration."""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.audit.chain import GENESIS, Content, Link
from yizhan.floor.privacy.classification import Classification, Level

_KEPT = "永久：审计链不得删改"
_CHAIN = Classification(Level.INTERNAL, "使审计记录的增删改可被发现", _KEPT)
_ACT = Classification(Level.INTERNAL, "记录何时对何对象做了何事", _KEPT)
_WHO = Classification(Level.PERSONAL, "记录由谁、以何身份所为（只有编号，无姓名）", _KEPT)


class Head(models.Model):
    """The last sequence and hash: one row, locked by who writes, moved only by the trigger on entries."""

    PRIVACY = {"id": _CHAIN, "sequence": _CHAIN, "hash": _CHAIN}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


class Entry(models.Model):
    """One act. Never changed, never removed: the database refuses."""

    PRIVACY = {
        **dict.fromkeys(("id", "sequence", "previous", "hash"), _CHAIN),
        **dict.fromkeys(("at", "verb", "object_type", "object_id", "reason", "body"), _ACT),
        **dict.fromkeys(("actor_id", "actor_name"), _WHO),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True, db_index=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=80, db_index=True)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    body = models.TextField()
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_entry_object")]
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_sequence_from_one"),
            models.CheckConstraint(condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="audit_hash_is_sha256"),
            models.CheckConstraint(condition=Q(previous__regex=r"^[0-9a-f]{64}$"), name="audit_previous_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"

    def link(self) -> Link:
        """The entry as the chain sees it."""
        names = ("id", "sequence", "at", "actor_id", "actor_name", "verb", "object_type", "object_id", "reason", "body")
        return Link(Content(**{name: getattr(self, name) for name in names}, previous=self.previous), self.hash)

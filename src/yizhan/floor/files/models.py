"""The row of a stored file. Its bytes lie on disk under the key; see docs/files.md."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.files.states import PICTURES, FileKind, FilePurpose
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose

_KEPT = "按用途：见文件用途表（files.states.RULES）"
_FACT = Classification(Level.INTERNAL, "保存和核对上传的文件", _KEPT)
_WHO = Classification(Level.PERSONAL, "确定谁可以查看文件", _KEPT)
_LOOK = Classification(Level.INTERNAL, "发现重复使用的照片", _KEPT)
_DIGEST = r"^[0-9a-f]{64}$"
_HASH = r"^[0-9a-f]{16}$"


class StoredFile(models.Model):
    """An uploaded file after checking. The row outlives its bytes: `removed_at` says when those were deleted.

    `key` is the random name on disk. Digests are SHA-256: of the bytes as uploaded and as stored. A picture has its size in
    pixels and two hashes of what it shows; time and place are those that the camera wrote, evidence and no proof.
    """

    PRIVACY = {
        **dict.fromkeys(
            ("id", "key", "kind", "size", "original_size", "original_digest", "stored_digest", "width", "height"), _FACT
        ),
        **dict.fromkeys(("perceptual_hash", "difference_hash"), _LOOK),
        **dict.fromkeys(("organisation_path", "person_id", "uploaded_by"), _WHO),
        **dict.fromkeys(("purpose", "created_at", "removed_at"), _FACT),
        "taken_at": Classification(Level.PERSONAL, "佐证照片的拍摄时间", _KEPT),
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=32, unique=True, editable=False)
    name = SealedTextField(
        purpose="下载时作为文件名",
        retention=_KEPT,
        masking=Masking.HIDDEN,
        level=Level.PERSONAL,
        opens_for=(SystemPurpose.DOCUMENT,),
    )
    purpose = models.CharField(max_length=20, choices=FilePurpose)
    kind = models.CharField(max_length=80, choices=FileKind)
    size = models.PositiveIntegerField()
    original_size = models.PositiveIntegerField()
    original_digest = models.CharField(max_length=64, db_index=True)
    stored_digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    perceptual_hash = models.CharField(max_length=16, null=True)
    difference_hash = models.CharField(max_length=16, null=True)
    taken_at = models.DateTimeField(null=True)
    taken_place = SealedTextField(
        purpose="佐证照片的拍摄地点", retention=_KEPT, masking=Masking.HIDDEN, opens_for=(), null=True
    )
    organisation_path = models.TextField(blank=True)
    person_id = models.UUIDField(null=True, db_index=True)
    uploaded_by = models.UUIDField(db_index=True)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "文件"
        constraints = [
            models.CheckConstraint(condition=Q(key__regex=r"^[0-9a-f]{32}$"), name="files_key_is_random_hex"),
            models.CheckConstraint(condition=Q(purpose__in=FilePurpose.values), name="files_purpose_known"),
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="files_kind_known"),
            models.CheckConstraint(condition=Q(size__gt=0, original_size__gt=0), name="files_never_empty"),
            models.CheckConstraint(
                condition=Q(original_digest__regex=_DIGEST, stored_digest__regex=_DIGEST),
                name="files_digests_are_sha256",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=PICTURES,
                    width__isnull=False,
                    height__isnull=False,
                    perceptual_hash__isnull=False,
                    difference_hash__isnull=False,
                    width__gt=0,
                    height__gt=0,
                    perceptual_hash__regex=_HASH,
                    difference_hash__regex=_HASH,
                )
                | Q(
                    ~Q(kind__in=PICTURES),
                    width=None,
                    height=None,
                    perceptual_hash=None,
                    difference_hash=None,
                    taken_at=None,
                    taken_place__isnull=True,
                ),
                name="files_pictures_have_size_and_hashes",
            ),
            models.CheckConstraint(
                condition=Q(organisation_path__regex=r"^([A-Za-z0-9-]+/)*$"), name="files_path_shape"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("created_at")),
                name="files_removed_after_stored",
            ),
        ]
        indexes = [models.Index(fields=("organisation_path",), name="files_path", opclasses=("text_pattern_ops",))]

    def __str__(self) -> str:
        return str(self.id)

"""One uploaded workbook, and its rows with what comparing found and what became of them."""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.market.imports.states import ENDED_EMPTY, Finding, ImportState, RowState, Subject

_KEPT = "导入完成后2年（人力资源市场暂行条例第三十三条：服务台账至少保存二年，待核实）"
_RUN = Classification(Level.INTERNAL, "导入的过程和结果", _KEPT)
_WHO = Classification(Level.PERSONAL, "确定导入人", _KEPT)
_LINK = Classification(Level.INTERNAL, "撤回导入、核对结果", _KEPT)


class Import(models.Model):
    """A workbook for one station. Counts are of its rows; `digest` is SHA-256 of the file as uploaded.

    `consent_notice` is the version of the notice that every person in the file has signed on paper, as the uploader declares.
    `membership_id` is that in which the uploader, later the starter, acts. `passed_over` names sheets that are not imported; `trouble` says why the file cannot be used.
    """

    PRIVACY = {
        **dict.fromkeys(
            (
                *("id", "station", "file", "digest", "consent_notice", "state", "passed_over", "trouble"),
                *("new", "changed", "same", "refused", "applied", "conflicts"),
                *("created_at", "compared_at", "started_at", "ended_at"),
            ),
            _RUN,
        ),
        **dict.fromkeys(("uploader", "starter", "membership_id"), _WHO),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="imports")
    uploader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="imports")
    starter = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="imports_started")
    membership_id = models.UUIDField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="imports")
    digest = models.CharField(max_length=64)
    consent_notice = models.CharField(max_length=40)
    state = models.CharField(max_length=16, choices=ImportState, default=ImportState.UPLOADED)
    passed_over = models.CharField(max_length=500, blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    applied = models.PositiveIntegerField(default=0)
    conflicts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    compared_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "导入"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="imports_state_known"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="imports_digest_shape"),
            models.CheckConstraint(condition=~Q(consent_notice=""), name="imports_names_its_notice"),
            models.UniqueConstraint(
                fields=("station", "digest"), condition=~Q(state__in=ENDED_EMPTY), name="imports_once_a_station"
            ),
        ]
        indexes = [models.Index(fields=("station", "created_at"), name="imports_of_station")]

    @property
    def due(self) -> int:
        """How many rows the clerk confirmed to be written."""
        return self.new + self.changed

    @property
    def done(self) -> int:
        """How many of them are settled: written, or found in conflict."""
        return self.applied + self.conflicts

    def __str__(self) -> str:
        return str(self.id)


class ImportRow(models.Model):
    """One row. `payload` is what it says, sealed, and is deleted once the row is settled. `fields` are the labels of what differs.

    `target_id` is the file that it is about, `target_version` the version with which it was compared, or that it left behind;
    `created` whether the import opened that file. `words` says why it was refused or not written, and never quotes a number.
    """

    PRIVACY = dict.fromkeys(
        (
            *("id", "batch", "position", "sheet", "number", "subject", "finding", "state", "fields", "words"),
            *("target_id", "target_version", "created", "applied_at"),
        ),
        _LINK,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=10, choices=Subject)
    finding = models.CharField(max_length=10, choices=Finding)
    state = models.CharField(max_length=10, choices=RowState)
    fields = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True)
    payload = SealedTextField(
        purpose="写入档案前暂存表格内容",
        retention="写入、放弃或中止后立即删除",
        opens_for=(SystemPurpose.DOCUMENT,),
        null=True,
    )
    target_id = models.UUIDField(null=True)
    target_version = models.PositiveIntegerField(null=True)
    created = models.BooleanField(default=False)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "导入行"
        constraints = [
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="imports_subject_known"),
            models.CheckConstraint(condition=Q(finding__in=Finding.values), name="imports_finding_known"),
            models.CheckConstraint(condition=Q(state__in=RowState.values), name="imports_row_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=(RowState.WAITING, RowState.CONFLICT)) | Q(payload__isnull=True),
                name="imports_payload_while_needed",
            ),
            models.CheckConstraint(
                condition=~Q(state=RowState.APPLIED) | Q(applied_at__isnull=False, target_id__isnull=False),
                name="imports_applied_is_traced",
            ),
            models.UniqueConstraint(fields=("batch", "sheet", "number"), name="imports_each_row_once"),
            models.UniqueConstraint(fields=("batch", "position"), name="imports_positions"),
        ]
        indexes = [
            models.Index(fields=("batch", "position"), condition=Q(state=RowState.WAITING), name="imports_rows_waiting")
        ]

    def __str__(self) -> str:
        return str(self.id)

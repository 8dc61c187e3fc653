"""Notices, how they went out, what persons switched off, and what the sandbox would have sent. See docs/messages.md."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.notices.states import OPEN, OUTWARD, Channel, DispatchState, NoticeGroup, Why
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose

_KEPT = "发送后2年（人力资源市场暂行条例第三十三条：服务台账，待核实）"
_NEWS = Classification(Level.PERSONAL, "向本人发送通知", _KEPT)
_CHOICE = Classification(Level.PERSONAL, "按本人意愿发送通知", "账号注销即删除")
_SANDBOX = Classification(Level.INTERNAL, "演示通道的发送记录", "仅演示环境使用，随演示数据删除")


class Notice(models.Model):
    """News for one person. Text is fixed when it is written; `key` makes the same news come once."""

    PRIVACY = dict.fromkeys(
        ("id", "person", "kind", "key", "title", "text", "link", "in_inbox", "created_at", "read_at"), _NEWS
    )
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    link = models.CharField(max_length=300, blank=True)
    in_inbox = models.BooleanField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "通知"
        constraints = [
            models.UniqueConstraint(fields=("person", "kind", "key"), name="notices_same_news_once"),
            models.CheckConstraint(condition=Q(link__regex=r"^(/([^/\\].*)?)?$"), name="notices_link_is_of_this_site"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("created_at")), name="notices_read_after_written"
            ),
        ]
        indexes = [
            models.Index(fields=("person", "-created_at"), condition=Q(in_inbox=True), name="notices_inbox"),
            models.Index(fields=("person",), condition=Q(in_inbox=True, read_at__isnull=True), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Dispatch(models.Model):
    """A notice on one outward channel. `dispatch_after` is the next attempt; `receipt` is what the gateway answered."""

    PRIVACY = dict.fromkeys(
        (
            "id",
            "notice",
            "person",
            "channel",
            "state",
            "why",
            "dispatch_after",
            "attempts",
            "sent_at",
            "receipt",
        ),
        _NEWS,
    )
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="dispatches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=DispatchState, default=DispatchState.WAITING)
    why = models.CharField(max_length=16, choices=Why, blank=True)
    dispatch_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "通知发送"
        constraints = [
            models.UniqueConstraint(fields=("notice", "channel"), name="notices_once_by_each_channel"),
            models.CheckConstraint(condition=Q(channel__in=OUTWARD), name="notices_channel_outward"),
            models.CheckConstraint(condition=Q(state__in=DispatchState.values), name="notices_state_known"),
            models.CheckConstraint(
                condition=Q(state=DispatchState.SENT, sent_at__isnull=False)
                | (~Q(state=DispatchState.SENT) & Q(sent_at__isnull=True)),
                name="notices_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(DispatchState.WAITING, DispatchState.SENT)) | ~Q(why=""),
                name="notices_not_sent_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=("dispatch_after",), condition=Q(state__in=OPEN), name="notices_due"),
            models.Index(fields=("person", "channel", "sent_at"), name="notices_sent_today"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """A person's word that notices of a group shall not come by a channel. No row: they come."""

    PRIVACY = dict.fromkeys(("id", "person", "group", "channel", "since"), _CHOICE)
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=12, choices=NoticeGroup)
    channel = models.CharField(max_length=8, choices=Channel)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "通知偏好"
        constraints = [
            models.UniqueConstraint(fields=("person", "group", "channel"), name="notices_one_preference"),
            models.CheckConstraint(condition=Q(group__in=NoticeGroup.values), name="notices_group_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="notices_preference_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.channel}"


class WechatFollower(models.Model):
    """The address of a person who follows the service account: without it nothing can be sent by WeChat."""

    PRIVACY = dict.fromkeys(("id", "person", "since"), _CHOICE)
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    open_id = SealedTextField(
        purpose="通过微信服务号向本人发送通知",
        retention="取消关注或账号注销即删除",
        masking=Masking.HIDDEN,
        level=Level.PERSONAL,
        opens_for=(SystemPurpose.NOTICE,),
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = "微信关注"

    def __str__(self) -> str:
        return str(self.id)


class SandboxMessage(models.Model):
    """What the sandbox gateway took instead of sending it. Only in the demo."""

    PRIVACY = dict.fromkeys(("id", "person_id", "channel", "key", "at"), _SANDBOX)
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    channel = models.CharField(max_length=8, choices=Channel)
    key = models.UUIDField(unique=True)
    recipient = SealedTextField(
        purpose="演示通道的收件号码",
        retention="仅演示环境使用，随演示数据删除",
        masking=Masking.PHONE,
        opens_for=(SystemPurpose.NOTICE,),
    )
    text = SealedTextField(
        purpose="演示通道的消息内容",
        retention="仅演示环境使用，随演示数据删除",
        masking=Masking.HIDDEN,
        level=Level.PERSONAL,
        opens_for=(SystemPurpose.NOTICE,),
    )
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "演示消息"
        constraints = [models.CheckConstraint(condition=Q(channel__in=OUTWARD), name="notices_sandbox_channel")]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"

"""What this app holds about persons: their notices, and what they switched off."""

from datetime import datetime
from uuid import UUID

from yizhan.floor.notices.models import Dispatch, Notice, Preference, SandboxMessage, WechatFollower
from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.kernel.clock import SHANGHAI


def _copy_notices(person_id: UUID) -> list[dict[str, str]]:
    found = Notice.objects.filter(person_id=person_id).order_by("created_at", "pk")
    return [
        {
            "时间": notice.created_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
            "标题": notice.title,
            "内容": notice.text,
            "已读": "是" if notice.read_at else "否",
        }
        for notice in found
    ]


def _erase_notices(person_id: UUID, now: datetime) -> Outcome:
    counts = [
        rows.filter(person_id=person_id).delete()[0]
        for rows in (Dispatch.objects.all(), Notice.objects.all(), SandboxMessage.objects.all())
    ]
    return Outcome(erased=sum(counts), restricted=0, basis="")


def _copy_preferences(person_id: UUID) -> list[dict[str, str]]:
    switched_off = [
        {"项目": preference.get_group_display(), "方式": preference.get_channel_display(), "状态": "已关闭"}
        for preference in Preference.objects.filter(person_id=person_id).order_by("group", "channel")
    ]
    bound = [
        {"项目": "微信通知", "方式": "微信", "状态": "已绑定"}
        for _ in WechatFollower.objects.filter(person_id=person_id)
    ]
    return switched_off + bound


def _erase_preferences(person_id: UUID, now: datetime) -> Outcome:
    erased = Preference.objects.filter(person_id=person_id).delete()[0]
    erased += WechatFollower.objects.filter(person_id=person_id).delete()[0]
    return Outcome(erased=erased, restricted=0, basis="")


HOLDINGS = (
    Holding("notices.notice", "通知", _copy_notices, _erase_notices),
    Holding("notices.preference", "通知偏好", _copy_preferences, _erase_preferences),
)

"""Channels, groups of notices, and the states of what goes out by a channel."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Channel(TextChoices):
    """How a notice reaches a person. The inbox is the site's own; the others cost, and ring."""

    INBOX = "inbox", "站内消息"
    SMS = "sms", "短信"
    WECHAT = "wechat", "微信"


OUTWARD = (Channel.SMS, Channel.WECHAT)


class NoticeGroup(TextChoices):
    """What a person may switch on and off together."""

    SERVICE = "service", "办事进度"
    JOBS = "jobs", "岗位和活动推荐"
    WORK = "work", "工作待办"
    ACCOUNT = "account", "账号安全"
    LEGAL = "legal", "法定告知"


# Always in the inbox; and needing no consent, because the law or the safety of the account demands the notice.
NEVER_SILENT = (NoticeGroup.ACCOUNT, NoticeGroup.LEGAL)


class DispatchState(TextChoices):
    """What became of a notice on one channel."""

    WAITING = "waiting", "待发送"
    HELD = "held", "暂缓发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"
    REFUSED = "refused", "不予发送"


OPEN = (DispatchState.WAITING, DispatchState.HELD)


class Why(TextChoices):
    """Why a notice is held, was not sent, or failed."""

    NONE = "", ""
    QUIET = "quiet", "免打扰时段（21:00—8:00）"
    CAP = "cap", "当天条数已满"
    OPTED_OUT = "opted_out", "本人已关闭"
    NO_CONSENT = "no_consent", "本人未同意接收消息"
    NO_RECIPIENT = "no_recipient", "没有可用的号码"
    NO_GATEWAY = "no_gateway", "通道未开通"
    UNKNOWN_KIND = "unknown_kind", "消息种类已取消"
    GATEWAY = "gateway", "通道故障"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with the rule that allows it."""

    source: DispatchState
    target: DispatchState
    citation: str


_RESPECT = "个人信息保护法第十五条：撤回同意、本人关闭后不再发送"
_QUIET = "通信短信息服务管理规定第十八条；免打扰和条数上限见 docs/messages.md"
TRANSITIONS = (
    Transition(DispatchState.WAITING, DispatchState.SENT, "docs/messages.md：发送"),
    Transition(DispatchState.WAITING, DispatchState.HELD, _QUIET),
    Transition(DispatchState.WAITING, DispatchState.REFUSED, _RESPECT),
    Transition(DispatchState.WAITING, DispatchState.FAILED, "docs/messages.md：多次失败后停止"),
    Transition(DispatchState.HELD, DispatchState.WAITING, _QUIET),
)


def may_move(source: str, target: DispatchState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)

"""What a person may switch off, and who may."""

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.notices.states import NEVER_SILENT, Channel, NoticeGroup
from yizhan.kernel.errors import Refusal


def require_person(actor: Actor) -> None:
    """Refusal where nobody is signed in."""
    if not actor.is_signed_in:
        raise Refusal("请先登录", "sign in first")


def may_switch_off(group: NoticeGroup, channel: Channel) -> bool:
    """Everything but the inbox for what the law or the safety of the account demands."""
    return channel is not Channel.INBOX or group not in NEVER_SILENT


def require_switchable(group: NoticeGroup, channel: Channel) -> None:
    """Refusal for what may not be switched off."""
    if not may_switch_off(group, channel):
        raise Refusal(f"「{group.label}」必须保留站内消息，不能关闭", "this group stays in the inbox")

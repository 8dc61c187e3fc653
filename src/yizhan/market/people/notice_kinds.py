"""What this app tells a person."""

from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.states import Channel

REGISTERED = NoticeKind(
    "people.worker.registered",
    "登记成功",
    "您已在{station}登记。登记免费，请勿向任何人付费。",
    (Channel.INBOX, Channel.SMS),
)
INVITED = NoticeKind(
    "people.crew.invited", "班组邀请", "有劳务带头人邀请您加入班组，须您本人同意才生效。", (Channel.INBOX, Channel.SMS)
)

KINDS = (REGISTERED, INVITED)

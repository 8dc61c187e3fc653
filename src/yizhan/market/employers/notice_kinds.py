"""What employers' agents and officers are told."""

from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.states import Channel

_BOTH = (Channel.INBOX, Channel.SMS)
KINDS = (
    NoticeKind("employers.licence.checked", "证照已核验", "{employer}的证照已核验，可以发布用工需求。", _BOTH),
    NoticeKind(
        "employers.agent.invited",
        "邀请您做经办人",
        "{employer}请您做经办人。愿意的，请带身份证和委托书到驿站柜台登记；不愿意的，不用理会。",
        (Channel.INBOX,),
    ),
    NoticeKind(
        "employers.blacklisting.confirmed",
        "列入黑名单决定",
        "{employer}因{cause}被列入黑名单，期限{since}至{until}。如有异议，可在{appeal_until}前提出申诉。",
        _BOTH,
        urgent=True,
    ),
    NoticeKind(
        "employers.blacklisting.upheld",
        "申诉处理结果",
        "{employer}对列入黑名单的申诉已处理：维持原决定。",
        _BOTH,
        urgent=True,
    ),
    NoticeKind("employers.blacklisting.lifted", "移出黑名单", "{employer}已移出黑名单。", _BOTH, urgent=True),
    NoticeKind("employers.blacklisting.expired", "移出黑名单", "{employer}列入黑名单的期限已满，已移出。", _BOTH),
)

"""What a person is told of the own requests."""

from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.states import Channel, NoticeGroup

_BOTH = (Channel.INBOX, Channel.SMS)
KINDS = (
    NoticeKind("rights.request.handed_in", "已收到您的申请", "您的{kind}申请已收到，{due}。", group=NoticeGroup.LEGAL),
    NoticeKind(
        "rights.request.answered",
        "您的申请已答复",
        "您的{kind}申请已答复，请登录查看。",
        _BOTH,
        group=NoticeGroup.LEGAL,
    ),
    NoticeKind(
        "rights.request.carried_out", "您的申请已办结", "您的{kind}申请已办结。", _BOTH, group=NoticeGroup.LEGAL
    ),
    NoticeKind(
        "rights.request.refused",
        "您的申请未获同意",
        "您的{kind}申请未获同意，理由和救济途径请登录查看。",
        _BOTH,
        group=NoticeGroup.LEGAL,
    ),
    NoticeKind(
        "rights.request.lifted",
        "已解除限制",
        "您申请的{kind}已解除，您的个人信息恢复使用。不是您要求的，请尽快到驿站或拨打12333反映。",
        _BOTH,
        group=NoticeGroup.LEGAL,
    ),
)

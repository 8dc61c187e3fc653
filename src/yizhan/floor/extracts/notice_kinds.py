"""What officers are told of exports."""

from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.states import NoticeGroup

ASKED = NoticeKind(
    "extracts.extract.asked",
    "有一份名册导出待批准",
    "同事申请导出{extent}的{register}（完整信息），须由申请人以外的人批准。",
    group=NoticeGroup.WORK,
)
RELEASED = NoticeKind(
    "extracts.extract.released",
    "名册导出已批准",
    "您申请的{extent}{register}已批准，请在7天内取走，只能取一次。",
    group=NoticeGroup.WORK,
)
REFUSED = NoticeKind(
    "extracts.extract.refused",
    "名册导出未批准",
    "您申请的{extent}{register}未批准，理由请登录查看。",
    group=NoticeGroup.WORK,
)
KINDS = (ASKED, RELEASED, REFUSED)

"""What applicants and the county's officers are told."""

from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.states import Channel, NoticeGroup

SUBMITTED = NoticeKind(
    "recognition.application.submitted",
    "收到一件申请",
    "{applicant}提交了{kind}申请，编号{number}，请及时办理。",
    group=NoticeGroup.WORK,
)
MOVED = NoticeKind(
    "recognition.application.moved",
    "申请有新进展",
    "您提交的{kind}申请（编号{number}）现为「{state}」，请登录查看。",
    channels=(Channel.INBOX, Channel.SMS),
)
MEASURE = NoticeKind(
    "recognition.measure.ordered",
    "人社部门作出监管决定",
    "{station}：{kind}。请登录查看理由、要求和期限。",
    channels=(Channel.INBOX, Channel.SMS),
    group=NoticeGroup.LEGAL,
)
KINDS = (SUBMITTED, MOVED, MEASURE)

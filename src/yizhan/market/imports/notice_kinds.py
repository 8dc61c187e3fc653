"""What clerks are told of their imports."""

from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.states import Channel, NoticeGroup

KINDS = (
    NoticeKind(
        "imports.import.ended",
        "导入完成",
        "导入已完成：写入{applied}行，有冲突未写入{conflicts}行。",
        (Channel.INBOX,),
        group=NoticeGroup.WORK,
    ),
)

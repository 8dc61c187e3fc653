"""How long news is kept."""

from yizhan.floor.notices.models import Notice
from yizhan.floor.privacy.retention import Retention, Rows


def _remove(rows: Rows) -> int:
    """With what went out of each."""
    return rows.delete()[1].get(Notice._meta.label, 0)


RETENTIONS = (
    Retention(
        "notices.notice",
        "发给本人的通知",
        24,
        "created_at",
        "发送之日起2年",
        "人力资源市场暂行条例第三十三条：服务台账至少保存二年；通知是否属于台账，待核实",
        Notice.objects.all,
        _remove,
        asks=True,
    ),
)

"""How long requests for exports are kept."""

from yizhan.floor.extracts.models import Extract
from yizhan.floor.privacy.retention import Retention

RETENTIONS = (
    Retention(
        "extracts.extract",
        "名册导出申请",
        36,
        "ended_at",
        "办结之日起3年",
        "个人信息保护法第五十五条、第五十六条：处理情况记录至少保存三年",
        lambda: Extract.objects.filter(ended_at__isnull=False),
    ),
)

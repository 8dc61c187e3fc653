"""Columns that several tables have."""

from yizhan.facts.columns import Choice, Column
from yizhan.kernel.texts import Text


def choices(*pairs: tuple[str, str, str]) -> tuple[Choice, ...]:
    """Choices from (code, Chinese, English)."""
    return tuple(Choice(code, Text(zh, en)) for code, zh, en in pairs)


PERSON = Column("person", Text("人员", "person"), "person", required=True)
EMPLOYER = Column("employer", Text("用工单位", "employer"), "employer", required=True)
CATEGORIES = choices(
    ("none", "无", "none"),
    ("graduate", "应届高校毕业生", "graduate of the year"),
    ("hard_to_employ", "就业困难人员", "hard to employ"),
    ("unemployed", "登记失业人员", "registered unemployed"),
)
CATEGORY = Column("category", Text("人员类别", "category"), "choice", choices=CATEGORIES)
OFFLINE = Column("offline", Text("线下", "offline"), "bool", required=True)

"""Checks of what persons and staff type."""

import unicodedata
from dataclasses import dataclass

from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.floor.rights.states import RequestKind
from yizhan.kernel.errors import Refusal
from yizhan.kernel.personal_numbers import holds_personal_number

LONGEST_WORDS = 1000
LONGEST_ITEM = 40
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a correction or a withdrawal names; empty for the other kinds."""

    item: str
    value: str | None
    purpose: str


def told(text: str, what: str, field: str, *, least: int = 0, most: int = LONGEST_WORDS) -> str:
    """The text without blanks around it. Refuses one that is too short or too long, or has control characters."""
    given = text.strip()
    if not least <= len(given) <= most:
        said = f"{what}应为{least}至{most}个字" if least else f"{what}最多{most}个字"
        raise Refusal(said, f"{field} has {least} to {most} characters", field=field)
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\r\n\t" for mark in given):
        raise Refusal(f"{what}中有不能使用的字符，请重新填写", f"{field} holds control characters", field=field)
    return given


def wanted(kind: RequestKind, item: str, value: str, purpose: ConsentPurpose | None) -> Wanted:
    """The item and value of a correction, the purpose of a withdrawal. Refuses what is missing, and what another kind has not."""
    if kind is not RequestKind.CORRECTION and (item.strip() or value.strip()):
        raise Refusal("只有更正请求才填写项目和内容", "only a correction names item and value", field="item")
    if (kind is RequestKind.WITHDRAWAL) != (purpose is not None):
        raise Refusal(
            "撤回同意须选择用途，其他请求不选", "a withdrawal, and nothing else, names a purpose", field="purpose"
        )
    if kind is not RequestKind.CORRECTION:
        return Wanted("", None, purpose or "")
    named = told(item, "要更正的项目", "item", least=1, most=LONGEST_ITEM)
    if holds_personal_number(named) or not named.isprintable():
        raise Refusal("项目只写名称，内容另填", "the item is a name, not a value", field="item")
    return Wanted(named, told(value, "更正后的内容", "value", least=1, most=LONGEST_VALUE), "")

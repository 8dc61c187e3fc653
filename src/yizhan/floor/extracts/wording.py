"""Checks of what officers type."""

from yizhan.kernel.errors import Refusal
from yizhan.kernel.personal_numbers import holds_personal_number

LEAST, LONGEST = 4, 200


def said(text: str, what: str, field: str, *, least: int = LEAST) -> str:
    """The text without blanks around it. Refuses one that is too short or too long, holds personal numbers or control characters."""
    given = " ".join(text.split())
    if not least <= len(given) <= LONGEST:
        words = f"{what}应为{least}至{LONGEST}个字" if least else f"{what}最多{LONGEST}个字"
        raise Refusal(words, f"{field} has {least} to {LONGEST} characters", field=field)
    if holds_personal_number(given) or not given.isprintable():
        raise Refusal(
            f"{what}中不要写身份证号、手机号或特殊字符", f"{field} holds what does not belong into it", field=field
        )
    return given

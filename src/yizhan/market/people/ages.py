"""Ages by the calendar date in China, the age at which work is allowed, and what a worker of 16 or 17 may not do. Pure."""

from dataclasses import dataclass
from datetime import date

from yizhan.kernel.errors import Refusal

WORKING_AGE = 16
FULL_AGE = 18


@dataclass(frozen=True, slots=True)
class Limit:
    """One kind of work that is closed to 16- and 17-year-olds. `label_zh` is what is shown, `citation` the rule."""

    code: str
    label_zh: str
    citation: str


_PROTECTION = "未成年工特殊保护规定第三条（待核实）"
MINOR_LIMITS = (
    Limit("mine", "矿山井下作业", "劳动法第六十四条"),
    Limit("poison", "有毒有害作业", "劳动法第六十四条"),
    Limit("heavy", "第四级体力劳动强度的作业", "劳动法第六十四条"),
    Limit("frequent_lifting", "每小时负重六次以上且每次超过20公斤的作业", _PROTECTION),
    Limit("lifting", "间断负重每次超过25公斤的作业", _PROTECTION),
    Limit("night_venues", "酒吧、网吧、歌舞厅等不适宜未成年人的场所", "未成年人保护法第六十一条（待核实）"),
)


def age_on(birth_date: date, day: date) -> int:
    """Whole years on that day. A year is full on the birthday itself; of somebody born on 29 February on 1 March in a common year.

    Negative before birth.
    """
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(birth_date: date, day: date) -> bool:
    """Whether the person may work, but only within MINOR_LIMITS."""
    return WORKING_AGE <= age_on(birth_date, day) < FULL_AGE


def require_working_age(birth_date: date, day: date) -> None:
    """Refuses anybody under 16 (禁止使用童工规定第二条), and dates that cannot be a birth date. There is no upper limit."""
    if not date(1900, 1, 1) <= birth_date <= day:
        raise Refusal("出生日期不合理，请核对", "the birth date is out of range", field="birth_date")
    if age_on(birth_date, day) < WORKING_AGE:
        raise Refusal(
            "未满16周岁，不能办理求职登记（禁止使用童工规定）", "nobody under 16 is registered", field="birth_date"
        )

"""Days as they are typed into the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yizhan.kernel.errors import Refusal
from yizhan.network.calendars.states import DayKind

_LONGEST_NAME, _LONGEST_SOURCE = 40, 200
_SATURDAY = 5
_FEWEST_HOLIDAYS = 13


@dataclass(frozen=True, slots=True)
class Special:
    """A day that departs from the week. Refuses a name that is empty or long, and a swapped workday that is no weekend day."""

    day: date
    kind: DayKind
    name: str

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= _LONGEST_NAME or not self.name.isprintable():
            raise Refusal("请写明节假日名称，不超过40个字", "name the holiday in at most 40 characters", field="name")
        if self.kind is DayKind.WORKING and self.day.weekday() < _SATURDAY:
            raise Refusal(
                f"{self.day}不是周六或周日，不能设为调休上班日",
                f"{self.day} is no weekend day to be worked",
                field="day",
            )


def checked_source(source: str) -> str:
    """The notice that is cited, or a Refusal."""
    cited = source.strip()
    if not 4 <= len(cited) <= _LONGEST_SOURCE or not cited.isprintable():
        raise Refusal(
            "请写明依据的通知名称和文号，4至200个字", "cite the notice, in 4 to 200 characters", field="source"
        )
    return cited


def checked_year(year: int, days: Sequence[Special]) -> None:
    """Refuses days of another year, days given twice, and fewer holidays than the law grants (全国年节及纪念日放假办法: 13天)."""
    if not 2000 <= year <= 2100:
        raise Refusal("年份应为2000至2100", "the year is from 2000 to 2100", field="year")
    if foreign := [special.day for special in days if special.day.year != year]:
        raise Refusal(f"{foreign[0]}不在{year}年", f"{foreign[0]} is not in {year}", field="days")
    given = [special.day for special in days]
    if twice := [day for day in given if given.count(day) > 1]:
        raise Refusal(f"{twice[0]}填写了两次", f"{twice[0]} is given twice", field="days")
    if sum(special.kind is DayKind.HOLIDAY for special in days) < _FEWEST_HOLIDAYS:
        raise Refusal(
            f"放假日不足{_FEWEST_HOLIDAYS}天，请核对通知是否录全",
            f"fewer than {_FEWEST_HOLIDAYS} holidays: the notice is not complete",
            field="days",
        )

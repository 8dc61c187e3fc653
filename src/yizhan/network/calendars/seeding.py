"""The years that `chinesecalendar` knows, written into the table. Used by the migration and by the action."""

from datetime import date
from importlib.metadata import version
from typing import Any

from chinese_calendar import constants

from yizhan.network.calendars.states import DayKind, YearState

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


def load(year_model: Any, day_model: Any) -> list[int]:
    """Writes every known year that the table does not have published, and the year after as not published. Which were written.

    Years that are there are left alone: an officer may have corrected them. The models are those of this app or their states in a
    migration.
    """
    known = sorted({day.year for day in constants.holidays})
    held = dict(year_model.objects.values_list("year", "state"))
    fresh = [year for year in known if held.get(year, YearState.NOT_PUBLISHED) == YearState.NOT_PUBLISHED]
    for year in fresh:
        source = _source(year)
        row, _ = year_model.objects.update_or_create(
            year=year, defaults={"state": YearState.PUBLISHED.value, "source": source}
        )
        day_model.objects.bulk_create(
            day_model(year=row, day=day, kind=kind.value, name=name, source=source) for day, kind, name in _days(year)
        )
    if known[-1] + 1 not in held:
        year_model.objects.create(year=known[-1] + 1, state=YearState.NOT_PUBLISHED.value)
    return fresh


def _days(year: int) -> list[tuple[date, DayKind, str]]:
    free = [(day, DayKind.HOLIDAY, said) for day, said in constants.holidays.items() if day.year == year]
    worked = [(day, DayKind.WORKING, said) for day, said in constants.workdays.items() if day.year == year]
    return sorted((day, kind, _NAMES.get(said, said)) for day, kind, said in (*free, *worked))


def _source(year: int) -> str:
    return f"国务院办公厅关于{year}年部分节假日安排的通知（据chinesecalendar {version('chinesecalendar')}）"

from datetime import date

import pytest

from yizhan.kernel.errors import Refusal
from yizhan.market.people.ages import MINOR_LIMITS, age_on, is_minor, require_working_age


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 11, 20), date(2026, 11, 19), 15),
        (date(2010, 11, 20), date(2026, 11, 20), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(1926, 1, 1), date(2026, 1, 1), 100),
        (date(2026, 1, 2), date(2026, 1, 1), -1),
    ],
)
def test_an_age_is_full_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize("born", [date(2010, 11, 21), date(2027, 1, 1), date(1899, 12, 31)])
def test_children_and_impossible_dates_are_refused(born: date) -> None:
    with pytest.raises(Refusal):
        require_working_age(born, date(2026, 11, 20))


def test_there_is_no_upper_limit() -> None:
    born, day = date(1900, 1, 1), date(2026, 11, 20)
    require_working_age(born, day)
    assert (age_on(born, day), is_minor(born, day)) == (126, False)


def test_a_minor_is_sixteen_or_seventeen() -> None:
    day = date(2026, 11, 20)
    assert [is_minor(date(year, 11, 20), day) for year in (2011, 2010, 2009, 2008)] == [False, True, True, False]


def test_every_limit_for_minors_cites_its_rule() -> None:
    assert len(MINOR_LIMITS) == 6
    assert all(limit.citation and limit.label_zh for limit in MINOR_LIMITS)

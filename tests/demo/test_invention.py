"""Invented names and numbers: of the right form, nobody's, never twice, the same every time."""

from datetime import date

from stdnum.cn import uscc

from yizhan.demo.cast import PARTS
from yizhan.demo.invention import Invention
from yizhan.kernel.identity import resident_number
from yizhan.kernel.phones import mobile_number
from yizhan.market.people.ages import age_on
from yizhan.market.people.wording import person_name

TODAY = date(2026, 11, 23)


def test_numbers_pass_the_checks_at_the_door() -> None:
    invention = Invention()
    for _ in range(300):
        born = invention.birth(TODAY, 16, 71)
        number = invention.identity("350503", born, female=False)
        assert resident_number(number, today=TODAY) == number
        phone = invention.phone()
        assert mobile_number(phone) == phone
        code = invention.credit_code("91", "350503")
        assert uscc.validate(code) == code
        assert 16 <= age_on(born, TODAY) < 71


def test_numbers_are_marked_as_nobodys() -> None:
    invention = Invention()
    man = invention.identity("350503", date(1980, 1, 1), female=False)
    woman = invention.identity("350503", date(1980, 1, 1), female=True)
    assert (man[14:17] in ("997", "999"), woman[14:17] in ("996", "998")) == (True, True)
    assert invention.phone()[:3] == "154"
    assert invention.credit_code("92", "350503")[8:12] == "DEM0"


def test_names_are_marked_as_examples() -> None:
    invention = Invention()
    names = [invention.name() for _ in range(200)] + [part.name for part in PARTS]
    assert all("示" in name or "例" in name for name in names)
    assert [person_name(name) for name in names] == names
    assert "示例" in invention.firm("丰泽区")[0]
    assert "示例" in invention.shop("丰泽区")[0]


def test_no_number_and_no_firm_comes_twice() -> None:
    invention = Invention()
    phones = [invention.phone() for _ in range(2000)]
    numbers = [invention.identity("350503", date(1980, 1, day), female=True) for day in range(1, 29) for _ in range(2)]
    firms = [invention.firm("丰泽区")[0][:5] for _ in range(100)]
    assert [len(set(each)) for each in (phones, numbers, firms)] == [2000, 56, 100]


def test_the_same_is_invented_every_time() -> None:
    first, second = Invention(), Invention()
    assert [first.name() + first.phone() for _ in range(50)] == [second.name() + second.phone() for _ in range(50)]

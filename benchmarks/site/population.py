"""Invented people, each a function of its place in the row: the same place is always the same person, no two share a number.

Numbers are built, not drawn from any list: whoever they would belong to is coincidence.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from yizhan.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
REGIONS = ("350502", "350503", "350504", "350505", "350521", "350524", "350525", "350526", "350581", "350582", "350583")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇欧"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华国建文志海玉红春梅小东玲辉鹏宇浩晓云飞雪峰龙凤山林森波浪清水月星"
)
_NAMES = 24_000
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_BIRTHDAY, _BIRTHDAYS = date(1955, 1, 1), 18_000
_ORDERS = 1000
_PHONES = 7 * 10**9
# No common factor with the number of phones, so that neighbours get numbers far apart and none twice.
_STRIDE = 2_654_435_761
# Beyond every size of the register: whom the load client registers.
NEWCOMERS = 100_000_000


@dataclass(frozen=True, slots=True)
class Invented:
    """A person: what a clerk would type, and when it was typed."""

    name: str
    number: str
    phone: str
    born: date
    registered_at: datetime
    # Of how many stations, and at which: places in a row of stations of any length.
    stations: tuple[int, ...]


def person(place: int) -> Invented:
    """The person at this place, 0 or more."""
    chance = Random(place)
    number, born = _number(place)
    return Invented(
        name=chance.choices(names(), cum_weights=_heaped())[0],
        number=number,
        phone=str(13 * 10**9 + place * _STRIDE % _PHONES),
        born=born,
        registered_at=NOW - timedelta(seconds=60 + 31 * place % 31_536_000),
        stations=tuple(sorted({min(int(chance.expovariate(0.06)), 999) for _ in range(chance.choice((1, 1, 2)))})),
    )


@cache
def names() -> tuple[str, ...]:
    """The names that occur, the frequent ones first."""
    chance = Random(20261120)
    found: dict[str, None] = {}
    while len(found) < _NAMES:
        surname = _SURNAMES[min(int(chance.expovariate(0.05)), len(_SURNAMES) - 1)]
        found[surname + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2, 2))))] = None
    return tuple(found)


@cache
def _heaped() -> tuple[float, ...]:
    total, heaped = 0.0, []
    for rank in range(_NAMES):
        total += 1 / (rank + 200)
        heaped.append(total)
    return tuple(heaped)


def _number(place: int) -> tuple[str, date]:
    """Eleven regions, 18,000 birthdays and 1,000 orders: 198 million numbers before one would come again."""
    order, rest = place % _ORDERS, place // _ORDERS
    region, day = REGIONS[rest % len(REGIONS)], rest // len(REGIONS)
    # Spread over the years, so that a register of any size has people of all ages.
    born = _FIRST_BIRTHDAY + timedelta(days=day * 7919 % _BIRTHDAYS)
    front = f"{region}{born:%Y%m%d}{order:03d}"
    return front + "10X98765432"[
        sum(int(digit) * weight for digit, weight in zip(front, _WEIGHTS, strict=True)) % 11
    ], born

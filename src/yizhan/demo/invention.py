"""Invented names and numbers. Each is of the right form and certainly nobody's; docs/demo.md says why."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from stdnum.cn import ric, uscc

from yizhan.simulate.words import PLACES

SEED = 3505
SURNAMES = (
    *"陈林黄张吴李王郑蔡杨刘许洪苏庄曾谢郭叶施颜傅柯邱潘何周徐赖余杜蒋卢沈尤丁姚钟龚康",
    *("欧阳", "上官"),
)
# The second character of every invented name says that the person is an example 示例.
MARKS = "示例"
GIVEN = (
    "安平和顺福康宁泰兴昌荣华明亮光辉海涛江河山峰林森松柏春夏秋冬梅兰竹菊月星云霞雨雪文武勇强志远思佳慧敏丽芳珍玉凤英"
)
FIRM_TRADES = (
    *(
        ("鞋业", "C"),
        ("服装", "C"),
        ("石材", "C"),
        ("陶瓷", "C"),
        ("卫浴", "C"),
        ("食品", "C"),
        ("机械", "C"),
        ("包袋", "C"),
    ),
    *(
        ("物流", "G"),
        ("建设工程", "E"),
        ("电子商务", "F"),
        ("家政服务", "O"),
        ("酒店管理", "H"),
        ("物业", "K"),
        ("茶业", "A"),
    ),
)
SHOP_TRADES = (
    *(
        ("小吃店", "H"),
        ("便利店", "F"),
        ("理发店", "O"),
        ("水果店", "F"),
        ("汽修店", "O"),
        ("茶庄", "F"),
        ("快餐店", "H"),
    ),
    *(("家政服务部", "O"), ("装饰工程部", "E"), ("搬家服务部", "G")),
)
# 154 is not handed out to any operator (工信部电信网编号计划，待核实).
_PHONES = "154"
# Serials that were kept for people over a hundred (待核实): of somebody born later they are nobody's.
_MALE, _FEMALE = ("997", "999"), ("996", "998")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class Invention:
    """One stream of invented people and firms, the same for the same seed. No number comes twice."""

    def __init__(self) -> None:
        self.random = Random(SEED)
        self._taken: set[str] = set()
        self._firms = 0

    def name(self) -> str:
        """A personal name whose second part begins with 示 or 例."""
        draw = self.random
        return f"{draw.choice(SURNAMES)}{draw.choice(MARKS)}{draw.choice(GIVEN)}"

    def phone(self) -> str:
        """A mobile number."""
        return self._new(lambda: f"{_PHONES}{self.random.randrange(10**8):08}")

    def birth(self, today: date, youngest: int, oldest: int) -> date:
        """A birth date of somebody whose age today is from `youngest` to under `oldest`, exact to a few days."""
        return today - timedelta(days=self.random.randrange(youngest * 366, oldest * 365))

    def identity(self, county: str, born: date, *, female: bool) -> str:
        """An identity number that begins with the county's code."""
        serials = _FEMALE if female else _MALE

        def number() -> str:
            bare = f"{county}{born:%Y%m%d}{self.random.choice(serials)}"
            return bare + str(ric.calc_check_digit(bare + "0"))

        return self._new(number)

    def credit_code(self, first: str, county: str) -> str:
        """A unified social credit code; `first` are its first two characters, which say what it is the code of."""
        self._firms += 1
        body = f"DEM0{self._firms:04}"
        values = [int(sign, 36) for sign in body]
        rest = 11 - sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
        bare = f"{first}{county}{body}{'0X'[rest == 10] if rest in (10, 11) else rest}"
        return bare + str(uscc.calc_check_digit(bare + "0"))

    def firm(self, county: str) -> tuple[str, str]:
        """The name of a firm and the letter of its industry."""
        trade, industry = self.random.choice(FIRM_TRADES)
        return f"{county}{self._place()}示例{trade}有限公司", industry

    def shop(self, county: str) -> tuple[str, str]:
        """The name of a sole trader's shop and the letter of its industry."""
        trade, industry = self.random.choice(SHOP_TRADES)
        return f"{county}{self._place()}示例{trade}", industry

    def _place(self) -> str:
        return self._new(lambda: self.random.choice(PLACES))

    def _new(self, drawn: Callable[[], str]) -> str:
        found = next(value for value in iter(drawn, None) if value not in self._taken)
        self._taken.add(found)
        return found

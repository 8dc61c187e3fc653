"""The cities that can be simulated and their counties. County names are real; every other name is made up."""

from dataclasses import dataclass

from yizhan.kernel.errors import Refusal
from yizhan.simulate.sorts import HAIKOU_SORTS, QUANZHOU_SORTS, SANMING_SORTS, SUIZHOU_SORTS, Sort


@dataclass(frozen=True, slots=True)
class City:
    """A city. `lead_months` are simulated before the year; `period_end`: month and day on which the period ends."""

    key: str
    number: int
    name: str
    prefix: str
    counties: tuple[tuple[str, int], ...]
    centre: tuple[int, int]
    lead_months: int
    period_end: tuple[int, int]
    sorts: tuple[Sort, ...]


_QUANZHOU = City(
    key="quanzhou",
    number=1,
    name="泉州市",
    prefix="QZ",
    counties=(
        ("鲤城区", 8),
        ("丰泽区", 11),
        ("洛江区", 5),
        ("泉港区", 7),
        ("石狮市", 12),
        ("晋江市", 20),
        ("南安市", 14),
        ("惠安县", 9),
        ("安溪县", 8),
        ("永春县", 4),
        ("德化县", 4),
    ),
    centre=(118_675_000, 24_874_000),
    lead_months=2,
    period_end=(10, 31),
    sorts=QUANZHOU_SORTS,
)
_HAIKOU = City(
    key="haikou",
    number=2,
    name="海口市",
    prefix="HK",
    counties=(("秀英区", 22), ("龙华区", 30), ("琼山区", 24), ("美兰区", 27)),
    centre=(110_330_000, 20_020_000),
    lead_months=0,
    period_end=(12, 31),
    sorts=HAIKOU_SORTS,
)
_SUIZHOU = City(
    key="suizhou",
    number=3,
    name="随州市",
    prefix="SZ",
    counties=(("曾都区", 10), ("随县", 8), ("广水市", 9)),
    centre=(113_374_000, 31_718_000),
    lead_months=0,
    period_end=(12, 31),
    sorts=SUIZHOU_SORTS,
)
_SANMING = City(
    key="sanming",
    number=4,
    name="三明市",
    prefix="SM",
    counties=(
        ("三元区", 9),
        ("沙县区", 14),
        ("永安市", 9),
        ("明溪县", 3),
        ("清流县", 3),
        ("宁化县", 5),
        ("大田县", 5),
        ("尤溪县", 6),
        ("将乐县", 4),
        ("泰宁县", 3),
        ("建宁县", 3),
    ),
    centre=(117_638_000, 26_264_000),
    lead_months=0,
    period_end=(12, 31),
    sorts=SANMING_SORTS,
)
CITIES: dict[str, City] = {city.key: city for city in (_QUANZHOU, _HAIKOU, _SUIZHOU, _SANMING)}


def city_called(key: str) -> City:
    """The city with this key. Raises Refusal that lists the keys if there is none."""
    if key not in CITIES:
        known = "、".join(CITIES)
        raise Refusal(f"没有城市「{key}」，可选：{known}", f"no city {key!r}; choose one of {', '.join(CITIES)}")
    return CITIES[key]

"""Where the stations of the demo city stand, and what becomes of each. Streets are those of the shipped tables."""

from dataclasses import dataclass
from enum import Enum

from yizhan.network.stations.states import Setting, StationKind, Tier

QUANZHOU, HAIKOU = "3505", "4601"
FENGZE, QIONGSHAN = "350503", "460107"
# 金门县 (350527) has no bureau of the city.
WITHOUT_BUREAU = ("350527",)
CITY_NAMES = {QUANZHOU: "泉州市人力资源和社会保障局", HAIKOU: "海口市人力资源和社会保障局"}
HAIKOU_DISTRICTS = (QIONGSHAN,)


class Fate(Enum):
    """What the station is today."""

    OPEN = "open"
    SUSPENDED = "suspended"
    PLANNED = "planned"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True)
class Place:
    """A station to be settled. The position is that of a town centre, as a map made in China shows it; `workers` come to register.

    `since`: so many days ago it opened.
    """

    code: str
    street: str
    name: str
    kind: StationKind
    tier: Tier
    longitude: str
    latitude: str
    address: str
    area: str
    workers: int
    since: int
    operator: int
    fate: Fate = Fate.OPEN
    setting: Setting = Setting.URBAN

    @property
    def county(self) -> str:
        """The six digits of its county."""
        return self.street[:6]


_MARKET, _STATION = (StationKind.MARKET, Tier.COUNTY), (StationKind.STATION, Tier.STREET)
PLACES = (
    Place("FZ-01", "350503007", "丰泽区零工市场", *_MARKET, "118.671800", "24.872600", "东海街道示例路1号", "420.50", 70, 260, 0),
    Place("FZ-02", "350503008", "北峰零工驿站", *_STATION, "118.575300", "24.936200", "北峰街道示例路18号", "86.00", 30, 200, 0, Fate.APPLIED),
    Place("FZ-03", "350503003", "泉秀零工驿站", *_STATION, "118.601900", "24.890500", "泉秀街道示例街27号", "52.30", 24, 230, 0),
    Place("FZ-04", "350503005", "华大零工驿站", *_STATION, "118.649700", "24.925400", "华大街道示例路6号", "64.00", 0, 0, 0, Fate.PLANNED),
    Place("LC-01", "350502006", "鲤城区零工市场", *_MARKET, "118.560400", "24.894900", "江南街道示例路88号", "260.00", 34, 250, 1),
    Place("LC-02", "350502004", "开元零工驿站", *_STATION, "118.583600", "24.916800", "开元街道示例巷9号", "45.00", 16, 180, 1),
    Place("LJ-01", "350504001", "万安零工驿站", *_STATION, "118.668200", "24.939100", "万安街道示例路3号", "60.00", 12, 170, 1),
    Place("QG-01", "350505105", "前黄零工驿站", *_STATION, "118.888700", "25.130200", "前黄镇示例街12号", "72.00", 12, 160, 2, setting=Setting.RURAL),
    Place("HA-01", "350521100", "惠安县零工市场", *_MARKET, "118.796500", "25.030700", "螺城镇示例路56号", "310.00", 24, 240, 2),
    Place("AX-01", "350524105", "城厢零工驿站", *_STATION, "118.190400", "25.061200", "城厢镇示例路21号", "58.00", 14, 150, 2, setting=Setting.RURAL),
    Place("YC-01", "350525100", "桃城零工驿站", *_STATION, "118.294300", "25.321600", "桃城镇示例路8号", "48.00", 12, 140, 2, setting=Setting.RURAL),
    Place("DH-01", "350526100", "浔中零工驿站", *_STATION, "118.238100", "25.493300", "浔中镇示例路15号", "40.00", 10, 190, 2, Fate.SUSPENDED),
    Place("SS-01", "350581100", "石狮市零工市场", *_MARKET, "118.641200", "24.729800", "灵秀镇示例大道200号", "380.00", 26, 245, 1),
    Place("JJ-01", "350582001", "晋江市零工市场", *_MARKET, "118.552100", "24.782300", "青阳街道示例路66号", "520.00", 36, 255, 1),
    Place("JJ-02", "350582103", "陈埭零工驿站", *_STATION, "118.604800", "24.812700", "陈埭镇示例路33号", "90.00", 20, 165, 1),
    Place("NA-01", "350583001", "溪美零工驿站", *_STATION, "118.385900", "24.962400", "溪美街道示例路5号", "66.00", 16, 155, 2),
    Place("QS-01", "460107002", "琼山区就业驿站", *_MARKET, "110.356700", "20.006300", "府城街道示例路10号", "230.00", 26, 220, 3),
    Place("QS-02", "460107004", "凤翔就业驿站", *_STATION, "110.367900", "19.987600", "凤翔街道示例路42号", "78.00", 18, 175, 3),
)  # fmt: skip
# Each stands in the first community of its host, which runs it jointly (海口考核标准4).
COMMUNITY_STATIONS = (("QS-C1", "QS-01"), ("QS-C2", "QS-02"))
OPERATORS = (
    "丰泽示例人力资源服务有限公司",
    "闽南示例劳务服务有限公司",
    "泉州示例就业服务中心",
    "海口示例人力资源服务有限公司",
)

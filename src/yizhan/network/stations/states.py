"""What a station is, and the states that it passes through."""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices


class StationKind(TextChoices):
    """What a place is. The first two are the subjects of 泉州2025; the others come from 海口 4."""

    MARKET = "market", "零工市场"
    STATION = "station", "零工驿站"
    COMMUNITY_STATION = "community_station", "社区（村）就业创业服务站"
    MIGRATORY_STATION = "migratory_station", "“候鸟”人才就业创业服务站"


COMMUNITY_KINDS = (StationKind.COMMUNITY_STATION, StationKind.MIGRATORY_STATION)


class Tier(TextChoices):
    """For what area it is built: the numbers of a plan such as 1+4+43+N are by tier (海就业办发〔2023〕30号)."""

    CITY = "city", "市级"
    COUNTY = "county", "区（县）级"
    STREET = "street", "镇（街）级"
    COMMUNITY = "community", "社区（村）级"


class Setting(TextChoices):
    """Whether it stands in town or country: 海口 7 asks no number of rural ones."""

    URBAN = "urban", "城镇"
    RURAL = "rural", "农村"


class Datum(TextChoices):
    """In which coordinates a position was given. Maps made in China show GCJ-02."""

    GCJ02 = "gcj02", "GCJ-02（高德、腾讯地图）"
    WGS84 = "wgs84", "WGS-84（GPS、天地图）"


class HolidayRule(TextChoices):
    """What public holidays change in the opening hours."""

    STATUTORY = "statutory", "法定节假日休息，调休上班日开放"
    ALWAYS = "always", "节假日照常开放"


class Weekday(IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, "周一"
    TUESDAY = 1, "周二"
    WEDNESDAY = 2, "周三"
    THURSDAY = 3, "周四"
    FRIDAY = 4, "周五"
    SATURDAY = 5, "周六"
    SUNDAY = 6, "周日"


class StationState(TextChoices):
    """Where a station stands. Only open ones are shown to the public."""

    PLANNED = "planned", "筹建"
    RECOGNISED = "recognised", "已认定"
    OPEN = "open", "开放"
    SUSPENDED = "suspended", "暂停"
    CLOSED = "closed", "已撤销"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with what allows it."""

    source: StationState
    target: StationState
    citation: str


_RECTIFY = "随州办法四（二）：不合格的要求限期整改"
_CANCEL = "随州办法四（二）：整改后仍不合格的取消"
TRANSITIONS = (
    Transition(StationState.PLANNED, StationState.RECOGNISED, "泉州方案二（二）：通过所在地人社部门认定"),
    Transition(StationState.RECOGNISED, StationState.OPEN, "泉州标准8：工作时间应正常开放"),
    Transition(StationState.OPEN, StationState.SUSPENDED, _RECTIFY),
    Transition(StationState.SUSPENDED, StationState.OPEN, _RECTIFY),
    Transition(StationState.PLANNED, StationState.CLOSED, "泉州方案二（二）：未通过所在地人社部门认定"),
    Transition(StationState.RECOGNISED, StationState.CLOSED, _CANCEL),
    Transition(StationState.OPEN, StationState.CLOSED, _CANCEL + "；沙县办法四2（4）：终止服务协议"),
    Transition(StationState.SUSPENDED, StationState.CLOSED, _CANCEL),
)


def may_move(source: str, target: StationState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)


# Recognised and not cancelled: what coverage counts as recognised.
RECOGNISED_STATES = (StationState.RECOGNISED, StationState.OPEN, StationState.SUSPENDED)

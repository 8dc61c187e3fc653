"""Who plays in the demo: the persons whom a visitor can become with one click, and how offices are filled beside them."""

from dataclasses import dataclass

from yizhan.demo.places import FENGZE, HAIKOU, QIONGSHAN, QUANZHOU
from yizhan.floor.accounts.states import Role

PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Part:
    """A person with a login name of the demo. `place` is the code of a bureau or station, `OP-1` an operator. `days` is how long
    the role is held; 0 is without an end."""

    username: str
    name: str
    role: Role
    place: str
    days: int = 0


# Sorted by who appoints whom: the administrator comes first.
STAFF = (
    Part("demo-admin", "苏示明", Role.ADMINISTRATOR, PLATFORM),
    Part("demo-auditor", "庄例清", Role.AUDITOR, PLATFORM),
    Part("demo-city", "郑示远", Role.CITY_OFFICER, QUANZHOU),
    Part("demo-haikou-city", "符示海", Role.CITY_OFFICER, HAIKOU),
    Part("demo-county", "林示岚", Role.COUNTY_OFFICER, FENGZE),
    Part("demo-county-2", "黄例衡", Role.COUNTY_OFFICER, FENGZE),
    Part("demo-haikou-county", "吴例琼", Role.COUNTY_OFFICER, QIONGSHAN),
    Part("demo-panel", "曾示评", Role.PANEL_MEMBER, QUANZHOU, days=366),
    Part("demo-finance", "邱例款", Role.FINANCE, FENGZE),
    Part("demo-operator", "许例运", Role.OPERATOR_STAFF, "OP-1"),
    Part("demo-head", "陈示安", Role.STATION_HEAD, "FZ-01"),
    Part("demo-clerk", "蔡例勤", Role.STATION_STAFF, "FZ-01"),
    Part("demo-haikou-head", "王示椰", Role.STATION_HEAD, "QS-01"),
)
# They register like everybody else, and are given a login name of the demo afterwards.
WORKER = Part("demo-worker", "李示劳", Role.WORKER, "FZ-01")
LEADER = Part("demo-leader", "吴示带", Role.CREW_LEADER, "FZ-01")
AGENT = Part("demo-employer", "张示工", Role.EMPLOYER_AGENT, "FZ-01")
LISTED_AGENT = Part("demo-listed", "潘例申", Role.EMPLOYER_AGENT, "FZ-01")
RESIDENT = Part("demo-resident", "洪例家", Role.EMPLOYER_AGENT, "FZ-01")
PARTS = (*STAFF, WORKER, LEADER, AGENT, LISTED_AGENT, RESIDENT)

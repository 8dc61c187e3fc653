"""The clauses that recognition and the one-time subsidy rest on, word for word, with the numbers that they state.

Every `quote` stands in `rules/standards/<source>/source.txt`; a test looks for it there. A `reading` says how a clause is
understood where it leaves something open, and is shown as 待核实.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yizhan.network.recognition.states import ApplicationKind
from yizhan.network.stations.states import StationKind

QUANZHOU = "quanzhou-2025"
SUIZHOU = "suizhou-2023"


@dataclass(frozen=True, slots=True)
class Clause:
    """A place in a source, its words, and the reading where there is one."""

    source: str
    place: str
    quote: str
    reading: str = ""

    @property
    def citation(self) -> str:
        """Place, words and reading as one line of Chinese."""
        said = f"{self.place}：{self.quote}"
        return f"{said}（解释口径，待核实：{self.reading}）" if self.reading else said


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the site check. `least` is the number that each kind of place must reach; empty where a person judges."""

    code: str
    label: str
    clause: Clause
    unit: str = ""
    least: tuple[tuple[StationKind, Decimal], ...] = ()
    claimed_by: str = ""

    def least_for(self, kind: str) -> Decimal | None:
        """The number that this kind of place must reach, None where the source has none."""
        return dict(self.least).get(StationKind(kind))


def _quanzhou(place: str, quote: str, reading: str = "") -> Clause:
    return Clause(QUANZHOU, place, quote, reading)


FREE_SERVICES = _quanzhou("泉州标准1", "为辖区内灵活就业人员和用工主体提供有针对性的免费公共就业服务")
SIGN = _quanzhou("泉州标准1", "零工市场(驿站)应在明显位置处统一标识为“泉州市××县（市、区）零工市场（驿站）”")
SYSTEM = _quanzhou("泉州标准2", "应具备健全的服务制度、齐全的服务设备、完整的服务项目、清晰的服务流程、专业的服务队伍")
AREA = _quanzhou(
    "泉州标准3",
    "零工市场服务场所面积应不少于200㎡，零工驿站服务场所面积应不少于30㎡",
    "附件2填报的是建筑面积，核查时另量服务场所面积，以量得的为准",
)
ZONES = _quanzhou("泉州标准4", "服务场所可划分为柜面服务区、求职招聘区、特色功能区、等候休息区")
SAFETY = _quanzhou(
    "泉州标准5",
    "服务场所可按国家和省、市有关安全规定，合规建设疏散通道、安全出口，配备消防安全设备和安全监控系统，"
    "并建有保障残障人员使用的无障碍服务设施",
)
FACILITIES = _quanzhou(
    "泉州标准6",
    "在服务大厅醒目位置应配备服务引导机、信息发布大屏、招聘展位终端、公告宣传栏、自助查询机等基本服务设施设备",
)
PLATFORM = _quanzhou("泉州标准6", "经办人员需全面掌握“泉就业”零工平台功能模块并熟练操作")
COMFORTS = _quanzhou("泉州标准7", "应配备写字桌台、休息座椅、空调通风、户外停车、手机充电、饮水取用等便民服务设施设备")
OPEN_HOURS = _quanzhou("泉州标准8", "就业服务场所工作时间应正常开放")
STAFF = _quanzhou("泉州标准21", "零工市场需配备2人及以上工作人员，零工驿站需配备1人及以上工作人员")

_LEAST_AREA = ((StationKind.MARKET, Decimal(200)), (StationKind.STATION, Decimal(30)))
_LEAST_STAFF = ((StationKind.MARKET, Decimal(2)), (StationKind.STATION, Decimal(1)))
CHECKS: dict[str, Check] = {
    check.code: check
    for check in (
        Check("service_area", "服务场所面积", AREA, "平方米", _LEAST_AREA, "floor_area"),
        Check("staff", "工作人员", STAFF, "人", _LEAST_STAFF),
        Check("sign", "统一标识", SIGN, claimed_by="station_name"),
        Check(
            "address",
            "地址与申请一致",
            _quanzhou("泉州方案附件2", "地址、负责人姓名"),
            claimed_by="station_address",
        ),
        Check("system", "制度、设备、项目、流程、队伍", SYSTEM),
        Check("zones", "功能分区", ZONES),
        Check("safety", "安全和无障碍设施", SAFETY),
        Check("facilities", "服务设施设备", FACILITIES),
        Check("comforts", "便民服务设施设备", COMFORTS),
        Check("platform", "“泉就业”零工平台操作", PLATFORM, claimed_by="uses_platform"),
        Check("free_services", "免费公共就业服务", FREE_SERVICES),
    )
}

SUBMISSION = _quanzhou("泉州方案二（三）", "一次性运维补助：符合条件的向所在地人社部门提交如下申报材料")
FORM = _quanzhou("泉州方案附件2", "泉州市零工市场（驿站）认定申请表")
OPINION = _quanzhou("泉州方案附件2", "经审核，同意设立零工市场（驿站）。")
PLEDGE = _quanzhou("泉州方案附件2", "本单位愿意承担零工市场相关就业服务工作，并严格按照工作要求开展相关就业服务活动。")
IN_DUPLICATE = _quanzhou("泉州方案附件2", "备注：此表一式两份。")
MATERIALS_READING = "来源把五项材料列为一次性运维补助的申报材料；单独申请认定时，按①②⑤收取，③即本表，④在申请补助时收取"
OWN_GROUNDS = Clause("", "惯例", "", "变更、暂停、恢复、注销由申请单位说明理由")

FIRST = _quanzhou("泉州方案二（二）", "对首次创建成功并通过所在地人社部门认定的零工市场（驿站）给予一次性运维补助")
AMOUNTS = _quanzhou("泉州方案二（二）", "零工市场每家给予5万元奖补、零工驿站每家给予2万元奖补")
PUBLICITY = _quanzhou(
    "泉州方案二（三）",
    "评审结果经公示无异议后，按规定将补助资金支付到申请单位账户",
    "来源未写公示天数，由经办单位填写起止日",
)
NOT_TWICE = _quanzhou("泉州方案二（四）", "利用就业补助资金已通过政府购买服务实施的零工市场服务内容不得重复享受")
VALIDITY = _quanzhou("泉州方案三", "本方案自文件印发之日起执行，有效期至2027年12月31日")
RECTIFY = Clause(SUIZHOU, "随州办法四（二）", "对不合格的要求限期整改，整改后仍不合格的取消")

SUBSIDY_FEN: dict[StationKind, int] = {StationKind.MARKET: 5_000_000, StationKind.STATION: 2_000_000}
VALID_UNTIL = date(2027, 12, 31)

CLAUSES: tuple[Clause, ...] = (
    *(check.clause for check in CHECKS.values()),
    *(OPEN_HOURS, SUBMISSION, FORM, OPINION, PLEDGE, IN_DUPLICATE),
    *(FIRST, AMOUNTS, PUBLICITY, NOT_TWICE, VALIDITY, RECTIFY),
)
KINDS_WITH_FORM = (ApplicationKind.RECOGNITION,)

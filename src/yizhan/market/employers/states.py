"""Kinds and states of employers, mandates and blacklistings, each change of state with what allows it."""

from dataclasses import dataclass

from django.db.models import TextChoices


class EmployerKind(TextChoices):
    """Who hires (Quanzhou 2025 三（三）: firms, shops and residents)."""

    FIRM = "firm", "企业"
    SOLE_TRADER = "sole_trader", "个体工商户"
    PUBLIC_BODY = "public_body", "机关事业单位、社会组织"
    RESIDENT = "resident", "居民"


# They have a unified social credit code; a resident has an identity number.
CODED_KINDS = (EmployerKind.FIRM, EmployerKind.SOLE_TRADER, EmployerKind.PUBLIC_BODY)


class Source(TextChoices):
    """How the file came into being."""

    SELF = "self", "自行登记"
    COUNTER = "counter", "窗口登记"
    IMPORT = "import", "表格导入"
    VISIT = "visit", "上门摸排"


class Channel(TextChoices):
    """How one registration was made."""

    COUNTER = "counter", "窗口"
    ONLINE = "online", "网上"
    VISIT = "visit", "上门"
    PHONE = "phone", "电话"
    IMPORT = "import", "表格导入"


class EmployerState(TextChoices):
    """Where the file stands. The blacklist is a table of its own: it has a term and an appeal."""

    DRAFT = "draft", "待核验"
    ACTIVE = "active", "正常"
    RESTRICTED = "restricted", "限制使用"
    MERGED = "merged", "已并入其他档案"
    CLOSED = "closed", "已停用"


class MandateState(TextChoices):
    """Whether an agent may act for the employer."""

    ACTIVE = "active", "有效"
    ENDED = "ended", "已终止"


class BlacklistState(TextChoices):
    """Where a blacklisting stands."""

    PROPOSED = "proposed", "拟列入，待审核"
    REJECTED = "rejected", "未列入"
    CONFIRMED = "confirmed", "已列入"
    APPEALED = "appealed", "申诉处理中"
    UPHELD = "upheld", "申诉后维持"
    LIFTED = "lifted", "已移出"
    EXPIRED = "expired", "期满移出"


# The listing is in force; an appeal does not suspend it (行政复议法第四十二条).
IN_FORCE = (BlacklistState.CONFIRMED, BlacklistState.APPEALED, BlacklistState.UPHELD)


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with what allows it."""

    source: EmployerState | MandateState | BlacklistState
    target: EmployerState | MandateState | BlacklistState
    citation: str


_CHECK = "人力资源市场暂行条例第二十六条：查验营业执照等证明、经办人身份证件和委托证明"
_ADMIN = "人力资源市场暂行条例第四十二条：人社部门监督检查"
_LIST = "泉州2025附件1第20条：严厉打击虚假招聘等违法行为；人力资源市场暂行条例第四十二条"
_APPEAL = "行政复议法第二十条：自知道之日起六十日内申请"
_REGISTER = "海口2024第6条：用工登记服务"
_UNDONE = "个人信息保护法第八条：合并有误的恢复"
_CIVIL = "民法典第一百七十三条：委托代理终止"

TRANSITIONS = (
    Transition(EmployerState.DRAFT, EmployerState.ACTIVE, _CHECK),
    Transition(EmployerState.DRAFT, EmployerState.CLOSED, _REGISTER),
    Transition(EmployerState.DRAFT, EmployerState.MERGED, _REGISTER),
    Transition(EmployerState.ACTIVE, EmployerState.RESTRICTED, _ADMIN),
    Transition(EmployerState.RESTRICTED, EmployerState.ACTIVE, _ADMIN),
    Transition(EmployerState.ACTIVE, EmployerState.MERGED, _REGISTER),
    Transition(EmployerState.RESTRICTED, EmployerState.MERGED, _REGISTER),
    Transition(EmployerState.ACTIVE, EmployerState.CLOSED, _REGISTER),
    Transition(EmployerState.RESTRICTED, EmployerState.CLOSED, _REGISTER),
    Transition(EmployerState.CLOSED, EmployerState.ACTIVE, _CHECK),
    Transition(EmployerState.MERGED, EmployerState.DRAFT, _UNDONE),
    Transition(EmployerState.MERGED, EmployerState.ACTIVE, _UNDONE),
    Transition(EmployerState.MERGED, EmployerState.RESTRICTED, _UNDONE),
    Transition(MandateState.ACTIVE, MandateState.ENDED, _CIVIL),
    Transition(MandateState.ENDED, MandateState.ACTIVE, _UNDONE),
    Transition(BlacklistState.PROPOSED, BlacklistState.CONFIRMED, _LIST),
    Transition(
        BlacklistState.PROPOSED, BlacklistState.REJECTED, "行政处罚法第四十五条：听取陈述、申辩，事实不成立的不得处罚"
    ),
    Transition(BlacklistState.CONFIRMED, BlacklistState.APPEALED, _APPEAL),
    Transition(BlacklistState.APPEALED, BlacklistState.UPHELD, "行政复议法第六十八条：维持"),
    Transition(BlacklistState.APPEALED, BlacklistState.LIFTED, "行政复议法第六十四条：撤销"),
    Transition(BlacklistState.CONFIRMED, BlacklistState.LIFTED, "已改正并消除影响，经原决定机关同意"),
    Transition(BlacklistState.UPHELD, BlacklistState.LIFTED, "已改正并消除影响，经原决定机关同意"),
    Transition(BlacklistState.CONFIRMED, BlacklistState.EXPIRED, "列入期限届满"),
    Transition(BlacklistState.UPHELD, BlacklistState.EXPIRED, "列入期限届满"),
)


def may_move(source: str, target: EmployerState | MandateState | BlacklistState) -> bool:
    """Whether the table of the target's own kind has this transition."""
    return any(
        move.source == source and move.target is target and type(move.source) is type(target) for move in TRANSITIONS
    )


class BlacklistReason(TextChoices):
    """Why an employer may be listed."""

    WAGE_ARREARS = "wage_arrears", "拖欠工资"
    FALSE_POST = "false_post", "发布虚假招聘信息"
    CHILD_LABOUR = "child_labour", "招用未满16周岁的人"
    FEES = "fees", "向求职者收费、收押金或扣证件"
    DISCRIMINATION = "discrimination", "招聘歧视，责令改正后不改"
    BLACK_AGENCY = "black_agency", "无许可从事职业中介（黑中介）"
    COERCION = "coercion", "以暴力、威胁或限制自由强迫劳动"


LAW: dict[BlacklistReason, str] = {
    BlacklistReason.WAGE_ARREARS: "保障农民工工资支付条例第四十八条",
    BlacklistReason.FALSE_POST: "人力资源市场暂行条例第二十四条、第四十三条",
    BlacklistReason.CHILD_LABOUR: "禁止使用童工规定第六条；劳动法第九十四条",
    BlacklistReason.FEES: "劳动合同法第九条、第八十四条",
    BlacklistReason.DISCRIMINATION: "就业促进法第三条、第二十六条；人力资源市场暂行条例第四十三条",
    BlacklistReason.BLACK_AGENCY: "就业促进法第六十四条；人力资源市场暂行条例第四十二条",
    BlacklistReason.COERCION: "劳动法第九十六条；劳动合同法第八十八条",
}


class WorkKind(TextChoices):
    """Kind of work wanted (Quanzhou 2025 三（三）, annex 1 clauses 9 and 13)."""

    PART_TIME = "part_time", "非全日制"
    TEMPORARY = "temporary", "临时性"
    SEASONAL = "seasonal", "季节性"
    FIXED = "fixed", "固定岗位"
    PUBLIC_WELFARE = "public_welfare", "公益性岗位"


class PayUnit(TextChoices):
    """What a sum is paid for."""

    HOUR = "hour", "每小时"
    DAY = "day", "每天"
    PIECE = "piece", "每件"
    MONTH = "month", "每月"


class Industry(TextChoices):
    """Sections of GB/T 4754-2017, and households."""

    AGRICULTURE = "A", "农、林、牧、渔业"
    MINING = "B", "采矿业"
    MANUFACTURING = "C", "制造业"
    UTILITIES = "D", "电力、热力、燃气及水生产和供应业"
    CONSTRUCTION = "E", "建筑业"
    TRADE = "F", "批发和零售业"
    TRANSPORT = "G", "交通运输、仓储和邮政业"
    HOSPITALITY = "H", "住宿和餐饮业"
    INFORMATION = "I", "信息传输、软件和信息技术服务业"
    FINANCE = "J", "金融业"
    REAL_ESTATE = "K", "房地产业"
    BUSINESS = "L", "租赁和商务服务业"
    SCIENCE = "M", "科学研究和技术服务业"
    PUBLIC_FACILITIES = "N", "水利、环境和公共设施管理业"
    RESIDENT_SERVICES = "O", "居民服务、修理和其他服务业"
    EDUCATION = "P", "教育"
    HEALTH = "Q", "卫生和社会工作"
    CULTURE = "R", "文化、体育和娱乐业"
    ADMINISTRATION = "S", "公共管理、社会保障和社会组织"

"""Choices of the worker file, and the states of a file and of a crew member with the clause behind each transition."""

from dataclasses import dataclass

from django.db.models import TextChoices


class WorkerState(TextChoices):
    """A file in use, joined to another, or erased. Whether its person is restricted is known by the privacy app alone."""

    ACTIVE = "active", "正常"
    MERGED = "merged", "已并入其他档案"
    ERASED = "erased", "已删除个人信息"


class MemberState(TextChoices):
    """How a worker stands to a crew. Only with AGREED may the leader act for him."""

    INVITED = "invited", "待本人同意"
    AGREED = "agreed", "已同意"
    DECLINED = "declined", "已谢绝"
    LEFT = "left", "已退出"


class RegistrationState(TextChoices):
    """Whether a registration stands. The other two point to, or are, the trace of a correction."""

    VALID = "valid", "有效"
    SUPERSEDED = "superseded", "已更正"
    WITHDRAWN = "withdrawn", "已撤销"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with what allows it."""

    source: TextChoices
    target: TextChoices
    citation: str


TRANSITIONS = (
    Transition(WorkerState.ACTIVE, WorkerState.MERGED, "个人信息保护法第八条：保证个人信息的质量，重复档案合并"),
    Transition(WorkerState.MERGED, WorkerState.ACTIVE, "个人信息保护法第八条：合并有误的恢复"),
    Transition(WorkerState.ACTIVE, WorkerState.ERASED, "个人信息保护法第四十七条：删除"),
    Transition(WorkerState.MERGED, WorkerState.ERASED, "个人信息保护法第四十七条：删除"),
    Transition(MemberState.INVITED, MemberState.AGREED, "个人信息保护法第十四条：同意由本人自愿、明确作出"),
    Transition(MemberState.INVITED, MemberState.DECLINED, "个人信息保护法第十四条：同意由本人自愿、明确作出"),
    Transition(MemberState.AGREED, MemberState.LEFT, "个人信息保护法第十五条：个人有权撤回其同意"),
    Transition(MemberState.DECLINED, MemberState.INVITED, "个人信息保护法第十四条：重新征求本人同意"),
    Transition(MemberState.LEFT, MemberState.INVITED, "个人信息保护法第十四条：重新征求本人同意"),
    Transition(RegistrationState.VALID, RegistrationState.SUPERSEDED, "海口2024年版第6项：登记建档；更正另立新记录"),
    Transition(RegistrationState.VALID, RegistrationState.WITHDRAWN, "个人信息保护法第四十六条：更正"),
)


def may_move(source: TextChoices | str, target: TextChoices) -> bool:
    """Whether the table has this transition. States of different tables share no value."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)


class DocumentKind(TextChoices):
    """Identity documents on which a file can rest."""

    RESIDENT = "resident", "居民身份证"
    HK_MACAO_TAIWAN = "hk_macao_taiwan", "港澳台居民居住证"
    PERMANENT_RESIDENT = "permanent_resident", "外国人永久居留身份证"


class Sex(TextChoices):
    """As the document says. Never a condition of a post or of matching (就业促进法第二十七条)."""

    MALE = "male", "男"
    FEMALE = "female", "女"
    UNKNOWN = "unknown", "未填"


class Education(TextChoices):
    """Highest schooling, shortened from GB/T 4658-2006."""

    UNKNOWN = "unknown", "未填"
    PRIMARY = "primary", "小学及以下"
    JUNIOR = "junior", "初中"
    SENIOR = "senior", "高中（中专、中技）"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "本科及以上"


class RegistrationKind(TextChoices):
    """What a person registers for; values of the fact table `registrations`. Hiring is the employers' own."""

    SEEKING = "seeking", "求职登记"
    TRAINING = "training", "培训登记"
    CREW_LEADER = "crew_leader", "劳务带头人登记"
    UNEMPLOYMENT = "unemployment", "失业登记"
    FLEXIBLE = "flexible", "灵活就业登记"
    ENTREPRENEURSHIP = "entrepreneurship", "创业登记"


class RegistrationChannel(TextChoices):
    """Where a registration was entered."""

    COUNTER = "counter", "柜台"
    SELF = "self", "本人手机"
    IMPORT = "import", "批量导入"
    EVENT = "event", "活动现场"


class CategoryKind(TextChoices):
    """Groups that the standards count or that services put first. 海口2024年版第9项."""

    GRADUATE = "graduate", "应届高校毕业生"
    HARD_TO_EMPLOY = "hard_to_employ", "就业困难人员"
    UNEMPLOYED = "unemployed", "登记失业人员"
    DISABLED = "disabled", "残疾人"
    RURAL_MIGRANT = "rural_migrant", "农民工"
    OLDER = "older", "大龄劳动者"


# Belonging to these tells of health or hardship, so each needs a separate consent (个人信息保护法第二十九条).
SENSITIVE_CATEGORIES = (CategoryKind.HARD_TO_EMPLOY, CategoryKind.DISABLED)


class ProofKind(TextChoices):
    """What was shown as proof of a category."""

    NONE = "none", "未出示"
    DIPLOMA = "diploma", "毕业证书"
    HARDSHIP_CERTIFICATE = "hardship_certificate", "就业困难人员认定"
    UNEMPLOYMENT_CERTIFICATE = "unemployment_certificate", "失业登记凭证"
    DISABILITY_CERTIFICATE = "disability_certificate", "残疾人证"
    HOUSEHOLD_REGISTER = "household_register", "户口簿"
    OTHER = "other", "其他材料"


class SkillLevel(TextChoices):
    """Levels of a vocational skill; 国家职业技能等级."""

    NONE = "none", "会做，无等级"
    FIVE = "five", "初级工（五级）"
    FOUR = "four", "中级工（四级）"
    THREE = "three", "高级工（三级）"
    TWO = "two", "技师（二级）"
    ONE = "one", "高级技师（一级）"


class PayForm(TextChoices):
    """How the person would like to be paid."""

    ANY = "any", "都可以"
    HOUR = "hour", "按小时"
    DAY = "day", "按天"
    PIECE = "piece", "按件"
    MONTH = "month", "按月"


class WorkKind(TextChoices):
    """Kinds of work; 泉州2025年附件1第9、13条."""

    PART_TIME = "part_time", "非全日制"
    TEMPORARY = "temporary", "临时"
    SEASONAL = "seasonal", "季节性"
    FIXED = "fixed", "长期"
    PUBLIC_WELFARE = "public_welfare", "公益性岗位"

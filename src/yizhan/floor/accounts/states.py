"""Roles, and the states of a person's account and membership."""

from dataclasses import dataclass

from django.db.models import TextChoices

from yizhan.floor.organisations.states import OrganisationKind


class Role(TextChoices):
    """In what capacity somebody acts."""

    PUBLIC = "public", "公众"
    SYSTEM = "system", "系统"
    WORKER = "worker", "零工"
    CREW_LEADER = "crew_leader", "劳务带头人"
    EMPLOYER_AGENT = "employer_agent", "用工主体经办人"
    STATION_STAFF = "station_staff", "驿站经办人员"
    STATION_HEAD = "station_head", "站长"
    OPERATOR_STAFF = "operator_staff", "运营单位人员"
    COUNTY_OFFICER = "county_officer", "区县人社经办"
    CITY_OFFICER = "city_officer", "市级人社经办"
    PANEL_MEMBER = "panel_member", "考核组成员"
    FINANCE = "finance", "财政人员"
    ADMINISTRATOR = "administrator", "系统管理员"
    AUDITOR = "auditor", "审计员"


# The kind of organisation that a membership of each role is in; None where there is none.
ORGANISATION_OF: dict[Role, tuple[OrganisationKind, ...]] = {
    Role.WORKER: (),
    Role.CREW_LEADER: (),
    Role.EMPLOYER_AGENT: (OrganisationKind.EMPLOYER,),
    Role.STATION_STAFF: (OrganisationKind.STATION,),
    Role.STATION_HEAD: (OrganisationKind.STATION,),
    Role.OPERATOR_STAFF: (OrganisationKind.OPERATOR,),
    Role.COUNTY_OFFICER: (OrganisationKind.COUNTY_BUREAU,),
    Role.CITY_OFFICER: (OrganisationKind.CITY_BUREAU,),
    Role.PANEL_MEMBER: (OrganisationKind.COUNTY_BUREAU, OrganisationKind.CITY_BUREAU),
    Role.FINANCE: (OrganisationKind.COUNTY_BUREAU, OrganisationKind.CITY_BUREAU),
    Role.ADMINISTRATOR: (OrganisationKind.PLATFORM,),
    Role.AUDITOR: (OrganisationKind.PLATFORM,),
}
STATION_ROLES = (Role.STATION_STAFF, Role.STATION_HEAD, Role.OPERATOR_STAFF)
BUREAU_ROLES = (Role.COUNTY_OFFICER, Role.CITY_OFFICER)
# They come for one task of the assessment and act for the bureau that opened it.
ASSESSMENT_ROLES = (Role.PANEL_MEMBER, Role.FINANCE)
# They sign in with password and second factor (GB/T 22239 third level: two factors for staff).
STAFF_ROLES = (*STATION_ROLES, *BUREAU_ROLES, *ASSESSMENT_ROLES, Role.ADMINISTRATOR, Role.AUDITOR)

# GB/T 22239-2019 8.1.5: who administers does not audit.
SEPARATED_ROLES = (Role.ADMINISTRATOR, Role.AUDITOR)


class AccountState(TextChoices):
    """Whether a person may sign in."""

    ACTIVE = "active", "正常"
    SUSPENDED = "suspended", "停用"
    ERASED = "erased", "已删除个人信息"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with what allows it."""

    source: AccountState
    target: AccountState
    citation: str


TRANSITIONS = (
    Transition(AccountState.ACTIVE, AccountState.SUSPENDED, "GB/T 22239-2019 8.1.4.1：停用多余或过期账户"),
    Transition(AccountState.SUSPENDED, AccountState.ACTIVE, "GB/T 22239-2019 8.1.4.1：账户管理"),
    Transition(AccountState.ACTIVE, AccountState.ERASED, "个人信息保护法第四十七条：删除"),
    Transition(AccountState.SUSPENDED, AccountState.ERASED, "个人信息保护法第四十七条：删除"),
)


def may_move(source: str, target: AccountState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)


class CodePurpose(TextChoices):
    """What a one-time code is for. It serves nothing else."""

    SIGN_IN = "sign_in", "登录"
    CHANGE_PHONE = "change_phone", "更换手机号"
    SIGN = "sign", "签署"


class CodeState(TextChoices):
    """A code is live until it is used, replaced by a later one, or spent by wrong tries. It also dies of age."""

    LIVE = "live", "可用"
    USED = "used", "已使用"
    REPLACED = "replaced", "已被新验证码取代"
    SPENT = "spent", "错误次数已用完"


class Method(TextChoices):
    """How somebody signed in."""

    CODE = "code", "手机验证码"
    PASSWORD = "password", "密码"
    TWO_FACTORS = "two_factors", "密码和动态码"
    WECHAT = "wechat", "微信"
    DEMO = "demo", "演示登录"


class NextStep(TextChoices):
    """What somebody who signed in with a password has to do before acting as staff."""

    NONE = "", "无"
    CHANGE_PASSWORD = "change_password", "更换初始密码"
    ENROL = "enrol", "绑定动态码"

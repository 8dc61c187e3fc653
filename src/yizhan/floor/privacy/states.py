"""The states of a consent, what it may be for, how it may be given; and why processing may be restricted."""

from dataclasses import dataclass

from django.db.models import TextChoices


class ConsentState(TextChoices):
    """Given is open; the others are ends."""

    GIVEN = "given", "有效"
    WITHDRAWN = "withdrawn", "已撤回"
    RENEWED = "renewed", "已由新版同意取代"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with the clause that allows it."""

    source: ConsentState
    target: ConsentState
    citation: str


TRANSITIONS = (
    Transition(ConsentState.GIVEN, ConsentState.WITHDRAWN, "个人信息保护法第十五条：个人有权撤回其同意"),
    Transition(
        ConsentState.GIVEN, ConsentState.RENEWED, "个人信息保护法第十四条：目的、方式、种类变更的，应当重新取得同意"
    ),
)


def may_move(source: str, target: ConsentState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)


class ConsentPurpose(TextChoices):
    """What a consent is for. Those of SENSITIVE_PURPOSES are asked separately (个人信息保护法第二十九条)."""

    EMPLOYMENT_SERVICE = "employment_service", "就业服务：登记、推荐、回访"
    MESSAGES = "messages", "接收岗位和服务消息"
    MATCHING = "matching", "自动匹配岗位"
    SHOW_TO_EMPLOYER = "show_to_employer", "向用工方提供联系方式"
    IDENTITY_CHECK = "identity_check", "核验身份证件号码"
    BANK_CARD = "bank_card", "用银行卡结算工资"
    LOCATION = "location", "使用位置查找附近岗位、签到"
    HEALTH = "health", "登记健康、残疾状况"
    HARDSHIP = "hardship", "登记就业困难情况"


SENSITIVE_PURPOSES = (
    ConsentPurpose.IDENTITY_CHECK,
    ConsentPurpose.BANK_CARD,
    ConsentPurpose.LOCATION,
    ConsentPurpose.HEALTH,
    ConsentPurpose.HARDSHIP,
)


class ConsentChannel(TextChoices):
    """Where the consent was given."""

    ONLINE = "online", "本人在线"
    KIOSK = "kiosk", "自助机"
    COUNTER = "counter", "柜台"
    PAPER = "paper", "纸质签字"


ASSISTED_CHANNELS = (ConsentChannel.COUNTER, ConsentChannel.PAPER)


class RestrictionBasis(TextChoices):
    """Why a person's data is only kept."""

    ASKED = "asked", "本人要求限制处理（个人信息保护法第四十四条）"
    RETAINED = "retained", "已删除，保存期限未满的部分只存储（个人信息保护法第四十七条第二款）"

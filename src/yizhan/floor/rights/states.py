"""What a person may ask for, how a request moves, and on what ground it may be refused. 个人信息保护法 44–50."""

from dataclasses import dataclass

from django.db.models import TextChoices

from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.states import OrganisationKind

# Nobody is called privacy officer: whoever serves the person handles, who leads or supervises decides.
HANDLERS = (Role.STATION_STAFF, Role.STATION_HEAD, Role.COUNTY_OFFICER)
DECIDERS = (Role.STATION_HEAD, Role.COUNTY_OFFICER)
OFFICES = (OrganisationKind.STATION, OrganisationKind.COUNTY_BUREAU)


class RequestKind(TextChoices):
    """What is asked for."""

    COPY = "copy", "查阅、复制"
    CORRECTION = "correction", "更正、补充"
    RESTRICTION = "restriction", "限制处理"
    ERASURE = "erasure", "删除"
    WITHDRAWAL = "withdrawal", "撤回同意"
    EXPLANATION = "explanation", "解释说明"


CITATIONS = {
    RequestKind.COPY: "个人信息保护法第四十五条",
    RequestKind.CORRECTION: "个人信息保护法第四十六条",
    RequestKind.RESTRICTION: "个人信息保护法第四十四条",
    RequestKind.ERASURE: "个人信息保护法第四十七条",
    RequestKind.WITHDRAWAL: "个人信息保护法第十五条",
    RequestKind.EXPLANATION: "个人信息保护法第四十八条",
}


class RequestState(TextChoices):
    """Proposed: an erasure that a first person prepared and a second has not confirmed. The last three are ends."""

    HANDED_IN = "handed_in", "已提交"
    IN_REVIEW = "in_review", "办理中"
    PROPOSED = "proposed", "待复核"
    ANSWERED = "answered", "已答复"
    REFUSED = "refused", "不予办理"
    DONE = "done", "已办结"
    WITHDRAWN = "withdrawn", "本人已撤回"


ENDS = (RequestState.REFUSED, RequestState.DONE, RequestState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with the clause that allows it."""

    source: RequestState
    target: RequestState
    citation: str


_MECHANISM = "个人信息保护法第五十条第一款：建立便捷的申请受理和处理机制"
_TWO = "个人信息保护法第五十一条：采取措施防止个人信息丢失，确定操作权限（两人办理）"
_REASON = "个人信息保护法第五十条第一款：拒绝个人行使权利的请求的，应当说明理由"
_OWN = "个人信息保护法第四十四条：个人有权决定"
TRANSITIONS = (
    Transition(RequestState.HANDED_IN, RequestState.IN_REVIEW, _MECHANISM),
    Transition(RequestState.HANDED_IN, RequestState.WITHDRAWN, _OWN),
    Transition(RequestState.IN_REVIEW, RequestState.ANSWERED, "个人信息保护法第四十五条第二款：应当及时提供"),
    Transition(RequestState.IN_REVIEW, RequestState.DONE, _MECHANISM),
    Transition(RequestState.IN_REVIEW, RequestState.PROPOSED, _TWO),
    Transition(RequestState.IN_REVIEW, RequestState.REFUSED, _REASON),
    Transition(RequestState.IN_REVIEW, RequestState.WITHDRAWN, _OWN),
    Transition(RequestState.PROPOSED, RequestState.IN_REVIEW, _TWO),
    Transition(
        RequestState.PROPOSED, RequestState.DONE, "个人信息保护法第四十七条第一款：应当主动删除或者由个人请求删除"
    ),
    Transition(RequestState.PROPOSED, RequestState.WITHDRAWN, _OWN),
    Transition(RequestState.ANSWERED, RequestState.DONE, "个人信息保护法第四十六条第二款：应当核实并及时更正、补充"),
)


def may_move(source: str, target: RequestState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)


class IdentityCheck(TextChoices):
    """How it was made sure, for this request, that the person asks."""

    SIGNED_IN_AGAIN = "signed_in_again", "本人登录并重新验证手机"
    PAPERS_SEEN = "papers_seen", "柜台核对身份证件原件"
    MANDATE_SEEN = "mandate_seen", "柜台核对委托书和双方身份证件原件"


class RefusalBasis(TextChoices):
    """Why a request may be refused; nothing else is a ground."""

    NOT_PROVED = "not_proved", "无法核实申请人身份（个人信息保护法第五十条）"
    SECRET = "secret", "法律、行政法规规定应当保密或者不需要告知（个人信息保护法第十八条、第四十五条）"
    ACCURATE = "accurate", "经核实，信息准确、完整（个人信息保护法第四十六条）"
    PERIOD = "period", "法律、行政法规规定的保存期限未届满（个人信息保护法第四十七条）"
    DUTY = "duty", "履行法定职责或者法定义务所必需（个人信息保护法第十三条、第四十四条）"
    NOT_HELD = "not_held", "本系统没有所请求的信息（个人信息保护法第四十五条）"


REMEDY_ZH = "对处理结果有异议的，可以向人力资源社会保障部门或者网信部门投诉，也可以依法向人民法院起诉。"

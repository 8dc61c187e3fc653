"""Who may hand in, handle, decide and fetch."""

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import AccountState
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.states import ASSISTED_CHANNELS, ConsentChannel
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import DECIDERS, HANDLERS, OFFICES, IdentityCheck
from yizhan.kernel.errors import Refusal

AT_THE_COUNTER = (IdentityCheck.PAPERS_SEEN, IdentityCheck.MANDATE_SEEN)


def handles(actor: Actor) -> bool:
    """Whether this role handles requests at all; which ones is a matter of scope."""
    return actor.role in HANDLERS


def require_handler(actor: Actor, person: Person) -> None:
    """Staff of a station or county officers, never for themselves."""
    if not handles(actor):
        raise Refusal("个人信息请求由驿站经办人员、站长或区县人社经办办理", "this role does not handle requests")
    if actor.id == person.id:
        raise Refusal("不能办理本人的请求，请由他人办理", "nobody handles their own request")


def require_decider(actor: Actor, person: Person) -> None:
    """Refusing, and confirming an erasure, is for heads of station and county officers."""
    require_handler(actor, person)
    if actor.role not in DECIDERS:
        raise Refusal("须由站长或区县人社经办决定", "a head of station or county officer decides this")


def require_channel(actor: Actor, person: Person, channel: ConsentChannel) -> None:
    """A person asks online for themselves; for somebody else staff record what was said at the counter or on paper."""
    if actor.id == person.id:
        if channel in ASSISTED_CHANNELS:
            raise Refusal("本人请在线提交；柜台受理须由他人经办", "one does not serve oneself at the counter")
    elif channel not in ASSISTED_CHANNELS or not handles(actor):
        raise Refusal("只能由本人在线提交，或由经办人员在柜台代为提交", "only the person, or staff at the counter")


def require_office(organisation: Organisation) -> None:
    """An open station or county bureau."""
    if organisation.kind not in OFFICES or organisation.closed_on is not None:
        raise Refusal("请选择办理的驿站或区县人社部门", "choose a station or county bureau", field="organisation")


def require_present(person: Person) -> None:
    """Nothing is left to ask about after an erasure."""
    if person.state == AccountState.ERASED:
        raise Refusal("该人员的个人信息已经删除", "this person's data has been erased")


def require_own_request(actor: Actor, request: Request) -> None:
    """What was made for the person goes to the person."""
    if actor.id != request.person_id:
        raise Refusal("副本只交给本人", "a copy is given to the person only")


def require_check(means: IdentityCheck, channel: ConsentChannel) -> None:
    """At the counter papers are seen; online the person signs in again."""
    if (means in AT_THE_COUNTER) != (channel in ASSISTED_CHANNELS):
        raise Refusal("核对身份的方式与受理渠道不符", "this check does not fit the channel", field="identity_check")


def require_checked(request: Request) -> None:
    """Nothing is granted to somebody who was not proved to be the person."""
    if not request.identity_check:
        raise Refusal("请先核对申请人身份", "check the identity first")


def require_second(actor: Actor, request: Request) -> None:
    """Who proposed an erasure does not confirm it."""
    if actor.id == request.proposed_by:
        raise Refusal("删除须由另一人复核确认", "a second person confirms an erasure")

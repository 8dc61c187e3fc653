"""Who may change what at a station. Scope comes first: what is not in an actor's area is not there for him."""

from datetime import date

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import BUREAU_ROLES, Role
from yizhan.kernel.errors import Refusal
from yizhan.network.stations.states import StationState

_EDITORS = (Role.STATION_HEAD, Role.OPERATOR_STAFF, *BUREAU_ROLES)


def may_edit(actor: Actor) -> bool:
    """The head, the operator and the bureaus keep the file and the roster."""
    return actor.sees_everything or actor.role in _EDITORS


def may_decide(actor: Actor) -> bool:
    """Recognition and supervision are the bureaus' (泉州方案二（二）, 随州办法四（二）)."""
    return actor.sees_everything or actor.role in BUREAU_ROLES


def may_plan(actor: Actor) -> bool:
    """The plan of a city is set by the city (海就业办发〔2023〕30号)."""
    return actor.sees_everything or actor.role is Role.CITY_OFFICER


def require_editor(actor: Actor) -> None:
    """Refusal for whoever may see the file but not change it."""
    if not may_edit(actor):
        raise Refusal("只有站长、运营单位或人社部门可以修改", "only the head, the operator or the bureau changes this")


def require_bureau(actor: Actor) -> None:
    """Refusal for all but the bureaus."""
    if not may_decide(actor):
        raise Refusal("只有人社部门可以办理", "only the bureau does this")


def require_planner(actor: Actor) -> None:
    """Refusal for all but the city."""
    if not may_plan(actor):
        raise Refusal("建设目标由市级人社部门设定", "the plan is set by the city bureau")


def is_fixed(state: str) -> bool:
    """Whether sign, place and area may only change by approval (随州办法三（三）5: 不得随意变更驿站标示)."""
    return state != StationState.PLANNED


def require_change_allowed(actor: Actor, state: str) -> None:
    """After recognition the bureau alone changes sign, place and area."""
    if is_fixed(state) and not may_decide(actor):
        raise Refusal(
            "已认定的驿站变更标识、地址或面积，须向人社部门提交变更申请",
            "a recognised station changes its sign, place or area by application",
        )


def require_not_closed(state: str) -> None:
    """The file of a closed station stays as it is."""
    if state == StationState.CLOSED:
        raise Refusal("该驿站已撤销，档案不能再修改", "the station is closed; its file stays as it is")


def sealed(day: date, today: date) -> bool:
    """Whether the roster of that day is sealed: its month is over."""
    return (today.year, today.month) > (day.year, day.month)


def require_unsealed_or_reason(day: date, today: date, reason: str) -> None:
    """After the month's end a shift is only corrected with a reason, which the audit keeps."""
    if sealed(day, today) and not reason.strip():
        raise Refusal(
            f"{day:%Y年%m月}的值班表已封存，更正须写明理由",
            "the roster of that month is sealed: give a reason",
            field="reason",
        )

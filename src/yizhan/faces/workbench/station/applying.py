"""An application as its page shows it: how far it is, what it says, what it lacks, and what may be done now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yizhan.floor.accounts.actors import Actor
from yizhan.network.recognition.completeness import Gap, missing
from yizhan.network.recognition.documents.content import wan
from yizhan.network.recognition.materials import Material, required
from yizhan.network.recognition.models import Application, Attachment, Step
from yizhan.network.recognition.policy import is_applicant
from yizhan.network.recognition.states import (
    EDITABLE,
    ENDED,
    ApplicationKind,
    ApplicationState,
    may_move,
    needs_visit,
)

Facts = tuple[tuple[str, str], ...]
_YES_NO = {True: "是", False: "否", None: ""}
_TONES = {
    ApplicationState.RETURNED: "warning",
    ApplicationState.APPROVED: "success",
    ApplicationState.OPENED: "success",
    ApplicationState.CARRIED_OUT: "success",
    ApplicationState.REFUSED: "danger",
    ApplicationState.SUBMITTED: "info",
    ApplicationState.ACCEPTED: "info",
    ApplicationState.VISIT_SCHEDULED: "info",
    ApplicationState.VISITED: "info",
}
_WAY = {
    ApplicationState.DRAFT: 1,
    ApplicationState.RETURNED: 1,
    ApplicationState.SUBMITTED: 2,
    ApplicationState.ACCEPTED: 3,
    ApplicationState.VISIT_SCHEDULED: 3,
    ApplicationState.VISITED: 4,
    ApplicationState.APPROVED: 5,
    ApplicationState.OPENED: 6,
    ApplicationState.CARRIED_OUT: 6,
}


@dataclass(frozen=True, slots=True)
class May:
    """What the actor may do with an application now."""

    edit: bool
    withdraw: bool
    ask_subsidy: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """One kind of paper: whether it is asked for, and what there is of it."""

    material: Material
    needed: bool
    rows: tuple[Attachment, ...]


def tone(state: str) -> str:
    """The tone of the badge of a state."""
    return _TONES.get(ApplicationState(state), "plain")


def may(actor: Actor, application: Application) -> May:
    """By who he is and how far it is. Only heads and operators of the applicant act; the rest look on."""
    mine = is_applicant(actor, application)
    edit = mine and application.state in EDITABLE
    recognition = application.kind == ApplicationKind.RECOGNITION
    return May(edit, mine and may_move(application.state, ApplicationState.WITHDRAWN), edit and recognition)


def way(application: Application) -> tuple[list[str], int]:
    """The steps of the procedure, and the one it is at, from 1. Without a visit there is a step less."""
    last = "开办" if application.kind == ApplicationKind.RECOGNITION else "办结"
    at = _WAY.get(ApplicationState(application.state), 5)
    if needs_visit(application.kind, application.change):
        steps = ["填写", "等待受理", "现场核查", "等待审批", "已审批", last]
    else:
        steps = ["填写", "等待受理", "等待审批", "已审批", last]
        at = at if at < 4 else at - 1
    done = application.state in (ApplicationState.OPENED, ApplicationState.CARRIED_OUT)
    return steps, at + done


def gaps(application: Application, attached: Iterable[Attachment]) -> tuple[Gap, ...]:
    """What it lacks; nothing once it is handed in."""
    return missing(application, [one.material for one in attached]) if application.state in EDITABLE else ()


def papers(application: Application, attached: Sequence[Attachment]) -> list[Papers]:
    """The kinds of paper in the order of the source: those asked for, and those that are there."""
    asked = required(application.kind, application.change)
    found = [
        Papers(material, material in asked, tuple(one for one in attached if one.material == material))
        for material in Material
    ]
    return [one for one in found if one.needed or one.rows]


def applicant(application: Application) -> Facts:
    """Who applies; the phone is shown apart, masked."""
    return (
        ("申请单位名称", application.applicant_name),
        ("法人代表或负责人", application.legal_representative),
        ("统一社会信用代码", application.credit_code),
        ("登记地址", application.registered_address),
    )


def place(application: Application) -> Facts:
    """What is to be recognised."""
    area, fen = application.floor_area, application.investment_fen
    return (
        ("名称", application.station_name),
        ("类型", application.get_station_kind_display() if application.station_kind else ""),
        ("所属县（市、区）", application.county_name),
        ("地址", application.station_address),
        ("负责人姓名", application.manager_name),
        ("建筑面积", "" if area is None else f"{area.normalize():f} 平方米"),
        ("累计投资总额", "" if fen is None else f"{wan(fen)} 万元"),
        ("提供岗位数", _number(application.posts_offered)),
        ("推荐就业人数", _number(application.people_placed)),
        ("使用“泉就业”零工平台", _YES_NO[application.uses_platform]),
    )


def wish(application: Application) -> Facts:
    """What is to change, stop, go on or end."""
    start, end = application.effective_from, application.effective_until
    area = application.floor_area
    rows = (
        ("变更事项", application.get_change_display() if application.change else ""),
        ("新名称", application.station_name),
        ("新地址", application.station_address),
        ("新址建筑面积", "" if area is None else f"{area.normalize():f} 平方米"),
        ("新运营单位", application.new_operator.name if application.new_operator else ""),
    )
    dates = (
        ("自", "" if start is None else f"{start.year}年{start.month}月{start.day}日"),
        ("至", "" if end is None else f"{end.year}年{end.month}月{end.day}日"),
    )
    kept = tuple(row for row in rows if row[1]) if application.kind == ApplicationKind.CHANGE else ()
    return (*kept, ("理由", application.grounds), *(row for row in dates if row[1]))


def last_return(steps: Iterable[Step]) -> str:
    """What the county last asked to be supplemented."""
    notes = [step.note for step in steps if step.target == ApplicationState.RETURNED]
    return notes[-1] if notes else ""


def is_over(application: Application) -> bool:
    """Whether nothing more will happen to it."""
    return application.state in ENDED


def _number(value: int | None) -> str:
    return "" if value is None else str(value)

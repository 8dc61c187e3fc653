"""An application as an officer sees it: what it says, what was found, what can be done next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.documents.content import wan
from yizhan.network.recognition.models import Application, Attachment, SiteVisit
from yizhan.network.recognition.policy import receives
from yizhan.network.recognition.states import ApplicationKind, ApplicationState, DecisionResult, needs_visit

_S = ApplicationState
TONES = {
    _S.SUBMITTED: "warning",
    _S.RETURNED: "plain",
    _S.ACCEPTED: "info",
    _S.VISIT_SCHEDULED: "info",
    _S.VISITED: "info",
    _S.APPROVED: "success",
    _S.OPENED: "success",
    _S.CARRIED_OUT: "success",
    _S.REFUSED: "danger",
    _S.WITHDRAWN: "plain",
}
PROCEDURE = ("提交", "受理", "现场核查", "审批", "开办")
_AT = {
    _S.SUBMITTED: 2,
    _S.RETURNED: 1,
    _S.ACCEPTED: 3,
    _S.VISIT_SCHEDULED: 3,
    _S.VISITED: 4,
    _S.APPROVED: 5,
    _S.OPENED: 6,
}


@dataclass(frozen=True, slots=True)
class Next:
    """Something that can be done now. `asks` opens as a question where scripts run."""

    label: str
    url: str
    kind: str = "plain"
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One check: the clause, what it requires, what was claimed and found. `met` is None where it was not looked at."""

    label: str
    place: str
    quote: str
    reading: str
    required: str
    claimed: str
    found: str
    met: bool | None
    note: str


def next_steps(actor: Actor, application: Application, visits: Sequence[SiteVisit], *, today: date) -> list[Next]:
    """What this officer may do with it now; nothing for whoever only watches."""
    if not receives(actor, application):
        return []
    state, key = ApplicationState(application.state), application.pk

    def to(name: str) -> str:
        return reverse(f"console:applications_{name}", args=[key])

    found: list[Next] = []
    if state is _S.SUBMITTED:
        found = [Next("受理", to("accept"), "primary", asks=True), Next("退回补正", to("return"))]
    elif state is _S.ACCEPTED and needs_visit(application.kind, application.change):
        found = [Next("安排现场核查", to("schedule"), "primary")]
    elif state is _S.ACCEPTED:
        found = [Next("审批", to("decide"), "primary")]
    elif state is _S.VISIT_SCHEDULED:
        pending = next((one for one in visits if one.held_on is None), None)
        if pending is not None and actor.id in (pending.first_visitor_id, pending.second_visitor_id):
            found = [Next("记录现场核查", to("record"), "primary")]
        found.append(Next("改时间或人员", to("schedule")))
    elif state is _S.VISITED:
        found = [Next("审批", to("decide"), "primary"), Next("再次核查", to("schedule"))]
    elif state is _S.APPROVED:
        found = [_last_step(application, to("open"), to("carry_out"))]
    return [*found, *_beside(application, to("link"), to("publicise"), to("publicity"), today)]


def _last_step(application: Application, opening: str, carrying_out: str) -> Next:
    if application.kind == ApplicationKind.RECOGNITION:
        return Next("办理开办", opening, "primary", asks=True)
    return Next("办结", carrying_out, "primary", asks=True)


def _beside(application: Application, link: str, publicise: str, close: str, today: date) -> list[Next]:
    found, decision = [], application.decision
    under_way = application.state in TONES and application.ended_at is None
    if application.kind == ApplicationKind.RECOGNITION and application.station_id is None and under_way:
        found.append(Next("关联驿站档案", link))
    if decision is not None and decision.result == DecisionResult.APPROVED and decision.objected is None:
        over = decision.publicity_until is not None and today > decision.publicity_until
        if over:
            found.append(Next("登记公示结果", close))
        else:
            found.append(Next("修改公示日期" if decision.publicity_until else "登记公示日期", publicise))
    return found


def name_of(application: Application) -> str:
    """What the place is called: as applied for, else as the station is called."""
    return application.station_name or (application.station.name if application.station is not None else "")


def position(application: Application) -> int:
    """Which step of PROCEDURE it is at, counted from 1; 0 where it was refused or withdrawn, or is no recognition."""
    return _AT.get(ApplicationState(application.state), 0) if application.kind == ApplicationKind.RECOGNITION else 0


def fields(application: Application, *, full: bool) -> list[tuple[str, str]]:
    """The cells of annex 2 in its words, without the sealed ones; names masked unless `full`."""

    def name(value: str) -> str:
        return value if full or not value else mask(value, Masking.NAME)

    area, fen = application.floor_area, application.investment_fen
    rows = [
        ("申请单位名称", application.applicant_name or application.applicant.name),
        ("法人代表或负责人", name(application.legal_representative)),
        ("统一社会信用代码", application.credit_code),
        ("登记地址", application.registered_address),
        ("申请认定的名称", application.station_name),
        ("类型", application.get_station_kind_display()),
        ("所属县（市、区）", application.county_name),
        ("地址", application.station_address),
        ("负责人姓名", name(application.manager_name)),
        ("建筑面积", "" if area is None else f"{area:f} 平方米"),
        ("累计投资总额", "" if fen is None else f"{wan(fen)} 万元"),
        ("提供岗位数", _number(application.posts_offered)),
        ("推荐就业人数", _number(application.people_placed)),
        ("是否使用“泉就业”零工平台", {True: "是", False: "否", None: ""}[application.uses_platform]),
    ]
    if application.kind == ApplicationKind.RECOGNITION:
        return rows
    changed = [row for row in rows[4:] if row[1]]
    operator = application.new_operator
    return [
        *rows[:1],
        ("变更事项", str(application.get_change_display())),
        *changed,
        ("新运营单位", operator.name if operator else ""),
        ("理由", application.grounds),
        ("自", f"{application.effective_from or ''}"),
        ("至", f"{application.effective_until or ''}"),
    ]


def check_rows(application: Application, visit: SiteVisit | None) -> list[Row]:
    """Every check of the site beside what the source requires and what a visit found."""
    found = {} if visit is None else {row.check_code: row for row in visit.findings.all()}
    rows = []
    for code, check in CHECKS.items():
        least = check.least_for(application.station_kind) if application.station_kind else None
        row = found.get(code)
        rows.append(
            Row(
                check.label,
                check.clause.place,
                check.clause.quote,
                check.clause.reading,
                "由核查人员判断" if least is None else f"不少于 {least} {check.unit}",
                _claim(application, check.claimed_by, check.unit),
                "" if row is None or not row.found else f"{row.found}{check.unit}",
                None if row is None else row.met,
                "" if row is None else row.note,
            )
        )
    return rows


def papers(attached: Iterable[Attachment]) -> list[dict[str, str]]:
    """The attached papers as links to their downloads."""
    return [
        {
            "name": str(one.get_material_display()),
            "url": reverse("console:applications_paper", args=[one.pk]),
            "note": f"{one.file.get_kind_display()}，{max(1, one.file.size // 1024)} KB，{one.added_at:%Y-%m-%d} 上传",
        }
        for one in attached
    ]


def _claim(application: Application, name: str, unit: str) -> str:
    value = getattr(application, name) if name else None
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value in (None, "") else f"{value}{unit}"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)

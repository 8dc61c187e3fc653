"""What waits for somebody, and the figures that he looks at every day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from yizhan.faces.console.areas import Area
from yizhan.floor.accounts import queries as accounts
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.extracts import queries as extracts
from yizhan.floor.organisations import queries as organisations
from yizhan.floor.organisations.states import OFFICIAL, OrganisationKind
from yizhan.floor.outbox import queries as outbox
from yizhan.floor.privacy import removal
from yizhan.floor.rights import queries as rights
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.employers import queries as employers
from yizhan.market.employers.states import BlacklistState
from yizhan.network.recognition import queries as recognition
from yizhan.network.recognition.states import ApplicationState
from yizhan.network.stations import queries as stations
from yizhan.network.stations.states import StationState

_STEPS = {
    ApplicationState.SUBMITTED: "待受理",
    ApplicationState.ACCEPTED: "已受理，待安排核查或审批",
    ApplicationState.VISIT_SCHEDULED: "待现场核查",
    ApplicationState.VISITED: "已核查，待审批",
    ApplicationState.APPROVED: "已同意，待开办或办结",
}
_LONG = 10
ALIVE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A tile."""

    label: str
    value: int
    unit: str = ""
    note: str = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to be done: how many, how old the oldest, and where."""

    title: str
    number: int
    note: str
    url: str
    late: bool = False


def bureau_figures(actor: Actor, area: Area, *, today: date) -> list[Figure]:
    """Stations by state, communities served, staff."""
    states = Counter(one.state for one in stations.stations(actor))
    covered = stations.coverage(actor, area.city, on=today)
    lists = reverse("console:stations")
    building = states[StationState.PLANNED] + states[StationState.RECOGNISED]
    people = {one.person_id for one in accounts.staff(actor, on=today)}
    return [
        Figure("开放的驿站", states[StationState.OPEN], "个", url=f"{lists}?state=open"),
        Figure(
            "暂停的驿站",
            states[StationState.SUSPENDED],
            "个",
            url=f"{lists}?state=suspended",
            tone="warning" if states[StationState.SUSPENDED] else "",
        ),
        Figure(
            "筹建、待开放", building, "个", f"其中已认定 {states[StationState.RECOGNISED]} 个", f"{lists}?state=planned"
        ),
        Figure(
            "有驿站服务的社区（村）",
            covered.served,
            "个",
            f"在册共 {covered.communities} 个",
            reverse("console:coverage"),
        ),
        Figure("在岗人员", len(people), "人", url=reverse("console:staff")),
    ]


def platform_figures(actor: Actor, *, now: datetime, today: date) -> list[Figure]:
    """Organisations by kind, staff, and whether the worker lives."""
    kinds = Counter(one.kind for one in organisations.organisations(actor, kinds=OFFICIAL) if one.closed_on is None)
    lists = reverse("console:organisations")
    shown = (
        OrganisationKind.CITY_BUREAU,
        OrganisationKind.COUNTY_BUREAU,
        OrganisationKind.OPERATOR,
        OrganisationKind.STATION,
    )
    people = {one.person_id for one in accounts.staff(actor, on=today)}
    return [
        *(Figure(kind.label, kinds[kind], "个", url=lists) for kind in shown),
        Figure("在岗人员", len(people), "人", url=reverse("console:staff")),
    ]


def platform_waiting(actor: Actor, *, now: datetime) -> list[Waiting]:
    """What keeps the platform from running, and what is kept too long."""
    age, stuck = outbox.worker_age(now=now), outbox.stuck(actor).count()
    jobs, found = reverse("console:jobs"), []
    if age is None or age.total_seconds() > ALIVE_SECONDS:
        found.append(Waiting("后台任务没有运行", 1, "通知和送达已经停下", jobs, late=True))
    if stuck:
        found.append(Waiting("多次失败、已停下的送达", stuck, "查明原因后重试", jobs, late=True))
    over = sum(one.due for one in removal.questions(actor, at=now))
    if over:
        found.append(Waiting("保存期满、等您确认删除的记录", over, "期限待核实", reverse("console:retention")))
    return found


def bureau_waiting(actor: Actor, *, now: datetime, today: date) -> list[Waiting]:
    """Applications by state, overdue rectifications, requests about personal data, exports, cases of the blacklist; the empty ones left out."""
    found = _applications(actor, today)
    overdue = recognition.overdue(actor, on=today).count()
    found.append(
        Waiting(
            "整改期限已过，待登记结果",
            overdue,
            "随州办法四（二）",
            f"{reverse('console:stations')}?state=open",
            late=True,
        )
    )
    if actor.role is Role.COUNTY_OFFICER:
        found += _requests(actor, today)
    exports = extracts.to_decide(actor).count()
    found.append(Waiting("名册导出，待批准", exports, "须由申请人以外的人批准", reverse("console:extracts")))
    cases = Counter(one.state for one in employers.blacklistings(actor))
    lists = reverse("console:blacklist")
    found.append(
        Waiting(
            "拟列入黑名单，待审核", cases[BlacklistState.PROPOSED], "须由提出人以外的人决定", f"{lists}?view=proposed"
        )
    )
    found.append(
        Waiting(
            "黑名单申诉，待处理", cases[BlacklistState.APPEALED], "须由原决定人以外的人处理", f"{lists}?view=appealed"
        )
    )
    return [one for one in found if one.number]


def _applications(actor: Actor, today: date) -> list[Waiting]:
    """The age is counted from the last submission."""
    rows = list(recognition.waiting(actor))
    found = []
    for state, words in _STEPS.items():
        since = [
            one.submitted_at.astimezone(SHANGHAI).date() for one in rows if one.state == state and one.submitted_at
        ]
        oldest = (today - min(since)).days if since else 0
        url = f"{reverse('console:applications')}?state={state.value}"
        found.append(Waiting(f"申请{words}", len(since), f"最早的已提交 {oldest} 天", url, late=oldest > _LONG))
    return found


def _requests(actor: Actor, today: date) -> list[Waiting]:
    lists = reverse("console:rights")
    late = rights.open_requests(actor, overdue_on=today).count()
    number = rights.open_requests(actor).count()
    note = f"其中 {late} 件已超过答复期限" if late else "都在答复期限内"
    return [Waiting("个人信息请求", number, note, lists, late=late > 0)]

"""Applications to the county of the demo's officers, one in every state that somebody can meet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from yizhan.demo.city import City
from yizhan.demo.papers import paper, photo
from yizhan.demo.places import FENGZE, OPERATORS, PLACES, Fate
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.network.recognition import actions
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.materials import FOR_SUBSIDY, required
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind, DecisionResult, VisitResult

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Story:
    """An application: for which place, drafted how long ago, how far it got, and how it was decided."""

    name: str
    days_ago: int
    until: str
    code: str = ""
    approved: bool = True
    subsidy: bool = False


_STORIES = (
    _Story("北峰零工驿站", 0, "opened", "FZ-02", subsidy=True),
    _Story("华大零工驿站", 25, "visited", "FZ-04"),
    _Story("清源零工驿站（拟设）", 90, "decided", approved=False),
    _Story("城东零工市场（拟设）", 60, "decided", subsidy=True),
    _Story("东湖零工驿站（拟设）", 12, "scheduled"),
    _Story("丰泽街道零工驿站（拟设）", 9, "accepted"),
    _Story("泉秀夜市零工驿站（拟设）", 14, "returned"),
    _Story("东海湾零工驿站（拟设）", 4, "submitted"),
    _Story("北峰工业园零工市场（拟设）", 2, "draft"),
)


def enter_applications(city: City) -> None:
    """Recognitions of the operator, and one suspension that is applied for."""
    for story in _STORIES:
        opened = next((place.since for place in PLACES if place.code == story.code and place.fate is Fate.APPLIED), 0)
        drafted = city.diary.office_day(story.days_ago or opened + 20)
        city.diary.enter(city.diary.moment(drafted, 13), partial(_begin, city, story))
    at = city.diary.moment(city.diary.office_day(1), 16)
    city.diary.enter(at, lambda at: _apply_for_suspension(city, at))


def _begin(city: City, story: _Story, at: datetime) -> None:
    """The officers are there by then."""
    _Course(city, story).begin(at)


class _Course:
    """One application on its way: each step enters the next."""

    def __init__(self, city: City, story: _Story) -> None:
        self.city, self.story = city, story
        self.operator = city.actor("OP-1", Role.OPERATOR_STAFF)
        self.officer = city.actor(FENGZE, Role.COUNTY_OFFICER)
        self.second = city.actor(FENGZE, Role.COUNTY_OFFICER, 1)
        self.application: Application | None = None

    def begin(self, at: datetime) -> None:
        """Drafts it, fills it in, attaches the papers."""
        city, market = self.city, "市场" in self.story.name
        station = city.organisations.get(self.story.code)
        self.application = actions.draft(
            actor=self.operator,
            kind=ApplicationKind.RECOGNITION,
            county=city.organisations[FENGZE],
            station=station,
            now=at,
        )
        self._do(actions.save, at, values=_answers(city, self.story.name, market))
        if self.story.until == "draft":
            return
        papers = FOR_SUBSIDY if self.story.subsidy else required(ApplicationKind.RECOGNITION)
        for material in papers:
            self._do(actions.attach, at, material=material, upload=paper(material.label))
        if self.story.subsidy:
            holder = OPERATORS[0]
            bank, account = "示例银行泉州分行", "0000000000000000"
            self._do(actions.ask_subsidy, at, bank_name=bank, account=account, account_holder=holder)
        self._later(at, 1, self._submit)

    def _submit(self, at: datetime) -> None:
        self._do(actions.submit, at)
        if self.story.until == "returned":
            note = "房屋租赁合同缺少签字页，请补齐后重新提交（示例）"
            self._later(at, 2, lambda at: self._do(actions.return_for_supplement, at, self.officer, note=note))
        elif self.story.until != "submitted":
            self._later(at, 2, lambda at: self._accept(at))

    def _accept(self, at: datetime) -> None:
        self._do(actions.accept, at, self.officer)
        if self.story.until != "accepted":
            self._later(at, 1, self._schedule)

    def _schedule(self, at: datetime) -> None:
        visitors = (self.city.person(self.officer), self.city.person(self.second))
        when = max(at, self.city.diary.now) if self.story.until == "scheduled" else at
        due = (when + timedelta(days=3)).replace(hour=9, minute=30, second=0, microsecond=0)
        self._do(actions.schedule_visit, at, self.officer, scheduled_for=due, visitors=visitors)
        if self.story.until != "scheduled":
            self._later(at, 4, self._visit)

    def _visit(self, at: datetime) -> None:
        fit = self.story.approved
        found = [actions.Found(code, _found(code, fit), met=fit or code != "sign") for code in CHECKS]
        visit = self._do(
            actions.record_visit,
            at,
            self.officer,
            held_on=at.date(),
            result=VisitResult.PASSED if fit else VisitResult.FAILED,
            findings=found,
            notes="" if fit else "面积和标识不符合要求（示例）",
        )
        actions.add_photo(
            actor=self.officer, visit=visit, upload=photo(len(self.story.name) * 9), caption="服务大厅（示例）", now=at
        )
        if self.story.until != "visited":
            self._later(at, 3, self._decide)

    def _decide(self, at: datetime) -> None:
        fit = self.story.approved
        result = DecisionResult.APPROVED if fit else DecisionResult.REFUSED
        reason = "" if fit else "服务场所面积不足30平方米，标识不统一（示例）"
        self._do(actions.decide, at, self.second, result=result, reason=reason)
        if fit:
            last = at.date() + timedelta(days=7)
            self._do(actions.publicise, at, self.officer, first_day=at.date(), last_day=last)
            self._later(at, 9, self._open)

    def _open(self, at: datetime) -> None:
        self._do(actions.close_publicity, at, self.officer)
        if self.story.until == "opened":
            self._do(actions.open_recognised, at, self.officer)

    def _do(self, action: Callable[..., T], at: datetime, actor: Actor | None = None, **given: object) -> T:
        assert self.application is not None
        self.application.refresh_from_db()
        told = {"application": self.application, "version": self.application.version, "now": at}
        return action(actor=actor or self.operator, **told, **given)

    def _later(self, at: datetime, days: int, deed: Callable[[datetime], object]) -> None:
        if at + timedelta(days=days) < self.city.diary.now:
            self.city.diary.enter(at + timedelta(days=days), deed)


def _answers(city: City, name: str, market: bool) -> dict[str, object]:
    """What annex 2 asks."""
    invention = city.invention
    born = invention.birth(city.diary.today, 35, 55)
    return {
        "applicant_name": OPERATORS[0],
        "legal_representative": invention.name(),
        "credit_code": invention.credit_code("91", FENGZE),
        "registered_address": "泉州市丰泽区示例路100号",
        "contact_phone": invention.phone(),
        "station_name": name,
        "station_kind": "market" if market else "station",
        "county_name": "丰泽区",
        "station_address": f"泉州市丰泽区示例路{invention.random.randrange(1, 400)}号",
        "manager_name": invention.name(),
        "manager_identity_number": invention.identity(FENGZE, born, female=False),
        "floor_area": "360" if market else "66.5",
        "investment": "45.5" if market else "12",
        "posts_offered": "380" if market else "120",
        "people_placed": "260" if market else "75",
        "uses_platform": True,
    }


def _found(code: str, fit: bool) -> str:
    """What was measured or seen: a number where the check has one."""
    numbers = {"service_area": "240" if fit else "24", "staff": "3" if fit else "1"}
    return numbers.get(code, "符合（示例）" if fit else "见说明（示例）")


def _apply_for_suspension(city: City, at: datetime) -> None:
    """The operator wants to close a station for repairs next month."""
    operator = city.actor("OP-1", Role.OPERATOR_STAFF)
    application = actions.draft(
        actor=operator, kind=ApplicationKind.SUSPENSION, station=city.organisations["FZ-03"], now=at
    )
    values = {"grounds": "场地装修，暂停服务三周（示例）", "effective_from": at.date() + timedelta(days=20)}
    saved = actions.save(
        actor=operator, application=application, version=application.version, values=values, now=at
    ).application
    actions.submit(actor=operator, application=saved, version=saved.version, now=at)

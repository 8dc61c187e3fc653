"""The employers: registered at stations, visited for a needs survey, their agents; and the blacklist."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from yizhan.demo.cast import AGENT, LISTED_AGENT, RESIDENT, Part
from yizhan.demo.city import City, county_name
from yizhan.demo.papers import paper
from yizhan.demo.places import PLACES, Fate, Place
from yizhan.demo.workers import clerk_of
from yizhan.floor.accounts.actions import enlist_person
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.passwords import give_initial
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.actions import store
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.market.employers import actions
from yizhan.market.employers.details import Details
from yizhan.market.employers.models import Employer
from yizhan.market.employers.states import BlacklistReason, Channel, EmployerKind, PayUnit, WorkKind
from yizhan.market.people.forms import NOTICE_VERSION
from yizhan.simulate.words import JOB_TITLES

_EVERY = (1, 2, 2, 3, 4)
_KINDS = (EmployerKind.FIRM,) * 6 + (EmployerKind.SOLE_TRADER,) * 4 + (EmployerKind.RESIDENT,) * 2
_ORGANISATIONS = {EmployerKind.FIRM: "91", EmployerKind.SOLE_TRADER: "92"}
_WAGES = ((PayUnit.HOUR, 22, 40), (PayUnit.DAY, 160, 350), (PayUnit.MONTH, 3500, 7200))
_PER_STATION = 4
_UNCHECKED = 9


@dataclass(frozen=True, slots=True)
class _Case:
    """One employer for the blacklist: why, and how far it got."""

    reason: BlacklistReason
    statement: str
    days_ago: int
    confirmed: bool
    appealed: bool


_CASES = (
    _Case(BlacklistReason.WAGE_ARREARS, "拖欠12名零工两个月工资，经两次责令仍未支付（示例）", 48, True, True),
    _Case(BlacklistReason.FALSE_POST, "三次发布不存在的岗位，收集求职者电话（示例）", 75, True, False),
    _Case(BlacklistReason.FEES, "向求职者收取“服装押金”每人200元（示例）", 6, False, False),
)


def enter_employers(city: City) -> None:
    """Some at every station in the months since it opened, the larger ones more; then the agents and the cases."""
    number = 0
    for place in (place for place in PLACES if place.fate is Fate.OPEN):
        for turn in range(_PER_STATION + place.workers // 25):
            number += 1
            days_ago = city.diary.office_day(int(place.since * (0.2 + 0.75 * city.invention.random.random())))
            at = city.diary.moment(days_ago, 15, 2 * turn)
            kind = _KINDS[number * 5 % len(_KINDS)]
            city.diary.enter(at, partial(_register, city, place, kind, number))
    home = next(place for place in PLACES if place.code == AGENT.place)
    for days_ago, part, kind in ((90, AGENT, EmployerKind.FIRM), (80, RESIDENT, EmployerKind.RESIDENT)):
        at = city.diary.moment(city.diary.office_day(days_ago), 10, 30)
        city.diary.enter(at, partial(_play, city, home, part, kind))
    for case in _CASES:
        at = city.diary.moment(city.diary.office_day(case.days_ago), 11)
        city.diary.enter(at, partial(_propose, city, home, case))


def _register(city: City, place: Place, kind: EmployerKind, number: int, at: datetime) -> Employer:
    """Registers it, and enters the later visits: a survey for two of three, another registration for every second."""
    draw, clerk, station = city.invention.random, clerk_of(city, place.code, number), city.organisations[place.code]
    details = _details(city, place, kind)
    resident = kind is EmployerKind.RESIDENT
    seen = actions.Seen(papers=number % _UNCHECKED != 0, consent_notice=NOTICE_VERSION if resident else "")
    channel = draw.choice((Channel.COUNTER, Channel.COUNTER, Channel.VISIT))
    row = actions.register_at_counter(actor=clerk, station=station, details=details, seen=seen, channel=channel, now=at)
    if number % 3:
        _later(city, at, 7, lambda at: _survey(city, place, row.employer, number, at))
    if number % 2:
        register: dict[str, Any] = {
            "actor": clerk,
            "employer": row.employer,
            "station": station,
            "channel": Channel.PHONE,
        }
        _later(city, at, 20, lambda at: actions.register(**register, now=at))
    if number % 11 == 0 and not resident:
        other = next(each for each in PLACES if each.county != place.county and each.fate is Fate.OPEN)
        _later(city, at, 15, lambda at: _adopt(city, other, details.credit_code, at))
    return row.employer


def _later(city: City, at: datetime, days: int, deed: Callable[[datetime], object]) -> None:
    """Enters a deed so many days after, where that has come already."""
    if at + timedelta(days=days) < city.diary.now:
        city.diary.enter(at + timedelta(days=days), deed)


def _adopt(city: City, place: Place, code: str, at: datetime) -> None:
    if at > city.diary.moment(place.since, 12):
        clerk, station = clerk_of(city, place.code), city.organisations[place.code]
        actions.adopt(actor=clerk, station=station, credit_code=code, now=at)


def _details(city: City, place: Place, kind: EmployerKind, name: str = "") -> Details:
    invention, draw, county = city.invention, city.invention.random, county_name(place.county)
    contact: dict[str, Any] = {
        "contact_phone": invention.phone(),
        "region": place.county,
        "address": f"{place.address[:4]}示例工业路{draw.randrange(1, 300)}号",
    }
    if kind is EmployerKind.RESIDENT:
        born = invention.birth(city.diary.today, 30, 65)
        number = invention.identity(place.county, born, female=draw.random() < 0.5)
        return Details(kind, name or invention.name(), identity_number=number, business="家政、搬运（示例）", **contact)
    firm = kind is EmployerKind.FIRM
    legal_name, industry = invention.firm(county) if firm else invention.shop(county)
    return Details(
        kind,
        legal_name,
        credit_code=invention.credit_code(_ORGANISATIONS[kind], place.county),
        industry=industry,
        business="示例经营内容",
        contact_name=invention.name(),
        headcount=draw.choice((8, 15, 26, 40, 75, 120, 260, 480)) if firm else draw.randrange(1, 9),
        **contact,
    )


def _survey(city: City, place: Place, employer: Employer, number: int, at: datetime) -> None:
    draw = city.invention.random
    wanted = []
    for trade in draw.sample(JOB_TITLES, _EVERY[number % len(_EVERY)]):
        unit, low, high = draw.choice(_WAGES)
        pay, kind = draw.randrange(low, high) * 100, draw.choice(tuple(WorkKind)[:4])
        wanted.append(actions.Wanted(trade, kind, draw.randrange(1, 30), pay, unit))
    day = at.date()
    actions.survey_needs(
        actor=clerk_of(city, place.code, number),
        employer=employer,
        station=city.organisations[place.code],
        day=day,
        first=day,
        last=day + timedelta(days=60),
        wanted=wanted,
        notes="上门摸排（示例）",
        now=at,
    )


def _play(city: City, place: Place, part: Part, kind: EmployerKind, at: datetime) -> None:
    """An employer for whom a person of the demo acts: a resident for himself, else by a written mandate."""
    clerk, station = clerk_of(city, place.code), city.organisations[place.code]
    resident = kind is EmployerKind.RESIDENT
    details = _details(city, place, kind, part.name if resident else "")
    seen = actions.Seen(True, None, NOTICE_VERSION if resident else "")
    row = actions.register_at_counter(actor=clerk, station=station, details=details, seen=seen, now=at)
    if row.employer.person is not None:
        give_initial(actor=SYSTEM, person=row.employer.person, username=part.username, now=at)
        return
    _mandate(city, clerk, row.employer, part, at)
    _survey(city, place, row.employer, 4, at)


def _mandate(city: City, clerk: Actor, employer: Employer, part: Part, at: datetime) -> Person:
    person = enlist_person(actor=clerk, name=part.name, phone=city.invention.phone(), now=at)
    given: dict[str, Any] = {
        "employer": employer,
        "person": person,
        "since": at.date(),
        "until": at.date() + timedelta(days=700),
    }
    scan = _scan(clerk, "委托书", at)
    actions.grant_mandate(actor=clerk, **given, file=scan, identity_seen=True, now=at)
    give_initial(actor=SYSTEM, person=person, username=part.username, now=at)
    return person


def _scan(actor: Actor, title: str, at: datetime) -> StoredFile:
    return store(actor=actor, upload=paper(title), purpose=FilePurpose.EVIDENCE, organisation_path=actor.path, now=at)


def _propose(city: City, place: Place, case: _Case, at: datetime) -> None:
    """A station proposes, an officer decides, the agent appeals."""
    head = city.actor(place.code, Role.STATION_HEAD)
    employer = _register(city, place, EmployerKind.FIRM, 1, at)
    agent = _mandate(city, head, employer, LISTED_AGENT, at) if case.appealed else None
    proposed = actions.propose(
        actor=head,
        employer=employer,
        reason=case.reason,
        statement=case.statement,
        evidence=_scan(head, "情况说明和证据", at),
        now=at,
    )

    def confirm(at: datetime) -> None:
        actions.confirm(
            actor=city.actor(place.county, Role.COUNTY_OFFICER),
            case=proposed,
            since=at.date(),
            until=at.date() + timedelta(days=365),
            decision="事实清楚，证据充分，列入一年（示例）",
            now=at,
        )

    def appeal(at: datetime) -> None:
        assert agent is not None
        words = "工资已于上月全部付清，附银行回单，请求移出（示例）"
        actions.appeal(actor=actor_for(agent, None, now=at), case=proposed, words_of_appeal=words, now=at)

    if case.confirmed:
        _later(city, at, 8, confirm)
    if case.appealed:
        _later(city, at, 30, appeal)

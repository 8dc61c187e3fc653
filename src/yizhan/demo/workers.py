"""The workers: registered at the counter or on the phone over the months, some at two stations, some twice by mistake."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from yizhan.demo.cast import LEADER, WORKER, Part
from yizhan.demo.city import City
from yizhan.demo.drafts import Newcomer, expiring, newcomer, without_papers
from yizhan.demo.places import PLACES, Fate, Place
from yizhan.floor.accounts.actions import enlist_person
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.passwords import give_initial
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.market.people import actions
from yizhan.market.people.models import Worker
from yizhan.market.people.queries import categories
from yizhan.market.people.states import ProofKind, RegistrationKind

_PER_ADOPTION = 23
_PER_PAPERLESS = 61
_PLAYED = 100
_FEWEST = 3


class Workers:
    """Who has registered so far, by station in the order of coming; the persons of the demo by login name."""

    def __init__(self) -> None:
        self.at: dict[str, list[Worker]] = {}
        self.played: dict[str, Worker] = {}


def enter_workers(city: City, about: int) -> Workers:
    """Enters the registrations of about so many people. The later days have more; some people come today."""
    workers, numbers = Workers(), count(1)
    whole = sum(place.workers for place in PLACES)
    for place in (place for place in PLACES if place.workers):
        draw = city.invention.random
        days = [int(place.since * draw.random() ** 1.4) for _ in range(max(_FEWEST, place.workers * about // whole))]
        if place.fate is Fate.SUSPENDED:
            days = [max(day, 25) for day in days]
        elif place.code == WORKER.place:
            days[:6] = [0] * 6
        for days_ago in days:
            _enter_one(city, workers, place, days_ago, next(numbers))
    for part in (WORKER, LEADER):
        at = city.diary.moment(city.diary.office_day(_PLAYED), 10)
        city.diary.enter(at, partial(_play, city, workers, part))
    return workers


def clerk_of(city: City, code: str, number: int = 0) -> Actor:
    """Somebody behind the counter of this station."""
    staff = [*city.staff.get((code, Role.STATION_STAFF), ()), city.actor(code, Role.STATION_HEAD)]
    chosen: Actor = staff[number % len(staff)]
    return chosen


def _enter_one(city: City, workers: Workers, place: Place, days_ago: int, number: int) -> None:
    diary, draw = city.diary, city.invention.random
    if days_ago:
        days_ago = min(diary.office_day(days_ago), place.since)
    at = diary.moment(days_ago, draw.choice((8, 9, 9, 10, 10, 11, 15, 16, 17)), draw.randrange(60))
    if not days_ago:
        at = diary.now - timedelta(minutes=draw.randrange(5, 240))
    if number % _PER_PAPERLESS == 0:
        who = without_papers(city.invention, place, at.date())
        later = at + timedelta(days=9)
        if later < diary.now:
            diary.enter(later, lambda at: _again_with_papers(city, workers, place, who, at))
    else:
        who = newcomer(city.invention, place, at.date(), number)
        who = replace(who, draft=expiring(who.draft, max(diary.today, at.date()), number))
    diary.enter(at, lambda at: _register(city, workers, place, who, number, at))


def _register(city: City, workers: Workers, place: Place, who: Newcomer, number: int, at: datetime) -> Worker:
    station, clerk = city.organisations[place.code], clerk_of(city, place.code, number)
    told: dict[str, Any] = {"station": station, "draft": who.draft, "kinds": who.kinds, "agreed": who.agreed, "now": at}
    told |= {"form_key": f"demo-registration-{number:06}", "willing": number % 7 != 0, "published": number % 3 != 0}
    if who.online:
        person = enlist_person(actor=SYSTEM, name=who.draft.name, phone=who.draft.phone, now=at)
        worker = actions.register_self(actor=actor_for(person, None, now=at), **told).worker
    else:
        worker = actions.register_at_counter(actor=clerk, **told).worker
        if number % 4 and any(each.proof_kind is not ProofKind.NONE for each in who.draft.categories):
            _verify(clerk, worker, at)
    workers.at.setdefault(place.code, []).append(worker)
    if number % _PER_ADOPTION == 0 and who.draft.document_number:
        _enter_adoption(city, place, who, at)
    return worker


def _verify(clerk: Actor, worker: Worker, at: datetime) -> None:
    """The clerk says that he saw the proof."""
    for category in categories(clerk, on=at.date()).filter(worker=worker).exclude(proof_kind=ProofKind.NONE):
        actions.verify_category(actor=clerk, category=category, proof_kind=ProofKind(category.proof_kind), now=at)


def _enter_adoption(city: City, place: Place, who: Newcomer, at: datetime) -> None:
    """Some days later the person comes to another station of the county, or of the next one."""
    opened = [other for other in PLACES if other.fate is Fate.OPEN and other.code != place.code]
    other = min(opened, key=lambda each: (each.county != place.county, each.county[:4] != place.county[:4]))
    later = at + timedelta(days=12)
    agreed = replace(who, online=False).agreed

    def adopt(at: datetime) -> None:
        actions.adopt(
            actor=clerk_of(city, other.code),
            station=city.organisations[other.code],
            document_number=who.draft.document_number,
            kinds=(RegistrationKind.SEEKING,),
            agreed=agreed,
            now=at,
        )

    opening = city.diary.moment(other.since, 12)
    if opening < later < city.diary.now:
        city.diary.enter(later, adopt)


def _again_with_papers(city: City, workers: Workers, place: Place, who: Newcomer, at: datetime) -> None:
    """Somebody who first came without papers is registered as somebody new: the two files wait to be merged."""
    born, draft = who.draft.birth_date, who.draft
    assert born is not None
    number = city.invention.identity(place.county, born, female=False)
    full = replace(newcomer(city.invention, place, at.date(), 1), online=False)
    full = replace(
        full,
        draft=replace(
            full.draft, name=draft.name, document_number=number, document_seen=True, birth_date=None, phone=""
        ),
    )
    _register(city, workers, place, full, 900_000 + int(at.timestamp()) % 90_000, at)


def _play(city: City, workers: Workers, part: Part, at: datetime) -> None:
    place = next(place for place in PLACES if place.code == part.place)
    who = replace(newcomer(city.invention, place, at.date(), 3), online=False)
    kinds = (RegistrationKind.SEEKING, RegistrationKind.TRAINING)
    if part.role is Role.CREW_LEADER:
        kinds = (RegistrationKind.SEEKING, RegistrationKind.CREW_LEADER)
    draft = replace(who.draft, name=part.name, document_seen=True)
    worker = _register(city, workers, place, replace(who, draft=draft, kinds=kinds), 800_001 + len(workers.played), at)
    give_initial(actor=SYSTEM, person=worker.person, username=part.username, now=at)
    workers.played[part.username] = worker

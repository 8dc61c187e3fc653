"""Crews: leaders who registered as such, members who said yes, who wait, who declined."""

from datetime import datetime, timedelta
from functools import partial

from yizhan.demo.cast import LEADER, WORKER
from yizhan.demo.city import City
from yizhan.demo.places import PLACES
from yizhan.demo.workers import Workers, clerk_of
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.market.people import actions
from yizhan.market.people.models import Crew, Worker
from yizhan.market.people.states import RegistrationKind

_CREWS = ("建筑小工班组", "装卸搬运班组", "茶园采摘班组", "家政保洁班组")
_MEMBERS = 6
_FOUNDED = 40


def enter_crews(city: City, workers: Workers) -> None:
    """One crew led by the demo's leader, with the demo's worker invited; others at the larger places."""
    at = city.diary.moment(city.diary.office_day(_FOUNDED), 14)
    city.diary.enter(at, lambda at: _played(city, workers, at))
    larger = sorted(PLACES, key=lambda place: -place.workers)[1:4]
    for place, name in zip(larger, _CREWS[1:], strict=True):
        city.diary.enter(at + timedelta(hours=1), partial(_another, city, workers, place.code, name))


def _played(city: City, workers: Workers, at: datetime) -> None:
    leader, clerk = workers.played[LEADER.username], clerk_of(city, LEADER.place)
    crew = actions.found_crew(actor=clerk, leader=leader, name=_CREWS[0], now=at)
    _join(city, crew, LEADER.place, [each for each in workers.at[LEADER.place] if each.pk != leader.pk], at)
    invited = workers.played[WORKER.username]
    later = city.diary.moment(city.diary.office_day(2), 16)
    city.diary.enter(later, lambda at: actions.invite(actor=clerk, crew=crew, worker=invited, now=at))


def _another(city: City, workers: Workers, place: str, name: str, at: datetime) -> None:
    clerk, here = clerk_of(city, place), workers.at.get(place)
    if not here:
        return
    leader, station = here[0], city.organisations[place]
    kinds = (RegistrationKind.CREW_LEADER,)
    actions.register(actor=clerk, station=station, worker=leader, kinds=kinds, now=at)
    crew = actions.found_crew(actor=clerk, leader=leader, name=name, now=at)
    _join(city, crew, place, here[1:], at)


def _join(city: City, crew: Crew, place: str, here: list[Worker], at: datetime) -> None:
    """The first are asked: most agree at the counter, one declines, one has not answered yet."""
    clerk = clerk_of(city, place)
    played = [each for each in here if each.person.username]
    for number, worker in enumerate([each for each in here if each not in played][:_MEMBERS]):
        member = actions.invite(actor=clerk, crew=crew, worker=worker, now=at)
        if number:
            actions.answer_invitation(
                actor=clerk, member=member, agrees=number != 1, channel=ConsentChannel.COUNTER, now=at
            )

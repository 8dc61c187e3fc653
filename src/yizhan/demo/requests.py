"""What people asked about their data: waiting, half done, done. And that a clerk looked at a file."""

from datetime import datetime

from yizhan.demo.cast import WORKER
from yizhan.demo.city import City
from yizhan.demo.places import FENGZE
from yizhan.demo.workers import Workers, clerk_of
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.extracts import actions as extracts
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.floor.rights import actions, erasure
from yizhan.floor.rights.states import IdentityCheck, RequestKind
from yizhan.market.people.actions import look


def enter_requests(city: City, workers: Workers) -> None:
    """A copy and a correction that wait, an erasure and an export that a second person has to confirm, an explanation that was given."""
    diary = city.diary
    diary.enter(diary.moment(diary.office_day(30), 15), lambda at: _look(city, workers, at))
    diary.enter(diary.moment(diary.office_day(6), 10), lambda at: _explained(city, workers, at))
    diary.enter(diary.moment(diary.office_day(4), 9, 30), lambda at: _erasure(city, workers, at))
    diary.enter(diary.moment(diary.office_day(3), 11), lambda at: _correction(city, workers, at))
    diary.enter(diary.moment(diary.office_day(2), 16, 40), lambda at: _export(city, at))
    diary.enter(diary.moment(diary.office_day(1), 20, 15), lambda at: _copy(city, workers, at))


def _look(city: City, workers: Workers, at: datetime) -> None:
    look(actor=clerk_of(city, WORKER.place), worker=workers.played[WORKER.username], now=at)


def _copy(city: City, workers: Workers, at: datetime) -> None:
    person = workers.played[WORKER.username].person
    actions.hand_in(
        actor=actor_for(person, None, now=at),
        person=person,
        kind=RequestKind.COPY,
        organisation=city.organisations[WORKER.place],
        channel=ConsentChannel.ONLINE,
        words="想看看系统里登记了我的哪些信息（示例）",
        identity_check=IdentityCheck.SIGNED_IN_AGAIN,
        now=at,
    )


def _correction(city: City, workers: Workers, at: datetime) -> None:
    person, clerk = workers.at[WORKER.place][3].person, clerk_of(city, WORKER.place)
    actions.hand_in(
        actor=clerk,
        person=person,
        kind=RequestKind.CORRECTION,
        organisation=city.organisations[WORKER.place],
        channel=ConsentChannel.COUNTER,
        item="文化程度",
        value="高中",
        identity_check=IdentityCheck.PAPERS_SEEN,
        now=at,
    )


def _erasure(city: City, workers: Workers, at: datetime) -> None:
    person, clerk = workers.at[WORKER.place][5].person, clerk_of(city, WORKER.place)
    asked = actions.hand_in(
        actor=clerk,
        person=person,
        kind=RequestKind.ERASURE,
        organisation=city.organisations[WORKER.place],
        channel=ConsentChannel.COUNTER,
        words="已回老家，不再找零工（示例）",
        identity_check=IdentityCheck.PAPERS_SEEN,
        now=at,
    )
    asked = actions.take_up(actor=clerk, request=asked, now=at)
    erasure.propose_erasure(actor=clerk, request=asked, now=at)


def _export(city: City, at: datetime) -> None:
    extracts.ask(
        actor=city.actor(FENGZE, Role.COUNTY_OFFICER, 1),
        register="people.workers",
        extent=city.organisations[WORKER.place],
        reason="核对本季度社会保险补贴名单（示例）",
        now=at,
    )


def _explained(city: City, workers: Workers, at: datetime) -> None:
    person, clerk = workers.at[WORKER.place][7].person, clerk_of(city, WORKER.place)
    asked = actions.hand_in(
        actor=clerk,
        person=person,
        kind=RequestKind.EXPLANATION,
        organisation=city.organisations[WORKER.place],
        channel=ConsentChannel.COUNTER,
        words="为什么给我推送搬运岗位（示例）",
        identity_check=IdentityCheck.PAPERS_SEEN,
        now=at,
    )
    asked = actions.take_up(actor=clerk, request=asked, now=at)
    actions.answer(actor=clerk, request=asked, words="因为您登记的求职意愿里有搬运工（示例）", now=at)

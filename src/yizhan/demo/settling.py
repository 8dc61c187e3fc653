"""Settling the whole city, in one transaction: an interrupted run leaves nothing behind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from yizhan.demo.applications import enter_applications
from yizhan.demo.cast import PARTS
from yizhan.demo.city import City, found_city
from yizhan.demo.crews import enter_crews
from yizhan.demo.diary import Diary
from yizhan.demo.employers import enter_employers
from yizhan.demo.invention import Invention
from yizhan.demo.plans import enter_plans
from yizhan.demo.requests import enter_requests
from yizhan.demo.stations import enter_stations
from yizhan.demo.workers import enter_workers
from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.models import Employer
from yizhan.market.people.models import Worker
from yizhan.network.stations.models import Station

WORKERS, FEWEST_WORKERS = 400, 120
_FOUNDED = 290


@dataclass(frozen=True, slots=True)
class Settled:
    """What the city has. `now` says whether this run settled it; else it was there already."""

    stations: int
    workers: int
    employers: int
    now: bool


def settle(*, now: datetime, moved: Callable[[int, int], None], workers: int = WORKERS) -> Settled:
    """Settles the demo city, unless it is there: all of it or nothing. `moved` hears how many deeds are done of how many.

    `workers`: about so many register, FEWEST_WORKERS at least.

    Refuses outside the demo, and in a database that has other organisations than the platform, and
    while another run is at it.
    """
    if not settings.YIZHAN_DEMO:
        raise Refusal("示例城市只能建在演示系统里", "the demo city is settled in the demo only")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('demo.settle', 0))")
            if cursor.fetchone() != (True,):
                raise Refusal("另一个命令正在建立示例城市，请等它完成", "another command is settling the city")
        if Person.objects.filter(username=PARTS[0].username).exists():
            return _settled(now=False)
        if Organisation.objects.exclude(kind=OrganisationKind.PLATFORM).exists():
            raise Refusal(
                "数据库里已有机构，不再建立示例城市；请另用一个数据文件夹（YIZHAN_DATA）",
                "there are organisations already: use another data folder (YIZHAN_DATA)",
            )
        _live(City(Diary(now), Invention()), moved, workers)
        return _settled(now=True)


def _live(city: City, moved: Callable[[int, int], None], about: int) -> None:
    diary = city.diary
    diary.enter(diary.moment(diary.office_day(_FOUNDED)), lambda at: found_city(city, at))
    enter_plans(city)
    enter_stations(city)
    enter_applications(city)
    workers = enter_workers(city, about)
    enter_employers(city)
    enter_crews(city, workers)
    enter_requests(city, workers)
    diary.carry_out(_analysing(moved))


def _analysing(moved: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """The server does not count the rows of a transaction that goes on, and plans as if the tables were empty: it is told to."""
    due = [64]

    def told(done: int, total: int) -> None:
        if done == due[0] or done == total:
            due[0] *= 2
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        moved(done, total)

    return told


def _settled(*, now: bool) -> Settled:
    return Settled(Station.objects.count(), Worker.objects.count(), Employer.objects.count(), now)

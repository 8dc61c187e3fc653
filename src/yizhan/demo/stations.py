"""The stations: founded by the county, staffed, recognised, opened; areas, officers and roster."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import islice

from yizhan.demo.cast import STAFF
from yizhan.demo.city import City, employ, play
from yizhan.demo.places import COMMUNITY_STATIONS, PLACES, Fate, Place
from yizhan.demo.station_files import fill_in, hours_of
from yizhan.floor.accounts.actions import enlist_person
from yizhan.floor.accounts.states import Role
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.network.recognition import actions as recognition
from yizhan.network.regions.actions import add_community
from yizhan.network.regions.models import Community
from yizhan.network.regions.states import CommunityKind
from yizhan.network.stations import actions, queries
from yizhan.network.stations.models import Station
from yizhan.network.stations.roster import Turn
from yizhan.network.stations.states import Setting, StationKind, Tier
from yizhan.simulate.words import PLACES as COMMUNITY_NAMES

_COMMUNITIES_EACH = 3
_BUILT_BEFORE_OPENING = 25
_PLANNED_SINCE = 70
_SUSPENDED_SINCE = 20
_ASIDE = Decimal("0.0085")


def enter_stations(city: City) -> None:
    """Enters what happens to every station, from its founding to the roster of next month."""
    names = iter(COMMUNITY_NAMES)
    for place in PLACES:
        communities = tuple(islice(names, _COMMUNITIES_EACH))
        founded = city.diary.office_day((place.since or _PLANNED_SINCE) + _BUILT_BEFORE_OPENING)
        city.diary.enter(city.diary.moment(founded, 10), partial(_build, city, place, communities))
        if place.fate in (Fate.OPEN, Fate.SUSPENDED):
            opened = city.diary.office_day(place.since)
            city.diary.enter(city.diary.moment(opened, 8), partial(_open, city, place))
        if place.fate is Fate.SUSPENDED:
            suspended = city.diary.office_day(_SUSPENDED_SINCE)
            city.diary.enter(city.diary.moment(suspended, 15), partial(_suspend, city, place))
        if place.fate in (Fate.OPEN, Fate.APPLIED):
            _enter_rosters(city, place)


def file_of(city: City, code: str) -> Station:
    """The file of a station as it is now."""
    organisation = city.organisations[code]
    return queries.station_of(city.actor(organisation.path.split("/")[1], Role.COUNTY_OFFICER), organisation)


def _build(city: City, place: Place, communities: Sequence[str], at: datetime) -> None:
    officer = city.actor(place.county, Role.COUNTY_OFFICER)
    station = actions.found_station(
        actor=officer,
        county=city.organisations[place.county],
        code=place.code,
        name=place.name,
        region=place.street,
        operator=city.organisations[f"OP-{place.operator + 1}"],
        kind=place.kind,
        tier=place.tier,
        setting=place.setting,
        now=at,
    )
    city.organisations[place.code] = station.organisation
    _staff(city, place, station, at)
    fill_in(city, officer, place, station, city.actor(place.code, Role.STATION_HEAD).name, at)
    _serve(city, place, station, communities, at)


def _staff(city: City, place: Place, station: Station, at: datetime) -> None:
    """A head and one more, two more at a market; at the stations of the demo's persons, these first."""
    wanted = 3 if place.kind is StationKind.MARKET else 2
    people = [play(city, part, at) for part in STAFF if part.place == place.code]
    if (place.code, Role.STATION_HEAD) not in city.staff:
        people.insert(0, employ(city, place.code, Role.STATION_HEAD, at))
    while len(people) < wanted:
        people.append(employ(city, place.code, Role.STATION_STAFF, at))
    officer = city.actor(place.county, Role.COUNTY_OFFICER)
    for number, person in enumerate(people):
        actions.give_post(
            actor=officer, station=station, person=person, full_time=True, head=number == 0, since=at.date(), now=at
        )


def _serve(city: City, place: Place, station: Station, names: Sequence[str], at: datetime) -> None:
    """Communities of its street, each with an employment officer; and the community station that it runs jointly."""
    officer = city.actor(place.county, Role.COUNTY_OFFICER)
    rural = place.setting is Setting.RURAL
    kind, ending = (CommunityKind.VILLAGE, "村") if rural else (CommunityKind.COMMUNITY, "社区")
    for number, name in enumerate(names):
        community = add_community(actor=officer, street=place.street, name=name + ending, kind=kind, now=at)
        actions.serve(actor=officer, station=station, community=community, since=at.date(), now=at)
        person = enlist_person(actor=officer, name=city.invention.name(), phone=city.invention.phone(), now=at)
        actions.appoint_officer(actor=officer, community=community, person=person, since=at.date(), now=at)
        joint = next((code for code, host in COMMUNITY_STATIONS if host == place.code), None)
        if joint is not None and number == 0:
            _build_community_station(city, joint, place, station, community, at)


def _build_community_station(
    city: City, code: str, place: Place, host: Station, community: Community, at: datetime
) -> None:
    officer = city.actor(place.county, Role.COUNTY_OFFICER)
    station = actions.found_station(
        actor=officer,
        county=city.organisations[place.county],
        code=code,
        name=f"{community.name}就业创业服务站",
        region=place.street,
        operator=None,
        kind=StationKind.COMMUNITY_STATION,
        tier=Tier.COMMUNITY,
        setting=place.setting,
        host=host,
        community=community,
        now=at,
    )
    city.organisations[code] = station.organisation
    small = replace(
        place,
        code=code,
        kind=StationKind.COMMUNITY_STATION,
        tier=Tier.COMMUNITY,
        longitude=str(Decimal(place.longitude) + _ASIDE),
        latitude=str(Decimal(place.latitude) - _ASIDE),
        address=f"{community.name}示例楼一层",
        area="52.00",
        name=station.organisation.name,
    )
    fill_in(city, officer, small, station, city.actor(place.code, Role.STATION_HEAD).name, at)
    station = actions.recognise(actor=officer, station=file_of(city, code), now=at)
    actions.open_station(actor=officer, station=station, now=at)


def _open(city: City, place: Place, at: datetime) -> None:
    officer = city.actor(place.county, Role.COUNTY_OFFICER)
    station = actions.recognise(actor=officer, station=file_of(city, place.code), now=at)
    actions.open_station(actor=officer, station=station, now=at)


def _suspend(city: City, place: Place, at: datetime) -> None:
    officer, station = city.actor(place.county, Role.COUNTY_OFFICER), city.organisations[place.code]
    recognition.order_rectification(
        actor=officer,
        station=station,
        reason="现场查看发现消防通道堆放杂物（示例）",
        demands="清理通道，补齐灭火器，提交整改照片（示例）",
        due_on=at.date() + timedelta(days=45),
        now=at,
    )
    recognition.suspend(actor=officer, station=station, reason="整改期间暂停对外服务（示例）", now=at)


def _enter_rosters(city: City, place: Place) -> None:
    """This month's, made on its first day, and next month's."""
    today = city.diary.today
    following = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    first = city.diary.moment(today.day - 1, 7)
    city.diary.enter(first, lambda at: _make_roster(city, place, today, at))
    city.diary.enter(city.diary.now, lambda at: _make_roster(city, place, following, at))


def _make_roster(city: City, place: Place, month: date, at: datetime) -> None:
    """Everybody on every opening day. A month of which the holidays are not published yet has none."""
    head, station = city.actor(place.code, Role.STATION_HEAD), file_of(city, place.code)
    people = [post.person_id for post in queries.staff_posts(head, station, on=at.date())]
    week = hours_of(place).week
    pattern = [Turn(day, person, span) for day, spans in week.items() for span in spans for person in people]
    try:
        actions.make_month(actor=head, station=station, year=month.year, month=month.month, pattern=pattern, now=at)
    except CalendarNotPublished:
        return

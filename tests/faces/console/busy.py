"""A city in which something waits on every page of the console."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from tests.faces.access.scene import Scene, a_scene
from tests.faces.console import factories
from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import a_member, a_person
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.states import ASSESSMENT_ROLES, Role
from yizhan.floor.rights import actions as rights
from yizhan.floor.rights.states import RequestKind
from yizhan.market.employers import actions as employers
from yizhan.network.recognition.models import Application
from yizhan.network.stations import actions
from yizhan.network.stations.actions import PlannedNumber
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import StationState, Tier

PLAN = (
    PlannedNumber("市级零工市场", Tier.CITY, 1),
    PlannedNumber("县级零工市场", Tier.COUNTY, 4),
    PlannedNumber("镇街驿站", Tier.STREET, 43),
    PlannedNumber("社区驿站", Tier.COMMUNITY, None),
)


@dataclass(frozen=True, slots=True)
class Busy:
    """The people, and the address of a page of each kind with who opens it."""

    scene: Scene
    station: Station
    application: Application
    pages: dict[str, tuple[Actor, str]]


def a_busy_city() -> Busy:
    """Two open stations, one suspended to be, an application, a rectification, a case, a request, a plan, a stuck delivery."""
    scene = a_scene()
    city = scene.city
    officer, mayor = scene.actors[Role.COUNTY_OFFICER], scene.actors[Role.CITY_OFFICER]
    station = an_open_station(city.station, name="泉州市丰泽区零工驿站")
    an_open_station(city.sister, position=("118.571200", "24.951300"), state=StationState.SUSPENDED)
    an_open_station(city.station2, position=("118.586100", "24.915600"))
    now = timezone.now()
    application = factories.an_application(city.sister, at=now - timedelta(days=12))
    factories.a_paper(application)
    measure = factories.a_measure(city.station)
    area = factories.an_area(city.station)
    case = factories.a_case(city.station)
    listed = factories.a_case(city.sister)
    today = now.astimezone(timezone.get_default_timezone()).date()
    employers.confirm(
        actor=officer, case=listed, since=today, until=today + timedelta(days=364), decision="查证属实", now=now
    )
    request = factories.a_request(city.station, RequestKind.ERASURE)
    restricted = factories.a_request(city.station, RequestKind.RESTRICTION)
    for act in (rights.take_up, rights.carry_out):
        act(actor=officer, request=restricted, now=now)
    clerk = factories.a_clerk(city.station)
    delivery = factories.a_delivery()
    for number in range(3):
        factories.a_notice(officer.id, str(number))
    actions.set_plan(
        actor=SYSTEM,
        city="3505",
        name="1+4+43+N",
        source="海就业办发〔2023〕30号",
        clause="到2027年建成1个市级、4个县级、43个镇街级和若干社区级零工驿站",
        since=date(2026, 1, 1),
        by=date(2027, 12, 31),
        lines=PLAN,
        now=now,
    )
    keys = {
        "station": station.pk,
        "application": application.pk,
        "measure": measure.pk,
        "area": area.pk,
        "case": case.pk,
        "request": request.pk,
        "restricted": restricted.pk,
        "employer": case.employer_id,
        "person": clerk.person_id,
        "membership": clerk.pk,
        "organisation": city.station.pk,
        "delivery": delivery.pk,
        "extract": factories.an_extract(city.station).pk,
        "retention": "notices.notice",
    }
    return Busy(scene, station, application, _pages(scene, keys, officer, mayor))


def _pages(scene: Scene, keys: dict[str, object], officer: Actor, mayor: Actor) -> dict[str, tuple[Actor, str]]:
    administrator, auditor = scene.actors[Role.ADMINISTRATOR], scene.actors[Role.AUDITOR]
    wanted: list[tuple[Actor, str, str]] = [
        *((officer, name, "") for name in ("home", "inbox", "stations", "stations_new", "applications", "coverage")),
        *((officer, name, "") for name in ("blacklist", "rights", "staff", "staff_new", "organisations", "calendar")),
        *((officer, name, "") for name in ("extracts", "extracts_new")),
        *((officer, f"extracts_{name}", "extract") for name in ("file", "release", "refuse")),
        *((scene.actors[role], name, "") for role in ASSESSMENT_ROLES for name in ("home", "recognised")),
        *((officer, f"stations_{name}", "station") for name in ("file", "basics", "premises", "operator", "area")),
        *((officer, f"stations_{name}", "station") for name in ("rectify", "suspend")),
        (officer, "stations_area_end", "area"),
        (officer, "stations_measure", "measure"),
        *(
            (officer, f"applications_{name}", "application")
            for name in ("file", "accept", "return", "schedule", "record", "add_photo", "decide")
        ),
        *((officer, f"blacklist_{name}", "case") for name in ("case", "confirm", "settle")),
        (officer, "blacklist_new", ""),
        (officer, "blacklist_propose", "employer"),
        *((officer, f"rights_{name}", "request") for name in ("file", "take_up", "answer", "refuse")),
        (officer, "rights_lift", "restricted"),
        *((officer, f"staff_{name}", "person") for name in ("person", "grant", "password")),
        (officer, "staff_end", "membership"),
        (officer, "organisations_file", "organisation"),
        (mayor, "coverage_plan", ""),
        *((administrator, name, "") for name in ("home", "organisations", "organisations_new", "jobs", "retention")),
        (administrator, "jobs_retry", "delivery"),
        (administrator, "retention_remove", "retention"),
        *((auditor, name, "") for name in ("audit", "audit_verify")),
    ]
    pages = {
        f"{name}{'' if actor is officer else '-' + actor.role.value}": (
            actor,
            reverse(f"console:{name}", args=[keys[key]] if key else []),
        )
        for actor, name, key in wanted
    }
    pages |= {f"calendar_{year}": (officer, reverse("console:calendar_year", args=[year])) for year in (2026, 2027)}
    pages["rights_restricted"] = (officer, reverse("console:rights_file", args=[keys["restricted"]]))
    pages["calendar_publish"] = (mayor, reverse("console:calendar_publish", args=[2027]))
    pages["blacklist_listed"] = (officer, reverse("console:blacklist") + "?view=listed")
    pages["stations_none"] = (officer, reverse("console:stations") + "?q=没有这个")
    return pages


def a_second_officer(scene: Scene) -> Actor:
    """A colleague in the same bureau."""
    return a_member(Role.COUNTY_OFFICER, scene.city.county, a_person("林复核"))

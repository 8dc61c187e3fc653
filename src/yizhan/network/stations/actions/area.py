"""Which communities a station serves, and their employment officers. 海口考核标准4."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model, Q

from yizhan.floor.accounts.actions import enlist_person
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.actions import record
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.network.regions.models import Community
from yizhan.network.stations.locking import locked
from yizhan.network.stations.models import EmploymentOfficer, ServiceArea, Station
from yizhan.network.stations.policy import require_bureau, require_editor, require_not_closed
from yizhan.network.stations.states import COMMUNITY_KINDS
from yizhan.network.stations.verbs import AREA_ENDED, AREA_GIVEN, OFFICER_APPOINTED, OFFICER_ENDED


@transaction.atomic
def serve(
    *, actor: Actor, station: Station, community: Community, since: date, until: date | None = None, now: datetime
) -> ServiceArea:
    """Gives a community to a station. Refuses a community that another station serves in that time, and one of another county.

    A station of the city's tier may serve communities of the whole city. The bureau draws the areas.
    """
    held = locked(actor, station.id)
    require_bureau(actor)
    require_not_closed(held.state)
    _check_days(since, until)
    place = Community.objects.select_for_update().get(pk=community.pk)
    reach = held.organisation.region[: 4 if held.tier == "city" else 6]
    if not place.street_id.startswith(reach):
        raise Refusal("该社区（村）不在驿站所在县（市、区）", "the community is in another county", field="community")
    if held.kind in COMMUNITY_KINDS:
        raise Refusal("社区服务站随所联合的驿站服务，不单独划分区域", "community stations have no area of their own")
    if place.closed_on is not None and place.closed_on <= since:
        raise Refusal("该社区（村）已撤销", "the community is closed", field="community")
    if ServiceArea.objects.filter(_meets(since, until), community=place).exists():
        raise Refusal(f"{place.name}在此期间已由驿站服务", "the community is served in that time", field="community")
    area = ServiceArea.objects.create(station=held, community=place, since=since, until=until)
    _audit(
        AREA_GIVEN.code, actor, "stations.area", area, {"station": str(held.id), "community": str(place.id)}, "", now
    )
    return area


@transaction.atomic
def end_area(*, actor: Actor, area: ServiceArea, until: date, reason: str, now: datetime) -> ServiceArea:
    """Ends the service of a community before a day. Refuses a day before its beginning, and one that has ended."""
    held = (
        ServiceArea.objects.select_for_update(of=("self",))
        .filter(within(actor, "station__organisation"), pk=area.pk)
        .first()
    )
    if held is None:
        raise OutOfScope(f"service area {area.pk}")
    require_bureau(actor)
    _check_end(held.since, held.until, until)
    held.until = until
    held.save(update_fields=["until"])
    body = {"station": str(held.station_id), "community": str(held.community_id)}
    _audit(AREA_ENDED.code, actor, "stations.area", held, body, reason, now)
    return held


@transaction.atomic
def appoint_officer(
    *, actor: Actor, community: Community, person: Person, since: date, until: date | None = None, now: datetime
) -> EmploymentOfficer:
    """Makes a person the employment officer of a community that a station of the actor's area serves at `since`."""
    _require_served(actor, community, since)
    require_editor(actor)
    _check_days(since, until)
    Community.objects.select_for_update().get(pk=community.pk)
    if EmploymentOfficer.objects.filter(_meets(since, until), community=community, person=person).exists():
        raise Refusal("此人在此期间已是该社区的就业服务专员", "already the officer there", field="person")
    officer = EmploymentOfficer.objects.create(community=community, person=person, since=since, until=until)
    body = {"community": str(community.pk), "person": str(person.pk)}
    _audit(OFFICER_APPOINTED.code, actor, "stations.officer", officer, body, "", now)
    return officer


@transaction.atomic
def enlist_officer(
    *, actor: Actor, community: Community, name: str, phone: str, since: date, now: datetime
) -> EmploymentOfficer:
    """The same for somebody found by phone, or enlisted: both or neither."""
    require_editor(actor)
    person = enlist_person(actor=actor, name=name, phone=phone, now=now)
    return appoint_officer(actor=actor, community=community, person=person, since=since, now=now)


@transaction.atomic
def end_officer(
    *, actor: Actor, officer: EmploymentOfficer, until: date, reason: str, now: datetime
) -> EmploymentOfficer:
    """Ends an officer's work before a day."""
    held = EmploymentOfficer.objects.select_for_update(of=("self",)).select_related("community").get(pk=officer.pk)
    _require_served(actor, held.community, _today(now))
    require_editor(actor)
    _check_end(held.since, held.until, until)
    held.until = until
    held.save(update_fields=["until"])
    body = {"community": str(held.community_id), "person": str(held.person_id)}
    _audit(OFFICER_ENDED.code, actor, "stations.officer", held, body, reason, now)
    return held


def _require_served(actor: Actor, community: Community, on: date) -> None:
    served = ServiceArea.objects.filter(within(actor, "station__organisation"), _meets(on, None), community=community)
    if not served.exists():
        raise OutOfScope(f"community {community.pk}")


def _meets(since: date, until: date | None) -> Q:
    after = Q(until__isnull=True) | Q(until__gt=since)
    return after if until is None else after & Q(since__lt=until)


def _check_days(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise Refusal("结束日期须晚于开始日期", "it ends after it begins", field="until")


def _check_end(since: date, ended: date | None, until: date) -> None:
    _check_days(since, until)
    if ended is not None and ended <= until:
        raise Refusal("此前已经结束", "it has ended before that day", field="until")


def _today(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def _audit(verb: str, actor: Actor, kind: str, row: Model, body: dict[str, str], reason: str, now: datetime) -> None:
    record(actor=actor, verb=verb, object_type=kind, object_id=str(row.pk), body=body, reason=reason, now=now)

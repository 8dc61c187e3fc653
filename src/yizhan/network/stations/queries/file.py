"""Reading files of stations, scoped by organisation, and what is missing in one."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import within
from yizhan.network.stations.completeness import Missing, StationFacts, missing
from yizhan.network.stations.models import ClosedDay, EmploymentOfficer, ServiceArea, Station
from yizhan.network.stations.naming import wanted
from yizhan.network.stations.norms import norm_of
from yizhan.network.stations.places import place_of
from yizhan.network.stations.states import StationKind, StationState, Tier

_VALUES = (
    "sign_name",
    "street",
    "address",
    "directions",
    "area",
    "shared_with",
    "tidy",
    "fire_safe",
    "uses_platform",
) + ("manager_name", "service_phone", "hotline", "legal_name", "credit_code", "legal_representative")
_LISTS = ("zones", "facilities", "services", "rules", "displays")


def stations(
    actor: Actor,
    *,
    state: StationState | None = None,
    kind: StationKind | None = None,
    region: str = "",
    text: str = "",
) -> "QuerySet[Station]":
    """The stations of the actor's area by region and code, whatever their state. Three queries however many.

    `text` is looked for in name, sign, address and code. Each row has `region` and `code`, by which a list is paged.
    """
    found = Station.objects.filter(within(actor, "organisation"), organisation__region__startswith=region)
    if state is not None:
        found = found.filter(state=state)
    if kind is not None:
        found = found.filter(kind=kind)
    if said := text.strip().replace("\0", ""):
        names = Q(organisation__name__icontains=said) | Q(organisation__code__icontains=said)
        found = found.filter(names | Q(sign_name__icontains=said) | Q(address__icontains=said))
    found = found.annotate(region=F("organisation__region"), code=F("organisation__code"))
    return found.select_related("organisation").order_by("region", "code", "pk")


def station(actor: Actor, pk: UUID) -> Station:
    """One station with the lists of its file. Station.DoesNotExist where it is not in the actor's area."""
    return (
        stations(actor)
        .select_related("organisation__operator")
        .prefetch_related("opening_spans", "posted_contacts")
        .get(pk=pk)
    )


def station_of(actor: Actor, organisation: Organisation) -> Station:
    """The station of an organisation. Station.DoesNotExist where it is not in the actor's area, or has no file."""
    return stations(actor).get(organisation=organisation)


def closed_days(actor: Actor, station: Station) -> "QuerySet[ClosedDay]":
    """The days announced as closed at a station of the actor's area, latest first."""
    return ClosedDay.objects.filter(within(actor, "station__organisation"), station=station).order_by("-day")


def sign_proposals(station: Station) -> tuple[str, ...]:
    """How the sign may read by the rule of the city, the one to propose first; empty where there is no rule."""
    norm = norm_of(station.organisation.region)
    return wanted(None if norm is None else norm.sign, StationKind(station.kind), Tier(station.tier), place_of(station))


def missing_of(station: Station, *, on: date) -> tuple[Missing, ...]:
    """What the standard of its city looks at and the file lacks on a day. The station must have been read by its actor."""
    return missing(norm_of(station.organisation.region), facts_of(station, on=on))


def facts_of(station: Station, *, on: date) -> StationFacts:
    """The file as the check of completeness sees it."""
    in_force = Q(until__isnull=True) | Q(until__gt=on)
    posts = list(station.staff_posts.filter(in_force, since__lte=on))
    served = ServiceArea.objects.filter(in_force, since__lte=on, station=station).select_related("community")
    communities = {area.community_id: area.community.name for area in served}
    covered = set(
        EmploymentOfficer.objects.filter(in_force, since__lte=on, community__in=communities).values_list(
            "community", flat=True
        )
    )
    # 建成运营: built and at work.
    joint = station.community_stations.filter(state=StationState.OPEN)
    return StationFacts(
        kind=StationKind(station.kind),
        tier=Tier(station.tier),
        place=place_of(station),
        values={name: getattr(station, name) for name in _VALUES},
        lists={name: frozenset(getattr(station, name)) for name in _LISTS},
        has_hours=station.opening_spans.exists(),
        positioned=station.longitude is not None,
        contacts=station.posted_contacts.count(),
        staff=len(posts),
        full_time=sum(post.full_time for post in posts),
        has_head=any(post.head for post in posts),
        communities=len(communities),
        without_officer=tuple(sorted(name for key, name in communities.items() if key not in covered)),
        community_stations=joint.count(),
    )

"""The plan of a city against what there is. 海就业办发〔2023〕30号: 1+4+43+N."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import within
from yizhan.network.regions.models import Community, Region
from yizhan.network.regions.policy import own_area
from yizhan.network.regions.states import Level
from yizhan.network.stations.models import EmploymentOfficer, NetworkPlan, ServiceArea, Station
from yizhan.network.stations.states import RECOGNISED_STATES, StationState, Tier


@dataclass(frozen=True, slots=True)
class Counted:
    """How many stations: on file (closed ones left out), recognised, and open."""

    on_file: int
    recognised: int
    open: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A number of the plan and what there is of it. `lacking` is what is not yet recognised; None where the plan says N."""

    label: str
    tier: Tier
    planned: int | None
    counted: Counted
    lacking: int | None


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county: its stations by tier, and its communities: all, served, with an officer."""

    code: str
    name: str
    counted: dict[Tier, Counted]
    communities: int
    served: int
    with_officer: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The plan (None where the city has none), its rows, the counties, and communities that no station serves."""

    plan: NetworkPlan | None
    rows: tuple[PlanRow, ...]
    counties: tuple[CountyRow, ...]
    unserved: tuple[Community, ...]
    streets_without: tuple[Region, ...]

    @property
    def communities(self) -> int:
        """All communities."""
        return sum(county.communities for county in self.counties)

    @property
    def served(self) -> int:
        """Those that a station serves."""
        return sum(county.served for county in self.counties)


def plan_of(city: str, *, on: date) -> NetworkPlan | None:
    """The plan of a city that holds on a day: the latest begun. It stays in force after its last day until the next."""
    found = NetworkPlan.objects.filter(city=city, since__lte=on).order_by("-since")
    return found.prefetch_related("lines").first()


def coverage(actor: Actor, city: str, *, on: date) -> Coverage:
    """The plan of a city against the stations of the actor's area there. The same number of queries however many stations.

    Counties, and the communities in them, are those of the bureau's area; for others those in which they have a station.
    """
    found = list(
        Station.objects.filter(within(actor, "organisation"), organisation__region__startswith=city)
        .exclude(state=StationState.CLOSED)
        .select_related("organisation")
    )
    counties = _counties(actor, city, found)
    codes = tuple(county.code for county in counties)
    communities = [
        community
        for community in Community.objects.filter(closed_on__isnull=True, street__code__startswith=city).order_by(
            "street_id", "name"
        )
        if community.street_id.startswith(codes)
    ]
    served = _keys(
        ServiceArea.objects.filter(_in_force(on), station__state__in=RECOGNISED_STATES).values_list("community")
    )
    staffed = _keys(EmploymentOfficer.objects.filter(_in_force(on)).values_list("community"))
    plan = plan_of(city, on=on)
    rows = (
        []
        if plan is None
        else [_row(line.label, line.tier, line.kind, line.planned, found) for line in plan.lines.all()]
    )
    return Coverage(
        plan,
        tuple(rows),
        tuple(_county(county, found, communities, served, staffed) for county in counties),
        tuple(community for community in communities if community.id not in served),
        _streets_without(counties, found),
    )


def _row(label: str, tier: str, kind: str, planned: int | None, found: Iterable[Station]) -> PlanRow:
    counted = _count(one for one in found if one.tier == tier and (not kind or one.kind == kind))
    lacking = None if planned is None else max(0, planned - counted.recognised)
    return PlanRow(label, Tier(tier), planned, counted, lacking)


def _county(
    county: Region,
    found: Sequence[Station],
    communities: Sequence[Community],
    served: set[object],
    staffed: set[object],
) -> CountyRow:
    here = [one for one in found if one.organisation.region.startswith(county.code)]
    places = [one for one in communities if one.street_id.startswith(county.code)]
    return CountyRow(
        county.code,
        county.name,
        {tier: _count(one for one in here if one.tier == tier) for tier in Tier},
        len(places),
        sum(one.id in served for one in places),
        sum(one.id in staffed for one in places),
    )


def _count(found: Iterable[Station]) -> Counted:
    states = Counter(one.state for one in found)
    return Counted(states.total(), sum(states[state] for state in RECOGNISED_STATES), states[StationState.OPEN])


def _counties(actor: Actor, city: str, found: Iterable[Station]) -> list[Region]:
    """The counties of the city in a bureau's area; for others those in which they have a station."""
    own = Q(code=city) if len(city) == 6 else Q(parent=city)
    counties = Region.objects.filter(own, level=Level.COUNTY, valid_until__isnull=True).order_by("code")
    area = None if actor.role is Role.ADMINISTRATOR else own_area(actor)
    if area is None:
        codes = {one.organisation.region[:6] for one in found}
        return [county for county in counties if county.code in codes]
    return [county for county in counties if county.code.startswith(area) or area.startswith(county.code)]


def _streets_without(counties: Sequence[Region], found: Iterable[Station]) -> tuple[Region, ...]:
    has = {one.street or one.organisation.region for one in found if one.tier == Tier.STREET}
    streets = Region.objects.filter(level=Level.STREET, parent__in=counties, valid_until__isnull=True).order_by("code")
    return tuple(street for street in streets if street.code not in has)


def _keys(rows: Iterable[tuple[object]]) -> set[object]:
    return {key for (key,) in rows}


def _in_force(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))

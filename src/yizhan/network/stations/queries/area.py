"""Reading service areas and employment officers."""

from datetime import date

from django.db.models import Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.scope import within
from yizhan.network.regions.models import Community
from yizhan.network.stations.models import EmploymentOfficer, ServiceArea, Station


def communities_of(actor: Actor, station: Station, *, on: date) -> "QuerySet[ServiceArea]":
    """What a station of the actor's area serves on a day, by street and name."""
    found = ServiceArea.objects.filter(
        within(actor, "station__organisation"), _in_force(on), station=station
    ).select_related("community__street")
    return found.order_by("community__street", "community__name")


def areas(actor: Actor) -> "QuerySet[ServiceArea]":
    """Every service area of stations in the actor's area, past and future ones too, with station and community."""
    found = ServiceArea.objects.filter(within(actor, "station__organisation"))
    return found.select_related("station__organisation", "community").order_by("since", "id")


def officers(actor: Actor, *, on: date, station: Station | None = None) -> "QuerySet[EmploymentOfficer]":
    """The officers of communities that stations of the actor's area serve on a day, by community and name."""
    areas = ServiceArea.objects.filter(within(actor, "station__organisation"), _in_force(on))
    if station is not None:
        areas = areas.filter(station=station)
    found = EmploymentOfficer.objects.filter(_in_force(on), community__in=areas.values("community"))
    return found.select_related("person", "community__street").order_by("community__name", "person__name", "id")


def serving(actor: Actor, community: Community, *, on: date) -> ServiceArea:
    """By which station of the actor's area a community is served on a day. ServiceArea.DoesNotExist where by none."""
    found = ServiceArea.objects.filter(within(actor, "station__organisation"), _in_force(on), community=community)
    return found.select_related("station__organisation", "community").get()


def hosted(actor: Actor, station: Station) -> "QuerySet[Station]":
    """The community stations that a station of the actor's area runs jointly, by name. 海口考核标准4."""
    found = Station.objects.filter(within(actor, "host__organisation"), host=station)
    return found.select_related("organisation", "community").order_by("organisation__name", "pk")


def _in_force(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))

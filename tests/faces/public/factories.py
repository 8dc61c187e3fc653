"""Stations as the public sees them. Rows are written straight: the rules of a station are tried where they are made."""

from datetime import date
from decimal import Decimal

from tests.floor.accounts.factories import NOW
from yizhan.floor.organisations.models import Organisation
from yizhan.network.stations.models import OpeningSpan, PostedContact, Station
from yizhan.network.stations.states import Datum, HolidayRule, Setting, StationKind, StationState, Tier


def an_open_station(
    organisation: Organisation,
    *,
    name: str = "",
    position: tuple[str, str] | None = ("118.675700", "24.874100"),
    state: StationState = StationState.OPEN,
    kind: StationKind = StationKind.STATION,
) -> Station:
    """Open on weekdays 08:30-12:00 and 14:30-17:30, holidays too, with a phone, services and an address."""
    longitude, latitude = (None, None) if position is None else (Decimal(position[0]), Decimal(position[1]))
    shown = state in (StationState.OPEN, StationState.SUSPENDED)
    station = Station.objects.create(
        organisation=organisation,
        kind=kind,
        tier=Tier.STREET,
        setting=Setting.URBAN,
        state=state,
        created_at=NOW,
        recognised_on=date(2026, 3, 1) if state != StationState.PLANNED else None,
        opened_on=date(2026, 4, 1) if shown else None,
        closed_on=date(2026, 5, 1) if state == StationState.CLOSED else None,
        sign_name=name,
        address="示例路1号一楼",
        directions="公交示例站下车，往前50米",
        services=["job_introduction", "guidance", "rights"],
        facilities=["barrier_free", "water", "charging"],
        holiday_rule=HolidayRule.ALWAYS,
        manager_name="黄晓梅",
        service_phone="0595-00000001",
        hotline="0595-00000002",
        longitude=longitude,
        latitude=latitude,
        given_longitude=longitude,
        given_latitude=latitude,
        datum=Datum.WGS84 if position else "",
    )
    for weekday in range(5):
        for opens, closes in ((510, 720), (870, 1050)):
            OpeningSpan.objects.create(station=station, weekday=weekday, opens=opens, closes=closes)
    PostedContact.objects.create(station=station, position=1, office="丰泽区人社局", phone="0595-00000003")
    return station

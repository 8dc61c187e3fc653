"""A station from its plan to its end. Recognition decides; these write what was decided."""

from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.floor.organisations.actions import found
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.network.regions.models import Community
from yizhan.network.stations.locking import locked
from yizhan.network.stations.models import Station
from yizhan.network.stations.policy import require_bureau
from yizhan.network.stations.states import COMMUNITY_KINDS, Setting, StationKind, StationState, Tier, may_move
from yizhan.network.stations.verbs import CLOSED, OPENED, PLANNED, RECOGNISED, RESUMED, SUSPENDED


@transaction.atomic
def plan_station(
    *,
    actor: Actor,
    organisation: Organisation,
    kind: StationKind,
    tier: Tier,
    setting: Setting,
    host: Station | None = None,
    community: Community | None = None,
    now: datetime,
) -> Station:
    """Opens the file of a station that is being built. The organisation must be of kind station, in the actor's area, without a file.

    A community station names the community that it stands in, and may name the station that runs it jointly (海口4).
    """
    require_bureau(actor)
    held = Organisation.objects.select_for_update().filter(within(actor), id=organisation.id).first()
    if held is None:
        raise OutOfScope(f"organisation {organisation.id}")
    if held.kind != OrganisationKind.STATION:
        raise Refusal("只能为驿站建立档案", "only a station has a station file")
    if Station.objects.filter(organisation=held).exists():
        raise Refusal("该驿站已有档案", "this station has a file already")
    _check_community(kind, tier, host, community)
    station = Station.objects.create(
        organisation=held, kind=kind, tier=tier, setting=setting, host=host, community=community, created_at=now
    )
    _audit(PLANNED.code, actor, station, "", now)
    return station


@transaction.atomic
def found_station(
    *,
    actor: Actor,
    county: Organisation,
    code: str,
    name: str,
    region: str,
    operator: Organisation | None,
    kind: StationKind,
    tier: Tier,
    setting: Setting,
    host: Station | None = None,
    community: Community | None = None,
    now: datetime,
) -> Station:
    """Founds the organisation of a station under its county and opens its file: both or neither. Refuses as the two do."""
    station = OrganisationKind.STATION
    made = found(
        actor=actor, kind=station, code=code, name=name, region=region, parent=county, operator=operator, now=now
    )
    return plan_station(
        actor=actor,
        organisation=made,
        kind=kind,
        tier=tier,
        setting=setting,
        host=host,
        community=community,
        now=now,
    )


@transaction.atomic
def recognise(*, actor: Actor, station: Station, on: date | None = None, reason: str = "", now: datetime) -> Station:
    """The bureau recognises a planned station from a day, today by default. A day in the future is refused."""
    day = _day(on, now)
    return _move(actor, station, StationState.RECOGNISED, RECOGNISED.code, reason, now, recognised_on=day)


@transaction.atomic
def open_station(*, actor: Actor, station: Station, on: date | None = None, reason: str = "", now: datetime) -> Station:
    """A recognised station opens to the public; not before its recognition."""
    day = _day(on, now)
    return _move(
        actor, station, StationState.OPEN, OPENED.code, reason, now, source=StationState.RECOGNISED, opened_on=day
    )


@transaction.atomic
def suspend(*, actor: Actor, station: Station, reason: str, now: datetime) -> Station:
    """The bureau suspends an open station for rectification (随州办法四（二）); it is no longer shown to the public."""
    return _move(actor, station, StationState.SUSPENDED, SUSPENDED.code, reason, now)


@transaction.atomic
def resume(*, actor: Actor, station: Station, reason: str, now: datetime) -> Station:
    """A suspended station opens again."""
    return _move(actor, station, StationState.OPEN, RESUMED.code, reason, now, source=StationState.SUSPENDED)


@transaction.atomic
def close_station(*, actor: Actor, station: Station, on: date | None = None, reason: str, now: datetime) -> Station:
    """The bureau cancels a station for good. Its organisation, people and records stay."""
    day = _day(on, now)
    return _move(actor, station, StationState.CLOSED, CLOSED.code, reason, now, closed_on=day)


def _move(
    actor: Actor,
    station: Station,
    target: StationState,
    verb: str,
    reason: str,
    now: datetime,
    *,
    source: StationState | None = None,
    **days: date,
) -> Station:
    held = locked(actor, station.id)
    require_bureau(actor)
    if not may_move(held.state, target) or (source is not None and held.state != source):
        raise Refusal(
            f"驿站现为「{held.get_state_display()}」，不能改为「{target.label}」",
            f"a station that is {held.state} does not become {target.value}",
        )
    _check_order(held, days)
    held.state = target
    held.version += 1
    for name, day in days.items():
        setattr(held, name, day)
    held.save(update_fields=["state", "version", *days])
    _audit(verb, actor, held, reason, now)
    return held


def _check_order(station: Station, days: dict[str, date]) -> None:
    opened, closed = days.get("opened_on"), days.get("closed_on")
    recognised = station.recognised_on
    if opened is not None and recognised is not None and opened < recognised:
        raise Refusal("开放日期不能早于认定日期", "a station does not open before it is recognised", field="on")
    if closed is not None and station.opened_on is not None and closed < station.opened_on:
        raise Refusal("撤销日期不能早于开放日期", "a station does not close before it opened", field="on")


def _day(on: date | None, now: datetime) -> date:
    today = now.astimezone(SHANGHAI).date()
    if on is not None and on > today:
        raise Refusal("日期不能晚于今天", "the day is not after today", field="on")
    return today if on is None else on


def _check_community(kind: StationKind, tier: Tier, host: Station | None, community: Community | None) -> None:
    small = kind in COMMUNITY_KINDS
    if small != (tier is Tier.COMMUNITY):
        raise Refusal(
            "社区（村）服务站的层级应为社区（村）级", "community stations are of the community tier", field="tier"
        )
    if small and community is None:
        raise Refusal("请选择所在社区（村）", "name the community", field="community")
    if not small and (host is not None or community is not None):
        raise Refusal("只有社区（村）服务站填写联合驿站和所在社区", "only community stations have these", field="host")
    if host is not None and host.kind in COMMUNITY_KINDS:
        raise Refusal("联合建设的应为零工市场或驿站", "the host is a market or station", field="host")


def _audit(verb: str, actor: Actor, station: Station, reason: str, now: datetime) -> None:
    body = {"organisation": str(station.organisation_id), "state": station.state, "kind": station.kind}
    record(
        actor=actor,
        verb=verb,
        object_type="stations.station",
        object_id=str(station.id),
        body=body,
        reason=reason,
        now=now,
    )

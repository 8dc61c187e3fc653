"""Writing divisions and communities."""

from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.actions import record
from yizhan.kernel.errors import Refusal
from yizhan.network.regions import seeding
from yizhan.network.regions.models import Community, Region
from yizhan.network.regions.policy import require_own_area
from yizhan.network.regions.states import CommunityKind, Level
from yizhan.network.regions.verbs import COMMUNITY_ADDED, COMMUNITY_CLOSED, LOADED


@transaction.atomic
def load_regions(*, actor: Actor, now: datetime) -> int:
    """Brings the divisions to the state of the shipped tables; how many rows changed. Refused to all but the administrator."""
    if not (actor.sees_everything or actor.role is Role.ADMINISTRATOR):
        raise Refusal("只有系统管理员可以载入行政区划", "only the administrator loads divisions")
    changed = seeding.load(Region)
    if changed:
        body = {"changed": changed}
        record(actor=actor, verb=LOADED.code, object_type="regions.region", object_id="tables", body=body, now=now)
    return changed


@transaction.atomic
def add_community(*, actor: Actor, street: str, name: str, kind: CommunityKind, now: datetime) -> Community:
    """Registers a community or village of a street; the same again gives the one that is there, open again if it was closed.

    Refuses a code that is no street in use and an empty or long name; OutOfScope for a street of another bureau.
    """
    require_own_area(actor, street)
    called = name.strip()
    if not 2 <= len(called) <= 40 or not called.isprintable():
        raise Refusal("社区（村）名称应为2至40个字", "a community's name has 2 to 40 characters", field="name")
    found = Region.objects.select_for_update().filter(code=street, level=Level.STREET, valid_until=None).first()
    if found is None:
        raise Refusal("没有这个街道（乡镇）", "there is no such street", field="street")
    community, made = Community.objects.get_or_create(street=found, name=called, defaults={"kind": kind})
    if made or community.closed_on is not None:
        community.closed_on = None
        community.save(update_fields=["closed_on"])
        _audit(COMMUNITY_ADDED.code, actor, community, "", now)
    return community


@transaction.atomic
def close_community(*, actor: Actor, community: Community, on: date, reason: str, now: datetime) -> Community:
    """Ends a community, as when two are merged. Refuses one that is closed already; OutOfScope for another bureau's."""
    require_own_area(actor, community.street_id)
    held = Community.objects.select_for_update().get(pk=community.pk)
    if held.closed_on is not None:
        raise Refusal("该社区（村）已经撤销", "this community is closed already")
    held.closed_on = on
    held.save(update_fields=["closed_on"])
    _audit(COMMUNITY_CLOSED.code, actor, held, reason, now)
    return held


def _audit(verb: str, actor: Actor, community: Community, reason: str, now: datetime) -> None:
    body = {"street": community.street_id, "kind": community.kind}
    record(
        actor=actor,
        verb=verb,
        object_type="regions.community",
        object_id=str(community.id),
        body=body,
        reason=reason,
        now=now,
    )

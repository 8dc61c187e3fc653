"""Getting hold of a row that an actor may change: scoped, locked, and in the version that he saw."""

from uuid import UUID

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.kernel.errors import Refusal
from yizhan.network.stations.models import Station


def locked(actor: Actor, station_id: UUID) -> Station:
    """The station, locked until the end of the transaction. OutOfScope where it is not in the actor's area."""
    found = (
        Station.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(within(actor, "organisation"), id=station_id)
        .first()
    )
    if found is None:
        raise OutOfScope(f"station {station_id}")
    return found


def require_version(station: Station, version: int) -> None:
    """Refuses an edit of an older version than the one that is stored; nothing is written."""
    if station.version != version:
        raise Refusal(
            "您打开页面后，档案已被他人修改，本次修改没有保存。您填写的内容仍在，请刷新对照后再提交",
            f"the file is at version {station.version}, not {version}; nothing was saved",
        )

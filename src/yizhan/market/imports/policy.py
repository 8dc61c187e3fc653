"""Who imports: the staff and head of a station for their own, operators for the stations that they run."""

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import STATION_ROLES
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal


def require_import(actor: Actor, station: Organisation) -> None:
    """OutOfScope for another's station; a Refusal for whoever sees it but registers nobody."""
    found = Organisation.objects.filter(within(actor), pk=station.pk, kind=OrganisationKind.STATION).first()
    if found is None:
        raise OutOfScope
    if actor.role not in STATION_ROLES:
        raise Refusal("只有驿站人员可以导入", "only station staff import")
    if found.closed_on is not None:
        raise Refusal("该驿站已停止服务，不能导入", "the station is closed")

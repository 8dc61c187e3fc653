"""Who may do what with worker files. Out of one's area a file is not there; in it, a refusal says why."""

from uuid import UUID

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import BUREAU_ROLES, STATION_ROLES, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal

MERGERS = (Role.STATION_HEAD, *BUREAU_ROLES)


def sees_by_area(actor: Actor) -> bool:
    """Whether the role sees the files of its area: station, operator and bureau staff, and the system."""
    return actor.sees_everything or actor.role in (*STATION_ROLES, *BUREAU_ROLES)


def require_counter(actor: Actor, station: Organisation) -> None:
    """Registering is the work of a station's staff and operator, at that station. OutOfScope for another's station."""
    found = Organisation.objects.filter(within(actor), pk=station.pk, kind=OrganisationKind.STATION).first()
    if found is None:
        raise OutOfScope
    if actor.role not in STATION_ROLES:
        raise Refusal("登记由驿站工作人员办理", "registering is done by a station's staff")
    require_open(found)


def require_open(station: Organisation) -> None:
    """Refuses an organisation that is no station, or closed."""
    if station.kind != OrganisationKind.STATION or station.closed_on is not None:
        raise Refusal("该驿站已停止服务，请选择其他驿站", "this station is closed", field="station")


def require_clerk(actor: Actor) -> None:
    """Files are kept by station staff; bureaus look at them."""
    if actor.role not in STATION_ROLES:
        raise Refusal("档案由驿站工作人员或本人办理", "files are kept by a station's staff and the person")


def require_keeper(actor: Actor, person_id: UUID) -> None:
    """A file is changed by its person or by station staff; bureaus look at it."""
    if actor.id != person_id:
        require_clerk(actor)


def require_merger(actor: Actor) -> None:
    """Merging is decided by the head of a station or a bureau officer."""
    if actor.role not in MERGERS:
        raise Refusal("合并档案由站长或人社部门办理", "files are merged by a head or a bureau officer")


def require_signed_in(actor: Actor) -> None:
    """Self-registration needs a proved phone."""
    if not actor.is_signed_in:
        raise Refusal("请先用手机号登录", "sign in first")

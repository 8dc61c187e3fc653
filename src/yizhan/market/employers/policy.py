"""Who may do what with employers. Out of the actor's area is OutOfScope; within it a Refusal says why not."""

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import BUREAU_ROLES, STATION_ROLES, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal

# Who reads employer files by area; everybody else reads none, whatever path he has.
AREA_ROLES = (*STATION_ROLES, *BUREAU_ROLES)


def require_at_station(actor: Actor, station: Organisation) -> None:
    """Work at a station's counter: its staff and head, and its operator."""
    if station.kind != OrganisationKind.STATION or not _in_area(actor, station):
        raise OutOfScope
    if actor.role not in STATION_ROLES and not actor.sees_everything:
        raise Refusal("只有驿站人员可以办理登记", "only station staff register", field="")


def require_station_role(actor: Actor) -> None:
    """Staff of some station, who ask about an employer that they do not see yet."""
    if actor.role not in STATION_ROLES and not actor.sees_everything:
        raise Refusal("只有驿站人员可以办理", "only station staff do this")


def require_signed_in(actor: Actor) -> None:
    """Somebody with an account."""
    if not actor.is_signed_in:
        raise Refusal("请先登录", "sign in first")


def require_amend(actor: Actor) -> None:
    """Staff who see the file, and the employer's own agents."""
    if actor.role not in (*STATION_ROLES, Role.EMPLOYER_AGENT) and not actor.sees_everything:
        raise Refusal("您的岗位不能修改用工主体档案", "your role does not change employer files")


def require_officer(actor: Actor, what_zh: str) -> None:
    """A county or city officer."""
    if actor.role not in BUREAU_ROLES:
        raise Refusal(f"只有人社部门可以{what_zh}", "only the bureau does this")


def require_merge(actor: Actor) -> None:
    """Merging two files, and undoing it: the head of a station or a bureau."""
    if actor.role not in (Role.STATION_HEAD, *BUREAU_ROLES):
        raise Refusal("合并档案须由站长或人社部门办理", "a head of station or the bureau merges files")


def require_two_persons(actor: Actor, other_id: object) -> None:
    """Who proposed or decided does not decide again."""
    if actor.id == other_id:
        raise Refusal("提出人和决定人不能是同一人", "another person has to decide")


def sees(actor: Actor, organisation: Organisation) -> bool:
    """Whether the organisation lies in the area of somebody who works by area."""
    return actor.sees_everything or (actor.role in AREA_ROLES and _in_area(actor, organisation))


def _in_area(actor: Actor, organisation: Organisation) -> bool:
    return Organisation.objects.filter(within(actor), pk=organisation.pk).exists()

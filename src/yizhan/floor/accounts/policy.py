"""Who may enlist persons, grant and end memberships, and manage accounts."""

from collections.abc import Iterable

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import STAFF_ROLES, STATION_ROLES, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.kernel.errors import Refusal

# Which roles a role grants, each within the granter's own area. The system grants every one.
GRANTS: dict[Role, tuple[Role, ...]] = {
    Role.ADMINISTRATOR: STAFF_ROLES,
    Role.CITY_OFFICER: (Role.COUNTY_OFFICER, Role.PANEL_MEMBER, Role.FINANCE),
    Role.COUNTY_OFFICER: (
        Role.STATION_HEAD,
        Role.STATION_STAFF,
        Role.OPERATOR_STAFF,
        Role.PANEL_MEMBER,
        Role.FINANCE,
        Role.WORKER,
        Role.CREW_LEADER,
    ),
    Role.STATION_HEAD: (Role.STATION_STAFF, Role.WORKER, Role.CREW_LEADER),
    Role.STATION_STAFF: (Role.WORKER, Role.CREW_LEADER),
    Role.OPERATOR_STAFF: (Role.WORKER, Role.CREW_LEADER),
}


def require_enlist(actor: Actor) -> None:
    """The system and whoever is signed in in a role enlist persons; the public does so only by proving a phone."""
    if actor.role is Role.PUBLIC:
        raise Refusal("请先登录", "sign in first")


def require_grant(actor: Actor, person: Person, role: Role, organisation: Organisation | None) -> None:
    """Refuses a role that the actor's role does not grant, and granting oneself anything but the role of a worker.

    OutOfScope for an organisation outside the actor's area; an operator is in it if it runs a station there.
    """
    if actor.sees_everything or (role is Role.WORKER and actor.id == person.id):
        return
    if organisation is not None and not actor.administers and not _in_area(actor, organisation):
        raise OutOfScope
    if role not in GRANTS.get(actor.role, ()):
        raise Refusal(f"您的岗位不能授予「{role.label}」", f"your role does not grant {role.value}", field="role")
    if actor.id == person.id:
        raise Refusal("不能给自己授予岗位", "nobody grants oneself a role")


def require_end(actor: Actor, membership: Membership) -> None:
    """Whoever may grant it may end it, and the person may lay down the own membership."""
    if actor.id == membership.person_id and actor.is_signed_in:
        return
    require_grant(actor, membership.person, Role(membership.role), membership.organisation)


def require_manage(actor: Actor, person: Person, held: Iterable[Membership]) -> None:
    """Refuses whoever may not give this person a first password or take away a lost second factor.

    That takes the right to grant every staff role that the person holds: nobody takes over an account above the own.
    """
    if actor.sees_everything:
        return
    staff = [membership for membership in held if membership.role in STAFF_ROLES]
    if not staff:
        raise Refusal("该人员没有工作岗位，不使用密码登录", "only staff sign in with a password")
    for membership in staff:
        require_grant(actor, person, Role(membership.role), membership.organisation)


def require_administer(actor: Actor, person: Person) -> None:
    """Suspending and reinstating an account is the administrator's, never one's own."""
    if actor.sees_everything:
        return
    if not actor.administers:
        raise Refusal("只有系统管理员可以停用或恢复账号", "only the administrator does this")
    if actor.id == person.id:
        raise Refusal("不能停用或恢复自己的账号", "nobody does this to the own account")


def require_change_of_person(actor: Actor, person: Person) -> None:
    """Name and phone are changed by the person, or at a station's counter for somebody who shows papers."""
    if not (actor.sees_everything or actor.id == person.id or actor.role in STATION_ROLES):
        raise Refusal("只能由本人或驿站柜台办理", "only the person or the counter of a station does this")


def _in_area(actor: Actor, organisation: Organisation) -> bool:
    reached = Organisation.objects.filter(within(actor))
    return reached.filter(pk=organisation.pk).exists() or reached.filter(operator=organisation).exists()

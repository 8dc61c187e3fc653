"""Appointing somebody of the staff: person, role, login name and first password, all of them or nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actions import enlist_person, grant_membership
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.passwords import give_initial
from yizhan.floor.accounts.states import STAFF_ROLES, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal


@dataclass(frozen=True, slots=True, repr=False)
class Appointed:
    """The person in the new role. `password` is shown this once; empty where the person signs in as before."""

    person: Person
    membership: Membership
    password: str


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    name: str,
    phone: str,
    username: str,
    role: Role,
    organisation: Organisation,
    since: date,
    until: date | None = None,
    now: datetime,
) -> Appointed:
    """Gives a staff role to the person with this phone, enlisted first where unknown, and a first password to who has none.

    Refuses another name than the person's own, so that a mistyped phone does not appoint a stranger, and as
    `enlist_person`, `grant_membership` and `give_initial` do. OutOfScope outside the actor's area.
    """
    if Role(role) not in STAFF_ROLES:
        raise Refusal("请选择工作岗位", "choose a role of staff", field="role")
    person = enlist_person(actor=actor, name=name, phone=phone, now=now)
    if person.name != name.strip():
        raise Refusal("该手机号已登记在另一人名下，请核对姓名和手机号", "this phone is somebody else's", field="phone")
    if not person.username and since != now.astimezone(SHANGHAI).date():
        raise Refusal("新建账号从今天开始；以后开始的，到时再办理", "a new account begins today", field="since")
    membership = grant_membership(
        actor=actor, person=person, role=role, organisation=organisation, since=since, until=until, now=now
    )
    if person.username:
        return Appointed(person, membership, "")
    password = give_initial(actor=actor, person=person, username=username, now=now)
    return Appointed(person, membership, password)

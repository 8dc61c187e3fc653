"""Enlisting persons, granting and ending memberships, suspending accounts."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from yizhan.floor.accounts import sessions
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.acts import audit, lock, locked
from yizhan.floor.accounts.codes import ConfirmedPhone
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.policy import (
    require_administer,
    require_change_of_person,
    require_end,
    require_enlist,
    require_grant,
)
from yizhan.floor.accounts.states import ORGANISATION_OF, SEPARATED_ROLES, AccountState, CodePurpose, Role, may_move
from yizhan.floor.accounts.verbs import (
    ENDED,
    ENLISTED,
    GRANTED,
    PHONE_CHANGED,
    REINSTATED,
    RENAMED,
    SUSPENDED,
    TYPE_CHANGED,
)
from yizhan.floor.audit.actions import BodyValue
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.organisations.actions import is_open
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.phones import mobile_number

LONGEST_NAME = 60


@transaction.atomic
def enlist_person(*, actor: Actor, name: str, phone: str | None = None, now: datetime) -> Person:
    """The person with this phone, whatever name was typed; or else a new one. Without a phone always a new one."""
    require_enlist(actor)
    given = plain_name(name)
    digest = None if phone is None else phone_digest(phone)
    if digest is not None:
        lock(f"phone:{digest}")
        known = Person.objects.filter(phone_digest=digest).first()
        if known is not None:
            return known
    person = Person(name=given, phone_digest=digest, created_at=now)
    person.phone = None if phone is None else mobile_number(phone)
    person.set_unusable_password()
    person.save(force_insert=True)
    audit(actor, ENLISTED, person, now, {"phone": digest is not None})
    return person


@transaction.atomic
def rename_person(*, actor: Actor, person: Person, name: str, now: datetime) -> Person:
    """Corrects the name. The same name changes nothing and is not recorded."""
    require_change_of_person(actor, person)
    kept, given = locked(person), plain_name(name)
    if kept.name == given:
        return kept
    kept.name = given
    kept.save(update_fields=["name"])
    audit(actor, RENAMED, kept, now)
    return kept


@transaction.atomic
def set_large_type(*, actor: Actor, person: Person, large: bool, now: datetime) -> Person:
    """Whether every page shows large type to this person, who alone says so. The same again changes nothing."""
    if actor.id != person.id:
        raise Refusal("只能由本人调整", "only the person does this")
    kept = locked(person)
    if kept.large_type != large:
        kept.large_type = large
        kept.save(update_fields=["large_type"])
        audit(actor, TYPE_CHANGED, kept, now, {"large": large})
    return kept


@transaction.atomic
def change_phone(
    *,
    actor: Actor,
    person: Person,
    phone: str,
    proof: ConfirmedPhone | None = None,
    keep_session: str | None = None,
    now: datetime,
) -> Person:
    """Gives a person another phone and ends the sessions, but for the one with the key `keep_session`.

    The person proves the new number by a code for this purpose; at the counter the clerk looks at the papers instead. Refuses
    a number that somebody else has. The same number changes nothing and is not recorded.
    """
    require_change_of_person(actor, person)
    digest = phone_digest(phone)
    if actor.id == person.id and not _proves(proof, digest):
        raise Refusal("请先用新手机号收到的验证码确认", "prove the new number by a code", field="code")
    lock(f"phone:{digest}")
    kept = locked(person)
    if kept.phone_digest == digest:
        return kept
    if Person.objects.filter(phone_digest=digest).exists():
        raise Refusal("该手机号已被其他账号使用，请到驿站柜台办理", "somebody else has this number", field="phone")
    kept.phone, kept.phone_digest = mobile_number(phone), digest
    kept.save(update_fields=["phone", "phone_digest"])
    ended = sessions.end_all(kept.id, now, except_key=keep_session)
    audit(actor, PHONE_CHANGED, kept, now, {"sessions_ended": ended})
    return kept


@transaction.atomic
def grant_membership(
    *,
    actor: Actor,
    person: Person,
    role: Role,
    organisation: Organisation | None = None,
    since: date,
    until: date | None = None,
    now: datetime,
) -> Membership:
    """Gives a person a role from `since` until before `until`, which may lie in the future.

    Refuses what the actor may not grant, an organisation of the wrong kind or closed by then, a beginning in the past, an
    end before it, the same role twice at a time, and administrator beside auditor. OutOfScope outside the actor's area.
    """
    role = Role(role)
    if organisation is not None:
        organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    require_grant(actor, person, role, organisation)
    _require_place(role, organisation, since)
    if since < _day(now) and not actor.sees_everything:
        raise Refusal("开始日期不能早于今天", "it cannot begin in the past", field="since")
    if until is not None and until <= since:
        raise Refusal("结束日期应晚于开始日期", "the end comes after the beginning", field="until")
    kept = locked(person)
    _require_free(kept, role, organisation, since, until)
    membership = Membership.objects.create(person=kept, role=role, organisation=organisation, since=since, until=until)
    body: dict[str, BodyValue] = {
        "person": str(kept.id),
        "role": role.value,
        "organisation": str(organisation.id) if organisation else None,
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
    }
    audit(actor, GRANTED, membership, now, body)
    return membership


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, until: date, reason: str, now: datetime) -> Membership:
    """Ends it before the day `until`, today at the earliest. One that has not begun may end where it begins: it never counts.

    Refuses a membership that is over, a day in the past, and a later end than it has.
    """
    found = Membership.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    kept = found.get(pk=membership.pk)
    require_end(actor, kept)
    today = _day(now)
    if kept.until is not None and kept.until <= max(today, kept.since):
        raise Refusal("该岗位已经结束", "this membership is over")
    if until < today or (kept.until is not None and until > kept.until):
        raise Refusal(
            "结束日期应在今天到原定结束日期之间", "the end lies between today and the planned end", field="until"
        )
    kept.until = max(until, kept.since)
    kept.save(update_fields=["until"])
    audit(actor, ENDED, kept, now, {"person": str(kept.person_id), "until": kept.until.isoformat()}, reason)
    return kept


@transaction.atomic
def suspend(*, actor: Actor, person: Person, reason: str, now: datetime) -> Person:
    """Suspends an account: no sign-in, and sessions end with their next request."""
    return _move(actor, person, AccountState.SUSPENDED, SUSPENDED, reason, now)


@transaction.atomic
def reinstate(*, actor: Actor, person: Person, reason: str, now: datetime) -> Person:
    """Lets a suspended account sign in again."""
    return _move(actor, person, AccountState.ACTIVE, REINSTATED, reason, now)


def plain_name(name: str) -> str:
    """The name as kept. Refuses an empty or long one, and characters that do not print."""
    given = name.strip()
    if not given or len(given) > LONGEST_NAME or not given.isprintable():
        raise Refusal(f"请填写姓名，不超过{LONGEST_NAME}个字", "a name of up to 60 characters", field="name")
    return given


def _proves(proof: ConfirmedPhone | None, digest: str) -> bool:
    return proof is not None and proof.purpose is CodePurpose.CHANGE_PHONE and proof.digest == digest


def _day(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def _move(actor: Actor, person: Person, target: AccountState, verb: Verb, reason: str, now: datetime) -> Person:
    require_administer(actor, person)
    kept = locked(person)
    if not may_move(kept.state, target):
        raise Refusal(f"账号已是「{kept.get_state_display()}」", f"the account is {kept.state}")
    kept.state = target
    kept.save(update_fields=["state"])
    if target is AccountState.SUSPENDED:
        sessions.end_all(kept.id, now)
    audit(actor, verb, kept, now, reason=reason)
    return kept


def _require_place(role: Role, organisation: Organisation | None, since: date) -> None:
    if role not in ORGANISATION_OF:
        raise Refusal("没有这样的岗位", "no such role", field="role")
    kinds = ORGANISATION_OF[role]
    if organisation is None and kinds:
        raise Refusal(f"「{role.label}」须指定机构", f"{role.value} needs an organisation", field="organisation")
    if organisation is not None and organisation.kind not in kinds:
        raise Refusal(f"「{role.label}」不能设在该机构", f"no {role.value} in this organisation", field="organisation")
    if organisation is not None and not is_open(organisation, since):
        raise Refusal("该机构届时已撤销", "the organisation is closed by then", field="organisation")


def _require_free(
    person: Person, role: Role, organisation: Organisation | None, since: date, until: date | None
) -> None:
    overlaps = Q(until__isnull=True) | Q(until__gt=since)
    if until is not None:
        overlaps &= Q(since__lt=until)
    # One that ends where it begins never counts, whatever its day.
    held = [one for one in Membership.objects.filter(overlaps, person=person) if one.until != one.since]
    if any(one.role == role and one.organisation_id == (organisation and organisation.id) for one in held):
        raise Refusal("该人员在这段时间已有此岗位", "the person holds this role then", field="since")
    if role in SEPARATED_ROLES and any(one.role in SEPARATED_ROLES for one in held):
        raise Refusal(
            "系统管理员与审计员须由不同的人担任", "administrator and auditor are different persons", field="role"
        )

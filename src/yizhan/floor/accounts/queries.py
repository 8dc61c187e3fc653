"""Reading persons, memberships and sign-ins."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import F, Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person, SandboxMessage, SignIn
from yizhan.floor.accounts.states import STAFF_ROLES, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.queries import organisations
from yizhan.floor.organisations.scope import within
from yizhan.kernel.clock import SHANGHAI, today


def actor_for(person: Person, membership_id: UUID | None, *, now: datetime) -> Actor:
    """The person in this membership; in the first other one where it is not in force; without any, in the role of the public."""
    return as_actor(person, chosen(memberships_of(person, on=now.astimezone(SHANGHAI).date()), membership_id))


def memberships_of(person: Person, *, on: date) -> list[Membership]:
    """Those in force on this day, of organisations open then: staff roles first, then the oldest. One query."""
    found = Membership.objects.filter(in_force(on), person=person).select_related("organisation")
    return sorted(found, key=lambda one: (one.role not in STAFF_ROLES, one.since, one.id))


def own_membership(actor: Actor) -> Membership:
    """The membership in which the actor acts, with its organisation. Membership.DoesNotExist for whoever acts in none."""
    held = Membership.objects.select_related("organisation").filter(person_id=actor.id)
    return held.get(Q(pk=actor.membership_id))


def people_in(actor: Actor, organisation: Organisation, *, on: date | None = None) -> QuerySet[Person]:
    """Persons who act for an organisation of the actor's area on a day, today by default. By name."""
    held = memberships_in(actor, organisation).filter(in_force(on or today()))
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "id")


def memberships_in(actor: Actor, organisation: Organisation) -> QuerySet[Membership]:
    """Every membership in an organisation of the actor's area, past and future ones too, with its person. Latest first."""
    seen = organisations(actor).filter(pk=organisation.pk)
    found = Membership.objects.filter(organisation__in=seen.values("pk"))
    return found.select_related("person", "organisation").order_by("-since", "role", "id")


def staff(
    actor: Actor,
    *,
    on: date | None = None,
    role: str = "",
    person: Person | None = None,
    organisation: Organisation | None = None,
) -> QuerySet[Membership]:
    """The staff memberships in the actor's area, past and future ones too unless a day is named: those of bureaus, stations, and
    operators of stations there; for the administrator all. With persons and organisations, by organisation and role."""
    wanted = {"role": role, "person": person, "organisation": organisation}
    named = {name: value for name, value in wanted.items() if value}
    found = Membership.objects.filter(role__in=STAFF_ROLES, **named).exclude(until=F("since"))
    if on is not None:
        found = found.filter(in_force(on))
    if not actor.administers:
        operating = Organisation.objects.filter(within(actor), operator__isnull=False).values("operator")
        found = found.filter(within(actor, "organisation") | Q(organisation__in=operating))
    found = found.annotate(path=F("organisation__path"))
    return found.select_related("person", "organisation").order_by("path", "role", "pk")


def staff_person(actor: Actor, pk: UUID) -> Person:
    """Somebody who has, had or will have a staff role in the actor's area. Person.DoesNotExist for anybody else."""
    return Person.objects.filter(pk__in=staff(actor).values("person")).get(pk=pk)


def in_force(on: date) -> Q:
    """The condition that a membership counts on this day."""
    runs = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    return runs & (
        Q(organisation__isnull=True) | Q(organisation__closed_on__isnull=True) | Q(organisation__closed_on__gt=on)
    )


def chosen(held: Sequence[Membership], membership_id: UUID | None) -> Membership | None:
    """The one with this key, or else the first, or None."""
    return next((one for one in held if one.id == membership_id), held[0] if held else None)


def as_actor(person: Person, membership: Membership | None) -> Actor:
    """The person in this membership, or in the role of the public."""
    if membership is None:
        return Actor(id=person.id, role=Role.PUBLIC, name=person.name)
    organisation = membership.organisation
    return Actor(
        id=person.id,
        role=Role(membership.role),
        name=person.name,
        membership_id=membership.id,
        organisation_id=membership.organisation_id,
        organisation_name=organisation.name if organisation else "",
        path=organisation.path if organisation else "",
    )


def reachable(held: Iterable[Membership], *, two_factors: bool) -> list[Membership]:
    """Those that this sign-in may use: staff roles only after password and second factor."""
    return [one for one in held if two_factors or one.role not in STAFF_ROLES]


def sign_ins(actor: Actor, *, now: datetime) -> QuerySet[SignIn]:
    """The own sign-ins whose sessions last, latest first."""
    live = Session.objects.filter(expire_date__gt=now)
    mine = SignIn.objects.filter(person_id=actor.id, ended_at=None, session_key__in=live.values("session_key"))
    return mine.order_by("-at")


def sandbox_messages(actor: Actor) -> QuerySet[SandboxMessage]:
    """What the demo shows instead of sending, latest first, to everybody. Nothing outside the demo.

    Phone and body are sealed; the page opens the body for SystemPurpose.NOTICE.
    """
    return (SandboxMessage.objects.all() if settings.YIZHAN_DEMO else SandboxMessage.objects.none()).order_by(
        "-sent_at"
    )

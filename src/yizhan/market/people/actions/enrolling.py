"""Registering many from a list within one transaction: what all of them need is looked up once, before the first is written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.market.people import filing
from yizhan.market.people.actions.registering import Entry, Registered, form_digest, opened
from yizhan.market.people.checking import checked as check
from yizhan.market.people.filing import Standing
from yizhan.market.people.models import Worker
from yizhan.market.people.policy import require_counter


@dataclass(slots=True)
class Enrolment:
    """Where and by whom a list is entered; `holders` are the accounts of its phones, by digest. `allowed` once it was asked."""

    actor: Actor
    station: Organisation
    holders: dict[str, Person]
    allowed: bool = False


def begin_enrolment(*, actor: Actor, station: Organisation, phones: Collection[str]) -> Enrolment:
    """Looks up once for the whole list whose its phones are. Inside a transaction that holds the locks on all its numbers and
    phones (`filing.lock_numbers` names them)."""
    digests = [phone_digest(phone) for phone in phones]
    found = Person.objects.filter(phone_digest__in=digests) if digests else ()
    return Enrolment(actor, station, {str(person.phone_digest): person for person in found})


def enrol(*, at: Enrolment, entry: Entry, worker: Worker | None, now: datetime) -> Registered:
    """Does for one of the list what `register_at_counter` does. `worker` is the file of the number as the locks keep it.

    Refusals as there. The form's key counts once: the database refuses it a second time. Refusal leaves nothing behind but what the caller's own
    savepoint takes back.
    """
    if not at.allowed:
        require_counter(at.actor, at.station)
        at.allowed = True
    checked = check(entry.draft, purposes=entry.agreed.purposes, today=filing.day_of(now))
    digest = form_digest(entry.draft, entry.kinds, entry.agreed, at.station, entry.day)
    phone = phone_digest(checked.draft.phone) if checked.draft.phone else ""
    done = opened(at.actor, at.station, checked, Standing(worker, at.holders.get(phone)), entry, digest, now)
    if phone and done.worker.person.phone_digest == phone:
        at.holders[phone] = done.worker.person
    return done

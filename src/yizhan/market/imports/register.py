"""The part of the register that a set of rows is about, read at once: files, who may see them, what is registered here already."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.market.employers.models import Employer, HiringRegistration
from yizhan.market.employers.queries import employers
from yizhan.market.imports.sayings import EmployerSaid, Said, WorkerSaid
from yizhan.market.people.models import Registration, Worker
from yizhan.market.people.queries import workers
from yizhan.market.people.states import RegistrationState

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Register:
    """Files by key (`key_of`), the ids of those that the actor sees, and the registrations at the station: a worker's as
    (id, kind, day), an employer's as (id, day)."""

    workers: dict[str, Worker]
    employers: dict[str, Employer]
    seen: frozenset[UUID]
    registered: frozenset[tuple[object, ...]]


def key_of(said: Said) -> str:
    """What two rows about the same person or employer have in common: a credit code, or the digest of an identity number."""
    if isinstance(said, WorkerSaid):
        return lookup_digest("resident_number", said.document_number)
    return said.credit_code or lookup_digest("resident_number", said.identity_number)


def event_of(said: Said) -> tuple[object, ...]:
    """What two rows that register the same thing have in common, beside `key_of`."""
    return (said.registration, said.day) if isinstance(said, WorkerSaid) else (said.day,)


def read_register(actor: Actor, station: Organisation, rows: Iterable[Said], *, now: datetime) -> Register:
    """Reads a thousand keys at a time: the number of queries depends on the rows only in steps of a thousand."""
    of_workers: dict[str, Worker] = {}
    of_employers: dict[str, Employer] = {}
    seen: set[UUID] = set()
    registered: set[tuple[object, ...]] = set()
    listed = list(rows)
    for keys in _parts({key_of(said) for said in listed if isinstance(said, WorkerSaid)}):
        found = Worker.objects.select_related("person").filter(document_digest__in=keys)
        of_workers |= {str(worker.document_digest): worker for worker in found}
        seen.update(workers(actor, at=now).filter(document_digest__in=keys).values_list("pk", flat=True))
        registered.update(_worker_events(station, [worker.pk for worker in found]))
    for keys in _parts({key_of(said) for said in listed if isinstance(said, EmployerSaid)}):
        codes = [key for key in keys if len(key) == 18]
        digests = [key for key in keys if len(key) == 64]
        mine = employers(actor)
        for rows_found in (
            Employer.objects.filter(credit_code__in=codes),
            Employer.objects.filter(identity_digest__in=digests),
        ):
            of_employers |= {str(each.credit_code or each.identity_digest): each for each in rows_found}
        for rows_found in (mine.filter(credit_code__in=codes), mine.filter(identity_digest__in=digests)):
            seen.update(each.pk for each in rows_found)
        registered.update(_employer_events(station, [each.pk for each in of_employers.values()]))
    return Register(of_workers, of_employers, frozenset(seen), frozenset(registered))


def _worker_events(station: Organisation, keys: Collection[UUID]) -> Iterator[tuple[UUID, str, date]]:
    standing = Registration.objects.filter(worker__in=keys, station=station, state=RegistrationState.VALID)
    yield from standing.values_list("worker_id", "kind", "day")


def _employer_events(station: Organisation, keys: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    yield from HiringRegistration.objects.filter(employer__in=keys, station=station).values_list("employer_id", "day")


def _parts(keys: set[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    for at in range(0, len(ordered), AT_ONCE):
        yield ordered[at : at + AT_ONCE]

"""Reading worker files. A file is seen by its person, by the stations where the person registered, and by the bureaus above."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.scope import NOTHING, within
from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.queries import consents_on, is_restricted, restricted_ids
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import documents
from yizhan.market.people.ages import FULL_AGE, is_minor
from yizhan.market.people.models import (
    Category,
    Certificate,
    Crew,
    CrewMember,
    Guardian,
    Merge,
    Registration,
    Worker,
)
from yizhan.market.people.policy import sees_by_area
from yizhan.market.people.states import MemberState, RegistrationState, WorkerState


@dataclass(frozen=True, slots=True)
class Known:
    """That a file exists for a number. `worker_id` and `stations` only where the file is in the actor's own area.

    `held_back`: the person's data is restricted, so nothing can be done with it.
    """

    masked_name: str
    worker_id: UUID | None
    stations: tuple[str, ...]
    held_back: bool = False

    @property
    def mine(self) -> bool:
        """Whether the actor may open the file."""
        return self.worker_id is not None


def workers(actor: Actor, *, at: datetime | None = None) -> QuerySet[Worker]:
    """The files in use of the actor's area, without restricted persons at that time (now); for a person without an area the own
    one, restricted or not. With the person."""
    if not sees_by_area(actor):
        return own(actor)
    found = Worker.objects.select_related("person").filter(_in_area(actor), state=WorkerState.ACTIVE)
    return found.exclude(person_id__in=restricted_ids(at or datetime.now(tz=SHANGHAI)))


def held_back(actor: Actor, *, at: datetime) -> QuerySet[Worker]:
    """The files of the actor's area whose persons are restricted: to say that this is so, and nothing of what is in them."""
    found = Worker.objects.filter(_in_area(actor) if sees_by_area(actor) else NOTHING, state=WorkerState.ACTIVE)
    return found.filter(person_id__in=restricted_ids(at))


def minors(actor: Actor, *, on: date) -> QuerySet[Worker]:
    """The files of the actor's area whose persons are under 18 on a day, the oldest first."""
    day = on if (on.month, on.day) != (2, 29) else on.replace(day=28)
    grown = day.replace(year=on.year - FULL_AGE)
    return workers(actor).filter(birth_date__gt=grown).order_by("birth_date", "id")


def awaiting_guardian(actor: Actor, *, on: date) -> QuerySet[Worker]:
    """Those of `minors` whose guardian has not signed yet: until then their registrations are not complete (民法典第十九条)."""
    signed = Guardian.objects.filter(worker=OuterRef("pk"), consent_paper__isnull=False)
    return minors(actor, on=on).filter(~Exists(signed), self_supporting=False)


def awaits_guardian(worker: Worker, *, on: date) -> bool:
    """Whether this file is one of `awaiting_guardian`, whoever looks."""
    if worker.birth_date is None or worker.self_supporting or not is_minor(worker.birth_date, on):
        return False
    guardian = getattr(worker, "guardian", None)
    return guardian is None or guardian.consent_paper_id is None


def guardian_papers(actor: Actor) -> QuerySet[Guardian]:
    """The guardians, of the workers whom the actor sees, whose consent lies in the file; his own where he sees nobody else."""
    found = Guardian.objects.filter(worker__in=workers(actor).values("pk"), consent_paper__isnull=False)
    return found.select_related("worker__person", "consent_paper").order_by("worker_id")


def consents(actor: Actor, worker: Worker, *, on: date) -> QuerySet[Consent]:
    """What the person of a file that the actor sees has agreed to, in force on a day."""
    if not workers(actor).filter(pk=worker.pk).exists():
        return Consent.objects.none()
    return consents_on(actor, day=on, people=[worker.person_id])


def own(actor: Actor) -> QuerySet[Worker]:
    """The actor's own file, in whatever role he acts now."""
    return Worker.objects.select_related("person").filter(person_id=actor.id, state=WorkerState.ACTIVE)


def registrations(
    actor: Actor, *, since: date | None = None, until: date | None = None, standing_only: bool = True
) -> QuerySet[Registration]:
    """The registrations at the stations of the actor's area, or the own ones; latest first. `until` is included.

    Those that stand: neither superseded nor withdrawn, nor left with a file that was merged because the other has the same.
    """
    area = within(actor, "station") if sees_by_area(actor) else Q(worker__person_id=actor.id)
    found = Registration.objects.filter(area if actor.is_signed_in or actor.sees_everything else NOTHING)
    wanted = {"day__gte": since, "day__lte": until}
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    if standing_only:
        found = found.filter(state=RegistrationState.VALID).exclude(worker__state=WorkerState.MERGED)
    return found.select_related("worker__person", "station", "clerk").order_by("-day", "-entered_at", "-id")


def history(actor: Actor, worker: Worker) -> QuerySet[Registration]:
    """The registrations of a worker that the actor sees: a station its own, not those at other stations."""
    return registrations(actor, standing_only=False).filter(worker=worker)


def categories(actor: Actor, *, on: date) -> QuerySet[Category]:
    """The categories in force on a day, of the workers whom the actor sees."""
    return all_categories(actor).filter(Q(since__lte=on) & (Q(until=None) | Q(until__gte=on)))


def all_categories(actor: Actor) -> QuerySet[Category]:
    """The categories of the workers whom the actor sees, ended ones too."""
    found = Category.objects.filter(worker__in=workers(actor).values("pk"))
    return found.select_related("worker__person", "proof").order_by("worker_id", "kind", "-since")


def expiring_certificates(actor: Actor, *, since: date, until: date) -> QuerySet[Certificate]:
    """The certificates whose last valid day lies in this span, both days included, soonest first."""
    found = Certificate.objects.filter(expires_on__range=(since, until), worker__in=workers(actor).values("pk"))
    return found.select_related("worker__person").order_by("expires_on", "id")


def crews(actor: Actor) -> QuerySet[Crew]:
    """The crews that the actor leads or that a worker of his area leads, closed ones too."""
    found = Crew.objects.select_related("leader__person").prefetch_related("members__worker__person")
    return found.filter(Q(leader__in=workers(actor).values("pk")) | Q(leader__person_id=actor.id)).order_by(
        "name", "id"
    )


def invitations(actor: Actor) -> QuerySet[CrewMember]:
    """The invitations that wait for the actor's own answer."""
    found = CrewMember.objects.filter(worker__person_id=actor.id, state=MemberState.INVITED)
    return found.select_related("crew__leader__person").order_by("created_at", "id")


def members(actor: Actor) -> QuerySet[CrewMember]:
    """The places in crews of the workers whom the actor sees, the oldest first."""
    found = CrewMember.objects.filter(worker__in=workers(actor).values("pk"))
    return found.select_related("crew__leader__person", "worker__person").order_by("created_at", "id")


def waiting_members(actor: Actor) -> QuerySet[CrewMember]:
    """Those of them that wait for the worker's answer."""
    return members(actor).filter(state=MemberState.INVITED)


def places(actor: Actor) -> QuerySet[CrewMember]:
    """The crews that the actor himself has joined and not left."""
    found = CrewMember.objects.filter(worker__person_id=actor.id, state=MemberState.AGREED, crew__closed_at=None)
    return found.select_related("crew__leader__person").order_by("agreed_at", "id")


def crews_led(actor: Actor) -> QuerySet[Crew]:
    """The crews that the actor himself leads, with those who agreed and no others: an invitation shows nothing of whom it reached."""
    agreed = (
        CrewMember.objects.filter(state=MemberState.AGREED).select_related("worker__person").order_by("agreed_at", "id")
    )
    found = Crew.objects.filter(leader__person_id=actor.id, closed_at=None).select_related("leader__person")
    return found.prefetch_related(Prefetch("members", queryset=agreed)).order_by("created_at", "id")


def certificates(actor: Actor) -> QuerySet[Certificate]:
    """The certificates of the workers whom the actor sees; his own where he sees nobody else. By name."""
    found = Certificate.objects.filter(worker__in=workers(actor).values("pk"))
    return found.select_related("worker__person", "scan").order_by("name", "id")


def led_by(actor: Actor) -> QuerySet[Worker]:
    """The workers for whom the actor may act as crew leader: those who agreed and did not leave."""
    agreed = CrewMember.objects.filter(
        crew__leader__person_id=actor.id, crew__closed_at=None, state=MemberState.AGREED, worker=OuterRef("pk")
    )
    return Worker.objects.filter(Exists(agreed), state=WorkerState.ACTIVE).select_related("person").order_by("id")


def merges(actor: Actor) -> QuerySet[Merge]:
    """The merges into files that the actor sees, undone ones too; latest first."""
    found = Merge.objects.filter(kept__in=workers(actor).values("pk"))
    return found.select_related("kept__person", "other__person").order_by("-merged_at", "-id")


def known(actor: Actor, document_number: str, *, today: date) -> Known | None:
    """Whether a file exists for this number. Refuses a number that cannot be right.

    A clerk of another station learns the surname and that there is a file, nothing else. Erased files are not known.
    """
    digest = lookup_digest("resident_number", documents.read(document_number, today=today).number)
    found = (
        Worker.objects.filter(document_digest=digest).exclude(state=WorkerState.ERASED).select_related("person").first()
    )
    if found is None:
        return None
    return known_of(actor, found)


def known_of(actor: Actor, worker: Worker) -> Known:
    """What the actor may know of a file that came up as a duplicate."""
    mine = workers(actor).filter(pk=worker.pk).exists()
    names = registrations(actor).filter(worker=worker).values_list("station__name", flat=True) if mine else ()
    return Known(
        masked_name=mask(worker.person.name, Masking.NAME),
        worker_id=worker.pk if mine else None,
        stations=tuple(sorted(set(names))),
        held_back=is_restricted(worker.person_id, datetime.now(tz=SHANGHAI)),
    )


find_duplicate = known


def _in_area(actor: Actor) -> Q:
    if actor.sees_everything:
        return Q()
    here = Registration.objects.filter(within(actor, "station"), state=RegistrationState.VALID, worker=OuterRef("pk"))
    return Q(Exists(here))

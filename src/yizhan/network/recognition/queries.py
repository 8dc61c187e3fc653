"""Every read. An application is seen by its applicant, by whoever runs the station, and by the bureaus above once submitted."""

from uuid import UUID

from django.db.models import Max, Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.queries import in_force, memberships_in
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import NOTHING, within
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.clock import SHANGHAI, today
from yizhan.network.recognition.eligibility import Facts
from yizhan.network.recognition.materials import FOR_SUBSIDY
from yizhan.network.recognition.models import (
    Application,
    Attachment,
    Measure,
    SiteVisit,
    Step,
    SubsidyRequest,
    VisitPhoto,
)
from yizhan.network.recognition.policy import BUREAUS, READERS
from yizhan.network.recognition.states import (
    ApplicationKind,
    ApplicationState,
    DecisionResult,
    MeasureKind,
    MeasureState,
)
from yizhan.network.stations.states import StationKind

_RELATED = ("county", "applicant", "station", "decision", "new_operator")


def visible(actor: Actor) -> Q:
    """The condition that an application is in the actor's area. Bureaus do not see drafts: those are the applicant's own."""
    if actor.sees_everything:
        return Q()
    if actor.role not in READERS:
        return NOTHING
    if actor.role in BUREAUS:
        return within(actor, "county") & Q(submitted_at__isnull=False)
    return within(actor, "applicant") | within(actor, "station") & Q(submitted_at__isnull=False)


def applications(
    actor: Actor, *, state: str = "", kind: str = "", station: Organisation | None = None
) -> "QuerySet[Application]":
    """Those in the actor's area, the newest first; of one state, kind or station where named."""
    found = Application.objects.filter(visible(actor)).select_related(*_RELATED)
    if station is not None:
        found = found.filter(station=station)
    if state:
        found = found.filter(state=state)
    return (found.filter(kind=kind) if kind else found).order_by("-created_at", "pk")


def application(actor: Actor, pk: UUID) -> Application:
    """The one with this key. Application.DoesNotExist where it is not in the actor's area."""
    return applications(actor).get(pk=pk)


def waiting(actor: Actor) -> "QuerySet[Application]":
    """What waits for the actor's side: for bureaus what is under review or approved, for applicants what they may still edit."""
    mine = (ApplicationState.DRAFT, ApplicationState.RETURNED)
    theirs = (
        ApplicationState.SUBMITTED,
        ApplicationState.ACCEPTED,
        ApplicationState.VISIT_SCHEDULED,
        ApplicationState.VISITED,
        ApplicationState.APPROVED,
    )
    return applications(actor).filter(state__in=theirs if actor.role in BUREAUS else mine)


def attachments(actor: Actor, application: Application) -> "QuerySet[Attachment]":
    """Its papers that were not taken back, with their files."""
    rows = Attachment.objects.filter(application__in=applications(actor).filter(pk=application.pk).values("pk"))
    return rows.filter(removed_at__isnull=True).select_related("file")


def attachment(actor: Actor, pk: UUID) -> Attachment:
    """One paper by its key, whose bytes `files.queries.content` then gives. Attachment.DoesNotExist where another's."""
    rows = Attachment.objects.filter(application__in=applications(actor).values("pk"), removed_at__isnull=True)
    return rows.select_related("file", "application").get(pk=pk)


def steps(actor: Actor, application: Application) -> "QuerySet[Step]":
    """What happened to it, in order."""
    return Step.objects.filter(application__in=applications(actor).filter(pk=application.pk).values("pk"))


def visits(actor: Actor, application: Application) -> "QuerySet[SiteVisit]":
    """Its visits in order, with findings, photos and visitors."""
    rows = SiteVisit.objects.filter(application__in=applications(actor).filter(pk=application.pk).values("pk"))
    return rows.select_related("first_visitor", "second_visitor").prefetch_related("findings", "photos__file")


def photo(actor: Actor, pk: UUID) -> VisitPhoto:
    """One photo of a visit, with its file. VisitPhoto.DoesNotExist where another's."""
    rows = VisitPhoto.objects.filter(visit__application__in=applications(actor).values("pk"))
    return rows.select_related("file", "visit__application").get(pk=pk)


def hands(actor: Actor, application: Application) -> dict[UUID, str]:
    """The names of those who took its steps, by key. Empty where it is not in the actor's area."""
    persons = steps(actor, application).order_by().values("person_id")
    return dict(Person.objects.filter(pk__in=persons).values_list("pk", "name"))


def possible_visitors(actor: Actor, application: Application) -> "QuerySet[Person]":
    """The officers of its county in force today, for whoever sees that county. By name."""
    held = memberships_in(actor, application.county).filter(in_force(today()), role=Role.COUNTY_OFFICER)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "id")


def counties(actor: Actor) -> "QuerySet[Organisation]":
    """The open county bureaus to which one may apply. They are public."""
    return Organisation.objects.filter(kind=OrganisationKind.COUNTY_BUREAU, closed_on__isnull=True).order_by("path")


def subsidy_of(actor: Actor, application: Application) -> SubsidyRequest | None:
    """The subsidy asked for with it; None where none is, and where it is not in the actor's area."""
    seen = applications(actor).filter(pk=application.pk).order_by().values("pk")
    return SubsidyRequest.objects.filter(application__in=seen).first()


def possible_operators(actor: Actor, application: Application) -> "QuerySet[Organisation]":
    """The open operators that may take a station over, for whoever sees the application, without the present one. By name."""
    if not applications(actor).filter(pk=application.pk).exists():
        return Organisation.objects.none()
    station = application.station
    found = Organisation.objects.filter(kind=OrganisationKind.OPERATOR, closed_on__isnull=True)
    if station is not None and station.operator_id is not None:
        found = found.exclude(pk=station.operator_id)
    return found.order_by("name", "path")


def measures(actor: Actor, *, station: Organisation | None = None) -> "QuerySet[Measure]":
    """Measures against the stations of the actor's area, the latest first."""
    if not (actor.sees_everything or actor.role in READERS):
        return Measure.objects.none()
    found = Measure.objects.filter(within(actor, "station")).select_related("station", "follows")
    return found.filter(station=station) if station is not None else found


def overdue(actor: Actor, *, on: object) -> "QuerySet[Measure]":
    """Rectifications whose deadline has passed and whose outcome is not entered."""
    return measures(actor).filter(kind=MeasureKind.RECTIFICATION, state=MeasureState.IN_FORCE, due_on__lt=on)


def last_serial(county_id: UUID, year: int) -> int:
    """The highest number of a county and year; 0 for none. For the action that gives the next, under its lock."""
    found = Application.objects.filter(county_id=county_id, year=year).aggregate(last=Max("serial"))["last"]
    return int(found or 0)


def subsidy_facts(actor: Actor, application: Application, *, bought_by_government: bool | None = None) -> Facts:
    """What the records say for the one-time subsidy. Whether the government bought the same service is for the officer to say.

    Application.DoesNotExist where it is not in the actor's area.
    """
    held = applications(actor).get(pk=application.pk)
    decision = held.decision
    approved = decision is not None and decision.result == DecisionResult.APPROVED
    last = held.visits.filter(held_on__isnull=False).order_by("-round").first()
    rows = {} if last is None else {row.check_code: row for row in last.findings.all()}
    area, staff = rows.get("service_area"), rows.get("staff")
    there = set(attachments(actor, held).values_list("material", flat=True))
    earlier = _earlier(held)
    return Facts(
        kind=StationKind(held.station_kind) if held.station_kind else None,
        recognised_on=held.decided_at.astimezone(SHANGHAI).date() if approved and held.decided_at else None,
        recognised_before=earlier.exists(),
        subsidised_before=earlier.filter(subsidy__isnull=False).exists(),
        area_met=area.met if area else None,
        area_found=area.found if area else "",
        staff_met=staff.met if staff else None,
        staff_found=staff.found if staff else "",
        missing_materials=tuple(material.label for material in FOR_SUBSIDY if material not in there),
        publicity_until=decision.publicity_until if decision is not None else None,
        objected=decision.objected if decision is not None else None,
        bought_by_government=bought_by_government,
    )


def _earlier(held: Application) -> "QuerySet[Application]":
    """Recognitions of the same place that were approved before: the same station, or the same name in the county."""
    same = Q(station_name=held.station_name, county=held.county_id)
    if held.station_id is not None:
        same |= Q(station=held.station_id)
    approved = (ApplicationState.APPROVED, ApplicationState.OPENED)
    found = Application.objects.filter(same, kind=ApplicationKind.RECOGNITION, state__in=approved)
    found = found.exclude(pk=held.pk)
    return found.filter(decided_at__lt=held.decided_at) if held.decided_at else found

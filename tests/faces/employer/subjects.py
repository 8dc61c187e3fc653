"""What the addresses of an employer name."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import Subject
from tests.faces.worker.subjects import a_notice
from tests.floor.accounts.factories import a_member, a_person, an_organisation
from tests.market.employers.factories import a_code, a_file
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.employers.actions import confirm, propose, register
from yizhan.market.employers.models import Employer, Mandate
from yizhan.market.employers.states import BlacklistReason, Channel, EmployerKind, EmployerState, Source


def an_employer_of(scene: Scene, actor: Actor, relation: Reach) -> Employer:
    """The actor's own, or another; registered at the station of the scene."""
    own = relation is Reach.OWN and actor.role is Role.EMPLOYER_AGENT
    code = a_code()
    organisation_id = (
        actor.organisation_id
        if own
        else an_organisation(OrganisationKind.EMPLOYER, f"E-{code}", name="泉州某某服饰有限公司").pk
    )
    held = Employer.objects.filter(organisation_id=organisation_id).first()
    if held is not None:
        return held
    made = Employer(
        organisation_id=organisation_id,
        kind=EmployerKind.FIRM,
        credit_code=code,
        legal_name="泉州某某服饰有限公司",
        source=Source.COUNTER,
        state=EmployerState.ACTIVE,
        created_at=timezone.now(),
        updated_at=timezone.now(),
    )
    made.save(force_insert=True)
    system = Actor(id=a_person().id, role=Role.SYSTEM)
    register(actor=system, employer=made, station=scene.city.station, channel=Channel.COUNTER, now=timezone.now())
    return made


def a_mandate(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Of another agent of the employer."""
    employer = an_employer_of(scene, actor, relation)
    today = timezone.now().astimezone(SHANGHAI).date()
    made = Mandate.objects.create(
        employer=employer, person=a_person(name="同事"), since=today, created_at=timezone.now()
    )
    return {"pk": made.pk}


def a_blacklisting(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Confirmed now, so that it may be appealed."""
    employer = an_employer_of(scene, actor, relation)
    clerk = a_member(Role.STATION_STAFF, scene.city.station)
    officer = a_member(Role.COUNTY_OFFICER, scene.city.county)
    now = timezone.now()
    case = propose(
        actor=clerk,
        employer=employer,
        reason=BlacklistReason.FEES,
        statement="向三名求职者各收押金二百元",
        evidence=a_file(clerk.id),
        now=now,
    )
    today = now.astimezone(SHANGHAI).date()
    confirm(
        actor=officer, case=case, since=today, until=today + timedelta(days=180), decision="证据充分，予以列入", now=now
    )
    return {"pk": case.pk}


SUBJECTS: dict[str, Subject] = {
    "own_mandate": a_mandate,
    "own_blacklisting": a_blacklisting,
    "own_notice_of_agent": a_notice,
}

"""What the addresses of a worker name."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace

from django.utils import timezone

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import Subject
from tests.faces.worker.factories import a_picture
from tests.floor.accounts.factories import a_member, a_person
from tests.market.people.factories import a_draft, a_key, a_number, agreed
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.actions import store
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.notices.models import Notice
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.floor.rights import actions as rights
from yizhan.floor.rights import receipts
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import IdentityCheck, RequestKind
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft
from yizhan.market.people.models import Worker
from yizhan.market.people.states import CategoryKind, RegistrationKind

_CONSENTS = frozenset((ConsentPurpose.EMPLOYMENT_SERVICE, ConsentPurpose.IDENTITY_CHECK))


def _owner(actor: Actor, relation: Reach) -> Person:
    """The actor himself, or somebody else."""
    if relation is Reach.OWN and actor.is_signed_in:
        return Person.objects.get(pk=actor.id)
    return a_person(name="旁人")


def _file_of(scene: Scene, person: Person, *kinds: RegistrationKind) -> Worker:
    """His file at the station of the scene. He opens it himself: the account stays his."""
    held = Worker.objects.filter(person=person).first()
    if held is not None:
        return held
    return actions.register_self(
        actor=Actor(id=person.id, role=Role.WORKER, name=person.name),
        station=scene.city.station,
        draft=a_draft(name="某某", document_number=a_number(), phone="", contact_phone="13800009999"),
        kinds=kinds or (RegistrationKind.SEEKING,),
        agreed=agreed(_CONSENTS, ConsentChannel.ONLINE),
        form_key=a_key(),
        now=timezone.now(),
    ).worker


def _himself(worker: Worker) -> Actor:
    return Actor(id=worker.person_id, role=Role.WORKER)


def a_certificate(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """With a picture whose bytes are there."""
    worker = _file_of(scene, _owner(actor, relation))
    now = timezone.now()
    scan = store(
        actor=_himself(worker), upload=a_picture(), purpose=FilePurpose.CERTIFICATE, person_id=worker.person_id, now=now
    )
    draft = CertificateDraft(name="健康证", scan=scan)
    made = actions.add_certificate(actor=_himself(worker), worker=worker, draft=draft, now=timezone.now())
    return {"pk": made.pk}


def a_guardian_paper(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Signed, with a picture whose bytes are there."""
    worker, now = _file_of(scene, _owner(actor, relation)), timezone.now()
    himself = _himself(worker)
    named = {"guardian_name": "林大伟", "guardian_phone": "13900001111"}
    actions.edit_file(actor=himself, worker=worker, changes=named, version=worker.version, now=now)
    purpose = FilePurpose.GUARDIAN_CONSENT
    paper = store(actor=himself, upload=a_picture(), purpose=purpose, person_id=worker.person_id, now=now)
    actions.add_guardian_paper(actor=himself, worker=worker, paper=paper, now=now)
    return {"pk": worker.pk}


def a_category(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    worker = _file_of(scene, _owner(actor, relation))
    draft = CategoryDraft(kind=CategoryKind.RURAL_MIGRANT, since=date(2026, 1, 1))
    made = actions.add_category(actor=_himself(worker), worker=worker, draft=draft, now=timezone.now())
    return {"pk": made.pk}


def _a_crew(scene: Scene, leader: Person) -> SimpleNamespace:
    worker = _file_of(scene, leader, RegistrationKind.SEEKING, RegistrationKind.CREW_LEADER)
    boss = Actor(id=leader.id, role=Role.CREW_LEADER)
    made = actions.found_crew(actor=boss, leader=worker, name="东海装修班", now=timezone.now())
    return SimpleNamespace(made=made, boss=boss)


def a_crew(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Led by the actor, or by somebody else."""
    return {"pk": _a_crew(scene, _owner(actor, relation)).made.pk}


def _a_place(scene: Scene, person: Person):  # type: ignore[no-untyped-def]
    worker = _file_of(scene, person)
    clerk = a_member(Role.STATION_STAFF, scene.city.station)
    crew = _a_crew(scene, a_person(name="吴带头")).made
    return actions.invite(actor=clerk, crew=crew, worker=worker, now=timezone.now())


def an_invitation(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    return {"pk": _a_place(scene, _owner(actor, relation)).pk}


def a_crew_place(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Agreed to."""
    place = _a_place(scene, _owner(actor, relation))
    own = Actor(id=place.worker.person_id, role=Role.WORKER)
    actions.answer_invitation(actor=own, member=place, agrees=True, channel=ConsentChannel.ONLINE, now=timezone.now())
    return {"pk": place.pk}


def _request(scene: Scene, person: Person, kind: RequestKind) -> Request:
    return rights.hand_in(
        actor=Actor(id=person.id, role=Role.PUBLIC),
        person=person,
        kind=kind,
        organisation=scene.city.station,
        channel=ConsentChannel.ONLINE,
        identity_check=IdentityCheck.SIGNED_IN_AGAIN,
        now=timezone.now(),
    )


def a_request(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    return {"pk": _request(scene, _owner(actor, relation), RequestKind.COPY).pk}


def an_answered_copy(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Ready to be fetched."""
    request = _request(scene, _owner(actor, relation), RequestKind.COPY)
    clerk = a_member(Role.STATION_STAFF, scene.city.station)
    rights.take_up(actor=clerk, request=request, now=timezone.now())
    rights.answer(actor=clerk, request=request, words="已备好，请下载", now=timezone.now())
    return {"pk": request.pk, "form": "json"}


def a_receipt(scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    return {"receipt": receipts.receipt_of(_request(scene, a_person(name="旁人"), RequestKind.ERASURE))}


def a_notice(_scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    made = Notice.objects.create(
        person=_owner(actor, relation),
        kind="people.crew.invited",
        key=a_key(),
        title="班组邀请",
        text="有劳务带头人邀请您加入班组，须您本人同意才生效。",
        in_inbox=True,
        created_at=timezone.now(),
    )
    return {"pk": made.pk}


SUBJECTS: dict[str, Subject] = {
    "own_certificate": a_certificate,
    "own_guardian_paper": a_guardian_paper,
    "own_category": a_category,
    "own_crew": a_crew,
    "own_invitation": an_invitation,
    "own_crew_place": a_crew_place,
    "own_rights_request": a_request,
    "own_answered_copy": an_answered_copy,
    "erasure_receipt": a_receipt,
    "own_notice": a_notice,
}
BODIES: dict[str, Mapping[str, str]] = {
    "worker:rights_consents": {"purpose": "messages", "give": "1"},
    "worker:crew_answer": {"agrees": "1"},
}

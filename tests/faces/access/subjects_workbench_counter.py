"""What the addresses of the counter name."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import Subject
from tests.faces.workbench.counter.factories import a_paper
from tests.floor.accounts.factories import a_member, a_person
from tests.market.employers.factories import an_employer
from tests.market.people.factories import a_number, registered
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.employers import actions as employing
from yizhan.market.employers.models import Employer
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft
from yizhan.market.people.models import Category, Certificate, CrewMember, Merge, Registration, Worker
from yizhan.market.people.states import CategoryKind, RegistrationKind

_BORN = date(1970, 5, 6)


def _clerk(scene: Scene, relation: Reach, role: Role = Role.STATION_STAFF) -> Actor:
    return a_member(role, scene.station_at(relation))


def _worker_at(scene: Scene, relation: Reach, **values: object) -> Worker:
    clerk = _clerk(scene, relation)
    kinds = (RegistrationKind.SEEKING, RegistrationKind.CREW_LEADER)
    return registered(clerk, scene.station_at(relation), kinds, now=timezone.now(), **values).worker  # type: ignore[arg-type]


def a_worker_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A file of that station."""
    return {"pk": _worker_at(scene, relation).pk}


def a_consent_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A consent of such a file."""
    return {"pk": _worker_at(scene, relation).pk, "purpose": "messages"}


def a_category_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A category without proof."""
    today = timezone.now().astimezone(SHANGHAI).date()
    draft = CategoryDraft(kind=CategoryKind.RURAL_MIGRANT, since=today)
    return {"pk": Category.objects.get(worker=_worker_at(scene, relation, categories=(draft,))).pk}


def a_proof_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A category with a proof whose bytes are there."""
    worker, clerk, now = _worker_at(scene, relation), _clerk(scene, relation), timezone.now()
    draft = CategoryDraft(
        kind=CategoryKind.RURAL_MIGRANT,
        since=now.astimezone(SHANGHAI).date(),
        proof=a_paper(clerk, person_id=worker.person_id),
    )
    return {"pk": actions.add_category(actor=clerk, worker=worker, draft=draft, now=now).pk}


def a_certificate_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A certificate."""
    worker = _worker_at(scene, relation, certificates=(CertificateDraft(name="电工证"),))
    return {"pk": Certificate.objects.get(worker=worker).pk}


def a_scan_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A certificate with its scan."""
    worker, clerk = _worker_at(scene, relation), _clerk(scene, relation)
    draft = CertificateDraft(name="电工证", scan=a_paper(clerk, person_id=worker.person_id))
    return {"pk": actions.add_certificate(actor=clerk, worker=worker, draft=draft, now=timezone.now()).pk}


def a_guardian_paper_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A minor whose guardian has signed."""
    year = timezone.now().astimezone(SHANGHAI).year - 17
    guarded = {"guardian_name": "林大伟", "guardian_phone": "13900001111"}
    worker, clerk = (
        _worker_at(scene, relation, document_number=a_number(date(year, 1, 1)), **guarded),
        _clerk(scene, relation),
    )
    paper = a_paper(clerk, person_id=worker.person_id)
    actions.add_guardian_paper(actor=clerk, worker=worker, paper=paper, now=timezone.now())
    return {"pk": worker.pk}


def a_registration_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A registration of somebody who looks for work."""
    worker = _worker_at(scene, relation)
    return {"pk": Registration.objects.get(worker=worker, kind=RegistrationKind.SEEKING).pk}


def two_workers_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Two files, one without a document."""
    other = _worker_at(scene, relation, document_number="", birth_date=_BORN)
    return {"pk": _worker_at(scene, relation).pk, "other": other.pk}


def a_merge_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Two files that were joined."""
    keep = _worker_at(scene, relation, document_number=a_number(_BORN))
    other = _worker_at(scene, relation, document_number="", birth_date=_BORN)
    head = _clerk(scene, relation, Role.STATION_HEAD)
    made: Merge = actions.merge(actor=head, keep=keep, other=other, reason="同一人", now=timezone.now())
    return {"pk": made.pk}


def a_crew_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A crew of a leader of that station."""
    return {"pk": _member_at(scene, relation).crew_id}


def a_member_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """An invitation of somebody of that station."""
    return {"pk": _member_at(scene, relation).pk}


def an_employer_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """An employer registered at that station."""
    return {"pk": _employer_at(scene, relation).pk}


def two_employers_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Two files of that station."""
    return {"pk": _employer_at(scene, relation).pk, "other": _employer_at(scene, relation).pk}


def an_employer_merge_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """Two files that were joined."""
    keep, drop = _employer_at(scene, relation), _employer_at(scene, relation)
    head = _clerk(scene, relation, Role.STATION_HEAD)
    return {"pk": employing.merge(actor=head, keep=keep, drop=drop, reason="同一家", now=timezone.now()).pk}


def an_employer_with_licence(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """The same with the scan of its licence."""
    seen = employing.Seen(papers=True, licence=a_paper(_clerk(scene, relation)))
    return {"pk": _employer_at(scene, relation, seen=seen).pk}


def a_mandate_there(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    """An agent of such an employer, with the written mandate."""
    clerk, now = _clerk(scene, relation), timezone.now()
    made = employing.grant_mandate(
        actor=clerk,
        employer=_employer_at(scene, relation),
        person=a_person(),
        since=now.astimezone(SHANGHAI).date(),
        until=None,
        file=a_paper(clerk),
        identity_seen=True,
        now=now,
    )
    return {"pk": made.pk}


def _member_at(scene: Scene, relation: Reach) -> CrewMember:
    clerk, now = _clerk(scene, relation), timezone.now()
    crew = actions.found_crew(actor=clerk, leader=_worker_at(scene, relation), name="搬运一班", now=now)
    return actions.invite(actor=clerk, crew=crew, worker=_worker_at(scene, relation), now=now)


def _employer_at(scene: Scene, relation: Reach, **values: object) -> Employer:
    clerk = _clerk(scene, relation)
    return an_employer(clerk, scene.station_at(relation), now=timezone.now(), **values)  # type: ignore[arg-type]


SUBJECTS: dict[str, Subject] = {
    "worker": a_worker_there,
    "worker_consent": a_consent_there,
    "worker_category": a_category_there,
    "worker_category_with_proof": a_proof_there,
    "worker_certificate": a_certificate_there,
    "worker_certificate_with_scan": a_scan_there,
    "worker_with_guardian_paper": a_guardian_paper_there,
    "registration": a_registration_there,
    "worker_pair": two_workers_there,
    "worker_merge": a_merge_there,
    "crew": a_crew_there,
    "crew_member": a_member_there,
    "employer_file": an_employer_there,
    "employer_pair": two_employers_there,
    "employer_merge": an_employer_merge_there,
    "employer_with_licence": an_employer_with_licence,
    "employer_mandate": a_mandate_there,
}

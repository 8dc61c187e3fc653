"""What the addresses of the station half name."""

from collections.abc import Callable, Mapping

from django.utils import timezone

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import Subject
from tests.faces.workbench.station import factories
from tests.floor.accounts.factories import a_person
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.notices.actions import notify
from yizhan.floor.organisations.models import Organisation
from yizhan.market.imports.notice_kinds import KINDS


def _at_station(make: Callable[[Organisation], object], *, with_file: bool = False) -> Subject:
    """The factory of an object of the station that stands in the relation; `with_file` makes the station's file first."""

    def factory(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
        organisation = scene.station_at(relation)
        made = make(factories.a_file(organisation)) if with_file else make(organisation)  # type: ignore[arg-type]
        return {"pk": made.pk}  # type: ignore[attr-defined]

    return factory


def _form(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    application = factories.a_draft(scene.station_at(relation))
    return {"pk": application.pk, "code": "recognition", "format": "docx"}


def _blank(_scene: Scene, _actor: Actor, _relation: Reach) -> Mapping[str, object]:
    return {"code": "recognition", "format": "docx"}


def _notice(_scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    person = Person.objects.get(pk=actor.id) if relation is Reach.OWN else a_person("他人")
    words = {"applied": "3", "conflicts": "0"}
    return {"pk": notify(person_id=person.pk, kind=KINDS[0].code, words=words, now=timezone.now()).pk}


SUBJECTS: dict[str, Subject] = {
    "work_station": _at_station(factories.a_file),
    "work_officer": _at_station(factories.an_officer, with_file=True),  # type: ignore[arg-type]
    "work_post": _at_station(factories.a_post, with_file=True),  # type: ignore[arg-type]
    "work_shift": _at_station(factories.a_shift, with_file=True),  # type: ignore[arg-type]
    "work_application": _at_station(factories.a_draft),
    "work_form": _form,
    "blank_form": _blank,
    "work_paper": _at_station(factories.a_paper),
    "work_photo": _at_station(factories.a_visit_photo),
    "work_import": _at_station(factories.an_import),
    "work_notice": _notice,
    "work_request": _at_station(factories.a_request),
}

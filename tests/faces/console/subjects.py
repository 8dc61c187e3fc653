"""What the console's addresses name."""

from collections.abc import Mapping

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import Subject
from tests.faces.console import factories
from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import a_person
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor

Arguments = Mapping[str, object]


def _station(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": an_open_station(scene.station_at(relation)).pk}


def _area(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.an_area(scene.station_at(relation)).pk}


def _measure(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_measure(scene.station_at(relation)).pk}


def _application(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.an_application(scene.station_at(relation)).pk}


def _paper(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_paper(factories.an_application(scene.station_at(relation))).pk}


def _photo(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_photo(factories.an_application(scene.station_at(relation))).pk}


def _case(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_case(scene.station_at(relation)).pk}


def _employer(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_case(scene.station_at(relation)).employer_id}


def _request(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_request(scene.station_at(relation)).pk}


def _extract(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.an_extract(scene.station_at(relation)).pk}


def _person(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_clerk(scene.station_at(relation)).person_id}


def _membership(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": factories.a_clerk(scene.station_at(relation)).pk}


def _organisation(scene: Scene, _actor: Actor, relation: Reach) -> Arguments:
    return {"pk": scene.station_at(relation).pk}


def _notice(_scene: Scene, actor: Actor, relation: Reach) -> Arguments:
    whose = actor.id if relation is Reach.OWN else a_person().pk
    return {"pk": factories.a_notice(whose).pk}


def _year(_scene: Scene, _actor: Actor, _relation: Reach) -> Arguments:
    return {"year": 2027}


def _retention(_scene: Scene, _actor: Actor, _relation: Reach) -> Arguments:
    return {"code": "notices.notice"}


def _delivery(_scene: Scene, _actor: Actor, _relation: Reach) -> Arguments:
    return {"pk": factories.a_delivery().pk}


SUBJECTS: dict[str, Subject] = {
    "console_station": _station,
    "console_area": _area,
    "console_measure": _measure,
    "console_application": _application,
    "console_paper": _paper,
    "console_photo": _photo,
    "console_case": _case,
    "console_employer": _employer,
    "console_request": _request,
    "console_extract": _extract,
    "console_person": _person,
    "console_membership": _membership,
    "console_organisation": _organisation,
    "console_notice": _notice,
    "console_year": _year,
    "console_retention": _retention,
    "console_delivery": _delivery,
}
# The export would write its entry in a transaction of its own, which the rolled back cell has no room for.
BODIES: dict[str, Mapping[str, str]] = {"console:applications_export": {"state": "nonsense"}}

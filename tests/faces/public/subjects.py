"""What the public addresses name."""

from collections.abc import Mapping

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import Subject
from tests.faces.public.factories import an_open_station
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor


def _published_station(scene: Scene, _actor: Actor, relation: Reach) -> Mapping[str, object]:
    return {"pk": an_open_station(scene.station_at(relation)).pk}


SUBJECTS: dict[str, Subject] = {"published_station": _published_station}

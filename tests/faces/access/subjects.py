"""How the object is made that an address names: one factory for each `subject` of the access table.

Each face keeps its own in `tests/faces/<face>/subjects.py`: `SUBJECTS: dict[str, Subject]`, and in `BODIES: dict[str, Mapping[str,
str]]`, keyed by address, what a form needs to be sent at all where an empty one is not enough.

A factory gets the scene, the actor who will ask, and the relation in which the object is to stand to him, makes a fresh object,
and returns what the address needs: the arguments for `reverse`. `Reach.OWN` is the actor's own where a person or employer can own
such a thing, else an object of his station.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from tests.faces.access.scene import Scene
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor

Subject = Callable[[Scene, Actor, Reach], Mapping[str, object]]


def subjects() -> dict[str, Subject]:
    """Every factory by name. ValueError where two faces call theirs the same."""
    found: dict[str, Subject] = {}
    for module in _modules():
        for name, factory in import_module(module).SUBJECTS.items():
            if found.setdefault(name, factory) is not factory:
                raise ValueError(f"two factories are called {name}")
    return found


def bodies() -> dict[str, Mapping[str, str]]:
    """What is sent to an address, by its name."""
    found: dict[str, Mapping[str, str]] = {}
    for module in _modules():
        found.update(getattr(import_module(module), "BODIES", {}))
    return found


def _modules() -> list[str]:
    faces = [app.name.rpartition(".")[2] for app in apps.get_app_configs() if app.name.startswith("yizhan.faces.")]
    wanted = [f"tests.faces.{face}" for face in faces]
    return [f"{module}.subjects" for module in wanted if find_spec(module) and find_spec(f"{module}.subjects")]

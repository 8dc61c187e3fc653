"""All verbs of all installed apps, collected when the apps are ready."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from yizhan.floor.audit.verbs import Verb

VERBS: dict[str, Verb] = {}


def register(label: str, verbs: Iterable[Verb]) -> None:
    """Adds the verbs of the app with this label. ValueError for a foreign prefix, or for a code that is taken by another verb."""
    for verb in verbs:
        if not verb.code.startswith(f"{label}."):
            raise ValueError(f"the verb {verb.code} of app {label} must start with {label}.")
        if VERBS.setdefault(verb.code, verb) != verb:
            raise ValueError(f"two verbs are called {verb.code}")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `VERBS` of `<module>.verbs` for every app given as (label, module) that has such a module."""
    for label, module in apps:
        if find_spec(f"{module}.verbs") is not None:
            register(label, import_module(f"{module}.verbs").VERBS)

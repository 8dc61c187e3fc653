"""All verbs of all installed apps, collected when the apps are ready."""

from collections.abc import Iterable

from yizhan.floor.audit.verbs import Verb
from yizhan.kernel.declarations import enter, modules

VERBS: dict[str, Verb] = {}


def register(label: str, verbs: Iterable[Verb]) -> None:
    """Adds the verbs of the app with this label. ValueError for a foreign prefix, or for a code that is taken by another verb."""
    enter(VERBS, label, verbs, "verb")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `VERBS` of `<module>.verbs` for every app given as (label, module) that has such a module."""
    for label, module in modules(apps, "verbs"):
        register(label, module.VERBS)

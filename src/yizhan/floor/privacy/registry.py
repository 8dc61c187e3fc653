"""What all installed apps hold about persons, and by which acts it is seen. Collected when they are ready."""

from collections.abc import Iterable

from yizhan.floor.privacy.holdings import Holding
from yizhan.floor.privacy.verbs import REVEAL
from yizhan.kernel.declarations import enter, modules

HOLDINGS: dict[str, Holding] = {}
# The audit verbs by which somebody saw a person's data; their bodies hold "subject".
LOOKS: set[str] = {REVEAL.code}


def register(label: str, holdings: Iterable[Holding]) -> None:
    """Adds the holdings of the app with this label. ValueError for a foreign prefix, or for a code that is taken by another."""
    enter(HOLDINGS, label, holdings, "holding")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `HOLDINGS` of `<module>.holdings` for every app given as (label, module) that has such a module.

    The module may also hold `LOOKS`: codes of the audit verbs of this app that mean that somebody saw a person's data.
    """
    for label, module in modules(apps, "holdings"):
        register(label, module.HOLDINGS)
        LOOKS.update(getattr(module, "LOOKS", ()))

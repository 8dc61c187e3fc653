"""What all installed apps hold about persons, and by which acts it is seen. Collected when they are ready."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from yizhan.floor.privacy.holdings import Holding
from yizhan.floor.privacy.verbs import REVEAL

HOLDINGS: dict[str, Holding] = {}
# The audit verbs by which somebody saw a person's data; their bodies hold "subject".
LOOKS: set[str] = {REVEAL.code}


def register(label: str, holdings: Iterable[Holding]) -> None:
    """Adds the holdings of the app with this label. ValueError for a foreign prefix, or for a code that is taken by another."""
    for holding in holdings:
        if not holding.code.startswith(f"{label}."):
            raise ValueError(f"the holding {holding.code} of app {label} must start with {label}.")
        if HOLDINGS.setdefault(holding.code, holding) != holding:
            raise ValueError(f"two holdings are called {holding.code}")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `HOLDINGS` of `<module>.holdings` for every app given as (label, module) that has such a module.

    The module may also hold `LOOKS`: codes of the audit verbs of this app that mean that somebody saw a person's data.
    """
    for label, module in apps:
        if find_spec(f"{module}.holdings") is not None:
            own = import_module(f"{module}.holdings")
            register(label, own.HOLDINGS)
            LOOKS.update(getattr(own, "LOOKS", ()))

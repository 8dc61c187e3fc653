"""What apps declare in modules of an agreed name: found when the apps are ready, and kept by code, each code once."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Protocol, TypeVar


class Coded(Protocol):
    """Something that an app declares. Its code begins with the label of the app and a dot."""

    @property
    def code(self) -> str:
        """What it is called wherever it is stored."""


Declared = TypeVar("Declared", bound=Coded)


def enter(known: dict[str, Declared], label: str, declared: Iterable[Declared], noun: str) -> None:
    """Adds what the app with this label declares; the same twice is once.

    ValueError, in which `noun` says what it is about, for a foreign prefix and for a code that another one has.
    """
    for each in declared:
        if not each.code.startswith(f"{label}."):
            raise ValueError(f"the {noun} {each.code} of app {label} must start with {label}.")
        if known.setdefault(each.code, each) != each:
            raise ValueError(f"another {noun} is called {each.code}")


def modules(apps: Iterable[tuple[str, str]], name: str) -> Iterator[tuple[str, ModuleType]]:
    """The label, and the module of this name inside, of every app given as (label, package) that has such a module."""
    for label, package in apps:
        if find_spec(f"{package}.{name}") is not None:
            yield label, import_module(f"{package}.{name}")

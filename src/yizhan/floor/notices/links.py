"""Where a notice leads. Faces alone know addresses: each says in its links.py who opens what there."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import reverse

from yizhan.floor.accounts.states import Role
from yizhan.kernel.declarations import modules

# By kind of object and role, the name of the address that opens such an object.
LINKS: dict[tuple[str, Role], str] = {}


def link_to(kind: str, key: UUID, role: Role) -> str:
    """The path at which somebody in this role opens the object; empty where no face has a page of it for him."""
    name = LINKS.get((kind, role))
    return "" if name is None else reverse(name, args=[key])


def register(links: Mapping[str, tuple[str, Iterable[Role]]]) -> None:
    """Adds what a face says: for each address the kind of object and the roles. ValueError where two faces say the same."""
    for name, (kind, roles) in links.items():
        for role in roles:
            if LINKS.setdefault((kind, role), name) != name:
                raise ValueError(f"{role.value} opens {kind} at {LINKS[kind, role]} already, not at {name}")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `LINKS` of `<module>.links` for every app given as (label, module) that has such a module."""
    for _, module in modules(apps, "links"):
        register(module.LINKS)

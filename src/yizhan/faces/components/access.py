"""Who may use which address: declared beside the addresses of each face, enforced by one middleware, tested cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.http import HttpRequest

from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.states import Role


class Reach(IntEnum):
    """The widest relation between actor and object that still answers; each includes those before it."""

    OWN = 1
    STATION = 2
    COUNTY = 3
    CITY = 4
    ANY = 5


@dataclass(frozen=True, slots=True)
class Access:
    """One row of the table. `subject` names the kind of object in the address, empty for none.

    Role.PUBLIC means everybody; `signed_in` instead of roles means whoever has signed in, in whatever role or none.
    """

    reach: Mapping[Role, Reach]
    subject: str = ""
    methods: tuple[str, ...] = ("GET",)
    signed_in: bool = False

    def allows(self, role: Role) -> bool:
        """Whether this role may use the address at all."""
        return Role.PUBLIC in self.reach or role in self.reach or (self.signed_in and role is not Role.PUBLIC)

    def admits(self, actor: Actor) -> bool:
        """Whether this actor may: by role, or because he has signed in."""
        return self.allows(actor.role) or (self.signed_in and actor.is_signed_in)


def everybody(*methods: str) -> Access:
    """The row of an address that is open to all, signed in or not, GET unless methods are named."""
    return Access({Role.PUBLIC: Reach.ANY}, methods=methods or ("GET",))


def whoever_signed_in(*methods: str) -> Access:
    """The row of a person's own page that any role has, and somebody without one; GET unless methods are named."""
    return Access({}, methods=methods or ("GET",), signed_in=True)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request: PUBLIC when nobody has signed in."""
    actor = getattr(request, "actor", PUBLIC)
    return actor if isinstance(actor, Actor) else PUBLIC


ACCESS = {f"components:{name}": everybody() for name in ("gallery", "desk", "phone", "paper")}

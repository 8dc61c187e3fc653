"""What can be exported with full values. Each app offers its registers in the tuple `REGISTERS` of its extracts.py."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.declarations import enter, modules

_CODE = re.compile(r"[a-z_]+\.[a-z_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an export. `person_id` is whom it is about and who sees that it left; `key` is the row in the table."""

    person_id: UUID
    key: UUID
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A list that can leave the system in full.

    `code` starts with the app's label. `holds_zh` names what stands in it in full, `model` and `field` what the person is told
    was seen. `lines` gives the rows of an organisation's area, as far as the actor sees them, at a moment, opened; `count`
    says how many these are. Neither audits.
    """

    code: str
    label_zh: str
    holds_zh: str
    model: str
    field: str
    headers: tuple[str, ...]
    lines: Callable[[Actor, Organisation, datetime], Iterable[Line]]
    count: Callable[[Actor, Organisation, datetime], int]

    def __post_init__(self) -> None:
        if (
            not _CODE.fullmatch(self.code)
            or len(self.code) > 40
            or not (self.label_zh and self.holds_zh and self.headers)
        ):
            raise ValueError(f"not a register: {self.code!r}")


REGISTERS: dict[str, Register] = {}


def register(label: str, registers: Iterable[Register]) -> None:
    """Adds those of the app with this label. ValueError for a foreign prefix, or for a code that is taken by another."""
    enter(REGISTERS, label, registers, "register")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `REGISTERS` of `<module>.extracts` for every app given as (label, module) that has such a module."""
    for label, module in modules(apps, "extracts"):
        register(label, module.REGISTERS)

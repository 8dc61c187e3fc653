"""Who acts: a person in one membership. Every action and query takes one."""

from dataclasses import dataclass
from uuid import UUID

from yizhan.floor.accounts.states import Role

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a role. `path` is that of the organisation, empty where the role has none."""

    id: UUID
    role: Role
    name: str = ""
    membership_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_name: str = ""
    path: str = ""

    @property
    def audit_name(self) -> str:
        """Role and id; no personal name."""
        return f"{self.role.value}:{self.id}"

    @property
    def reads_audit(self) -> bool:
        """Only the auditor reads the chain."""
        return self.role is Role.AUDITOR

    @property
    def operates(self) -> bool:
        """An operator sees the stations that it runs."""
        return self.role is Role.OPERATOR_STAFF

    @property
    def administers(self) -> bool:
        """The administrator sees every organisation, and changes bureaus and operators; of people's records none."""
        return self.role is Role.ADMINISTRATOR

    @property
    def supervises(self) -> bool:
        """A county officer founds and changes the stations of the own county."""
        return self.role is Role.COUNTY_OFFICER

    @property
    def sees_everything(self) -> bool:
        """Only the system itself."""
        return self.role is Role.SYSTEM

    @property
    def is_signed_in(self) -> bool:
        """Whether there is a person behind it."""
        return self.id != _NOBODY


PUBLIC = Actor(id=_NOBODY, role=Role.PUBLIC, name="公众")
SYSTEM = Actor(id=_NOBODY, role=Role.SYSTEM, name="系统")

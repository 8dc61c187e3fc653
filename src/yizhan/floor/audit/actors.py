"""Who acts, as far as the chain needs to know."""

from typing import Protocol, runtime_checkable
from uuid import UUID


@runtime_checkable
class Actor(Protocol):
    """A person in a role."""

    @property
    def id(self) -> UUID:
        """The person's key."""

    @property
    def audit_name(self) -> str:
        """Role and id, such as `county_bureau:5b0c…`; no personal name, no phone."""


@runtime_checkable
class AuditReader(Protocol):
    """An actor whose role may say that he reads the whole chain."""

    @property
    def reads_audit(self) -> bool:
        """True for the auditor's role only."""

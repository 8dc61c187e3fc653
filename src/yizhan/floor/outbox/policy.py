"""Who may see and retry deliveries that were given up: whoever keeps the platform running."""

from typing import Protocol
from uuid import UUID

from yizhan.kernel.errors import Refusal


class OutboxActor(Protocol):
    """An actor as far as the outbox needs to know."""

    @property
    def id(self) -> UUID:
        """The person's key."""

    @property
    def audit_name(self) -> str:
        """Role and id."""

    @property
    def sees_everything(self) -> bool:
        """Whether the system itself acts."""


def oversees(actor: OutboxActor) -> bool:
    """The system, and an actor whose role says that he `administers` the platform."""
    return actor.sees_everything or getattr(actor, "administers", False) is True


def require_overseer(actor: OutboxActor) -> None:
    """Refusal for anybody else."""
    if not oversees(actor):
        raise Refusal("只有系统管理员可以重试", "only an administrator retries deliveries")

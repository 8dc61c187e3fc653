"""Who may read the chain."""

from yizhan.floor.audit.actors import Actor, AuditReader


def may_read(actor: Actor) -> bool:
    """Auditors may. Nobody else does, administrators included."""
    return isinstance(actor, AuditReader) and actor.reads_audit is True

"""The database of a command that serves or fills the site: there, and of this version."""

from django.core.management import call_command
from django.db import connection

from yizhan.config.environment import environment
from yizhan.config.health import pending_migrations
from yizhan.kernel.errors import Refusal


def prepare_database() -> None:
    """Connects; this process then keeps the embedded server alive. The demo upgrades itself, production is asked to."""
    connection.ensure_connection()
    pending = pending_migrations()
    if pending and environment().demo:
        call_command("migrate", verbosity=0, interactive=False)
    elif pending:
        raise Refusal(
            f"数据库有 {len(pending)} 项变更未执行，请先运行 yizhan migrate", f"{len(pending)} migrations are pending"
        )

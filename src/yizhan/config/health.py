"""Is the process alive; is it ready for work."""

import structlog
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.kernel.errors import Refusal

_LOG = structlog.get_logger(__name__)


class _Applied:
    """Remembers that the migrations of this code are applied: that cannot become untrue while the process lives."""

    known = False


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers. Touches nothing else."""
    return _plain("正常")


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and every migration is applied; 503 otherwise. Does not say more to the outside."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _Applied.known:
            _Applied.known = not pending_migrations()
    except (DatabaseError, Refusal) as error:
        _LOG.warning("database does not answer", error=str(error))
        return _plain("数据库没有应答", 503)
    return _plain("就绪") if _Applied.known else _plain("数据库尚未升级，请运行 yizhan migrate", 503)


def pending_migrations() -> list[str]:
    """The migrations of this code that the database has not seen, as app.name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")

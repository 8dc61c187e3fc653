"""DATABASES: the server that DATABASE_URL names, or the embedded one."""

from typing import Any

from yizhan.config.environment import Environment, environment

FOLDER = "postgres"
NAME = "yizhan"
# A statement that fails is not written to the server's own log, because it may hold what a person typed.
QUIET = "-c log_min_error_statement=panic -c log_error_verbosity=terse"
# A pool waits twice as long before each attempt to connect again; begun anew so often, it is never more than a few seconds late.
RECONNECTING = {"reconnect_timeout": 10}
PATIENCE = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"


def databases(given: Environment) -> dict[str, Any]:
    """The setting. Nothing is started or connected here."""
    options: dict[str, Any] = {
        "application_name": "yizhan",
        "connect_timeout": 5,
        "tcp_user_timeout": given.tcp_user_timeout,
        "keepalives_idle": 30,
        "options": PATIENCE if given.server else f"{PATIENCE} {QUIET}",
    }
    if given.pool:
        options["pool"] = {"min_size": 1, "max_size": given.pool, "timeout": 10, "max_lifetime": 1800} | RECONNECTING
    default: dict[str, Any] = {
        "ENGINE": "yizhan.config.postgresql",
        "EMBEDDED": None if given.server else given.data / FOLDER,
        "MAIN": NAME,
        "NAME": NAME,
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"TEMPLATE": "template0", "CHARSET": "UTF8"},
    }
    if given.server is not None:
        options |= dict(given.server.options)
        default |= {
            "NAME": given.server.name,
            "HOST": given.server.host,
            "PORT": given.server.port,
            "USER": given.server.user,
            "PASSWORD": given.server.password,
        }
    return {"default": default}


DATABASES = databases(environment())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

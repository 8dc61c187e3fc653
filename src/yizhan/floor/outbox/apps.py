"""The app."""

import logging
from importlib import import_module

from django.apps import AppConfig, apps

from yizhan.floor.outbox.registry import collect

# The queue tells of every task that it is made known and of every job; what matters we tell ourselves.
logging.getLogger("procrastinate").setLevel(logging.WARNING)


class OutboxConfig(AppConfig):
    """Events that are delivered once, after commit. When ready, knows the consumers and periodic tasks of every app."""

    name = "yizhan.floor.outbox"
    label = "outbox"
    verbose_name = "事件和任务"

    def ready(self) -> None:
        """Collects consumers and periodic tasks, and makes both known to the queue. Their modules need models, which exist now."""
        collect((app.label, app.name) for app in apps.get_app_configs() if app.name.startswith("yizhan."))
        import_module("yizhan.floor.outbox.queue").make_known()

"""The app."""

from django.apps import AppConfig, apps

from yizhan.floor.audit.registry import collect


class AuditConfig(AppConfig):
    """The audit chain. When ready, knows the verbs of every app of this package."""

    name = "yizhan.floor.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self) -> None:
        """Collects the verbs."""
        collect((app.label, app.name) for app in apps.get_app_configs() if app.name.startswith("yizhan."))

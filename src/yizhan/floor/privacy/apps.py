"""The app."""

from importlib import import_module

from django.apps import AppConfig, apps


class PrivacyConfig(AppConfig):
    """Personal data. When ready, knows what every app of this package holds about persons."""

    name = "yizhan.floor.privacy"
    label = "privacy"
    verbose_name = "个人信息保护"

    def ready(self) -> None:
        """Collects the holdings. Their module needs models, which exist only now."""
        registry = import_module("yizhan.floor.privacy.registry")
        registry.collect((app.label, app.name) for app in apps.get_app_configs() if app.name.startswith("yizhan."))

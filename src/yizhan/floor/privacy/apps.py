"""The app."""

from importlib import import_module

from django.apps import AppConfig, apps


class PrivacyConfig(AppConfig):
    """Personal data. When ready, knows what every app of this package holds about persons, and for how long."""

    name = "yizhan.floor.privacy"
    label = "privacy"
    verbose_name = "个人信息保护"

    def ready(self) -> None:
        """Collects holdings and retentions. Their modules need models, which exist only now."""
        own = [(app.label, app.name) for app in apps.get_app_configs() if app.name.startswith("yizhan.")]
        for module in ("registry", "retention"):
            import_module(f"yizhan.floor.privacy.{module}").collect(own)

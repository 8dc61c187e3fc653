"""The app."""

from importlib import import_module

from django.apps import AppConfig, apps


class NoticesConfig(AppConfig):
    """News for persons: inbox, SMS, WeChat. When ready, knows the kinds of notice of every app."""

    name = "yizhan.floor.notices"
    label = "notices"
    verbose_name = "消息通知"

    def ready(self) -> None:
        """Collects the kinds of notice."""
        kinds = import_module("yizhan.floor.notices.kinds")
        kinds.collect((app.label, app.name) for app in apps.get_app_configs() if app.name.startswith("yizhan."))

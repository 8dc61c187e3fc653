"""The app."""

from importlib import import_module

from django.apps import AppConfig, apps


class NoticesConfig(AppConfig):
    """News for persons: inbox, SMS, WeChat. When ready, knows the kinds of notice of every app."""

    name = "yizhan.floor.notices"
    label = "notices"
    verbose_name = "消息通知"

    def ready(self) -> None:
        """Collects the kinds of notice, and where they lead."""
        own = [(app.label, app.name) for app in apps.get_app_configs() if app.name.startswith("yizhan.")]
        import_module("yizhan.floor.notices.kinds").collect(own)
        import_module("yizhan.floor.notices.links").collect(
            (label, module) for label, module in own if module.startswith("yizhan.faces.")
        )

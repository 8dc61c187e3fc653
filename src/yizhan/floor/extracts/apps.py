"""The app."""

from importlib import import_module

from django.apps import AppConfig, apps


class ExtractsConfig(AppConfig):
    """Lists with full values that two persons answer for. When ready, knows the registers that apps offer."""

    name = "yizhan.floor.extracts"
    label = "extracts"
    verbose_name = "名册导出"

    def ready(self) -> None:
        """Collects the registers. Their modules need models, which exist only now."""
        registers = import_module("yizhan.floor.extracts.registers")
        registers.collect((app.label, app.name) for app in apps.get_app_configs() if app.name.startswith("yizhan."))

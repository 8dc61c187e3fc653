"""The app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Workbooks of people and employers: first the difference, then the change."""

    name = "yizhan.market.imports"
    label = "imports"
    verbose_name = "批量导入"

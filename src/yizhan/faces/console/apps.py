"""The app."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """For bureaus and administrators."""

    name = "yizhan.faces.console"
    label = "faces_console"
    verbose_name = "管理台"

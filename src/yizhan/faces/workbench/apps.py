"""The app."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """For the staff of stations and operators."""

    name = "yizhan.faces.workbench"
    label = "faces_workbench"
    verbose_name = "工作台"

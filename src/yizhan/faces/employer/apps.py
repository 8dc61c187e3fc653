"""The app."""

from django.apps import AppConfig


class EmployerConfig(AppConfig):
    """For an employer."""

    name = "yizhan.faces.employer"
    label = "faces_employer"
    verbose_name = "用工主体"

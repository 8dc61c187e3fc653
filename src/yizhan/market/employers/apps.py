"""The app."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    """Employers: file, agents, needs, blacklist."""

    name = "yizhan.market.employers"
    label = "employers"
    verbose_name = "用工主体"

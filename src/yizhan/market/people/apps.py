"""The app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Workers: file, registrations, wishes, crews."""

    name = "yizhan.market.people"
    label = "people"
    verbose_name = "零工档案"

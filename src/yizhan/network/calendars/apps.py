"""The app."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """The statutory calendar as the bureau keeps it."""

    name = "yizhan.network.calendars"
    label = "calendars"
    verbose_name = "工作日历"

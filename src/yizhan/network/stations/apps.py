"""The app."""

from django.apps import AppConfig


class StationsConfig(AppConfig):
    """Markets and stations: the file, the area, the roster."""

    name = "yizhan.network.stations"
    label = "stations"
    verbose_name = "驿站"

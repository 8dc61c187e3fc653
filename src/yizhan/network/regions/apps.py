"""The app."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """Divisions of the state, GB/T 2260, down to the street."""

    name = "yizhan.network.regions"
    label = "regions"
    verbose_name = "行政区划"

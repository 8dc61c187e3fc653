"""The app."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """How a market or station is recognised, changed, suspended and cancelled."""

    name = "yizhan.network.recognition"
    label = "recognition"
    verbose_name = "认定"

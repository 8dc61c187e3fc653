"""The app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Home, stations, map: for everybody."""

    name = "yizhan.faces.public"
    label = "faces_public"
    verbose_name = "公众"

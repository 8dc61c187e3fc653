"""The app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Copy, correction, restriction and erasure of personal data."""

    name = "yizhan.floor.rights"
    label = "rights"
    verbose_name = "个人信息权利"

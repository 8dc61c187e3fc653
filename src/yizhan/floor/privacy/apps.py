"""The app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Personal data."""

    name = "yizhan.floor.privacy"
    label = "privacy"
    verbose_name = "个人信息保护"

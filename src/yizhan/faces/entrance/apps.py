"""The app."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """Signing in, choosing a membership, keeping an account safe."""

    name = "yizhan.faces.entrance"
    label = "faces_entrance"
    verbose_name = "登录"

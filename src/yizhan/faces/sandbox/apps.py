"""The app."""

from django.apps import AppConfig


class SandboxConfig(AppConfig):
    """What would have left the system, shown in the demo."""

    name = "yizhan.faces.sandbox"
    label = "faces_sandbox"
    verbose_name = "沙箱"

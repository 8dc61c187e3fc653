"""The app."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """The design system: tokens, components, layouts, access."""

    name = "yizhan.faces.components"
    label = "faces_components"
    verbose_name = "组件"

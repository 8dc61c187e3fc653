"""The app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Who belongs to whom: the tree of organisations and what an actor sees of it."""

    name = "yizhan.floor.organisations"
    label = "organisations"
    verbose_name = "机构"

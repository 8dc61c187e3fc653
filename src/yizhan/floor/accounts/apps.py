"""The app."""

from importlib import import_module

from django.apps import AppConfig

from yizhan.floor.accounts.states import Role


class AccountsConfig(AppConfig):
    """Persons, their memberships, and how they prove who they are."""

    name = "yizhan.floor.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        """Says what roles are called, for the page that shows who saw a person's data."""
        labels = import_module("yizhan.floor.privacy.labels")
        labels.name_roles({role.value: role.label for role in Role})

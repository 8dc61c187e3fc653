"""Menus: each face declares its items in `navigation.py`; the layout shows those that the actor's role may use."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import reverse

from yizhan.floor.accounts.states import Role


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry. `roles` empty means everybody; `icon` names a symbol of icons.svg; `badge="unread"` shows how many notices are.

    `key` is the letter that opens it together with Alt.
    """

    label: str
    url_name: str
    roles: tuple[Role, ...] = ()
    icon: str = ""
    badge: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the layout shows it."""

    label: str
    url: str
    icon: str
    badge: str
    current: bool
    key: str = ""


# The menu of the gallery.
ITEMS = (
    NavItem("组件", "components:gallery", icon="list"),
    NavItem("桌面版", "components:desk", icon="chart"),
    NavItem("手机版", "components:phone", icon="phone"),
    NavItem("打印版", "components:paper", icon="print"),
)


def menu(face: str, role: Role, current: str) -> list[Entry]:
    """The entries of a face for a role. `current` is the name of the page shown, `face:name`.

    An entry is current on its own page and on pages named below it: `workbench:people` on `workbench:people_new`.
    """
    items = [item for item in _items(face) if not item.roles or role in item.roles]
    longest = max((item.url_name for item in items if _is_under(current, item.url_name)), key=len, default="")
    return [
        Entry(item.label, reverse(item.url_name), item.icon, item.badge, item.url_name == longest, item.key)
        for item in items
    ]


def _is_under(name: str, above: str) -> bool:
    return name == above or name.startswith(f"{above}_")


@cache
def _items(face: str) -> tuple[NavItem, ...]:
    """The declared items; none for a face without a menu. Raises nothing for a face that is not known."""
    for app in apps.get_app_configs():
        if app.name == f"yizhan.faces.{face}" and find_spec(f"{app.name}.navigation"):
            items: tuple[NavItem, ...] = getattr(import_module(f"{app.name}.navigation"), "ITEMS", ())
            return items
    return ()

"""Menus: each face declares its items in `navigation.py`; the layout shows those that the actor may open."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps

from yizhan.faces.components.access_middleware import may_open
from yizhan.faces.components.destinations import address_of
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.kernel.declarations import modules


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


def menu(face: str, actor: Actor, current: str) -> list[Entry]:
    """The entries of a face for whoever acts. `current` is the name of the page shown, `face:name`.

    An entry is current on its own page and on pages named below it: `workbench:people` on `workbench:people_new`.
    """
    items = [
        item for item in _items(face) if (not item.roles or actor.role in item.roles) and may_open(actor, item.url_name)
    ]
    longest = max((item.url_name for item in items if _is_under(current, item.url_name)), key=len, default="")
    return [
        Entry(item.label, address_of(item.url_name), item.icon, item.badge, item.url_name == longest, item.key)
        for item in items
    ]


def inbox_of(face: str, actor: Actor) -> str:
    """Where the notices of a face are; empty where it has none, and for whoever may not open them."""
    name = f"{face}:inbox"
    return address_of(name) if actor.is_signed_in and may_open(actor, name) else ""


def _is_under(name: str, above: str) -> bool:
    return name == above or name.startswith(f"{above}_")


@cache
def _items(face: str) -> tuple[NavItem, ...]:
    """The declared items; none for a face without a menu. Raises nothing for a face that is not known."""
    own = ((face, app.name) for app in apps.get_app_configs() if app.name == f"yizhan.faces.{face}")
    found = (item for _, module in modules(own, "navigation") for item in getattr(module, "ITEMS", ()))
    return tuple(found)

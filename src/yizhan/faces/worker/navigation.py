"""What the menu of this face offers."""

from yizhan.faces.components.navigation import NavItem
from yizhan.floor.accounts.states import Role

_WORKERS = (Role.WORKER, Role.CREW_LEADER)
_PERSONS = tuple(role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM))
ITEMS: tuple[NavItem, ...] = (
    NavItem("首页", "worker:home", _WORKERS, icon="home"),
    NavItem("档案", "worker:file", _WORKERS, icon="person"),
    NavItem("班组", "worker:crew", _WORKERS, icon="people"),
    NavItem("消息", "worker:inbox", _PERSONS, icon="inbox", badge="unread"),
    NavItem("隐私", "worker:rights", _PERSONS, icon="shield"),
)

"""What the menu of this face offers to whoever acts in a role."""

from yizhan.faces.components.navigation import NavItem
from yizhan.floor.accounts.states import Role

_ROLES = tuple(role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM))
ITEMS: tuple[NavItem, ...] = (
    NavItem("办事页面", "entrance:start", _ROLES, icon="home"),
    NavItem("我的账号", "entrance:account", _ROLES, icon="person"),
    NavItem("切换岗位", "entrance:memberships", _ROLES, icon="swap"),
)

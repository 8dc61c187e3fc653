"""What the menu of this face offers."""

from yizhan.faces.components.navigation import NavItem
from yizhan.floor.accounts.states import Role

_AGENTS = (Role.EMPLOYER_AGENT,)
ITEMS: tuple[NavItem, ...] = (
    NavItem("首页", "employer:home", _AGENTS, icon="home"),
    NavItem("档案", "employer:file", _AGENTS, icon="building"),
    NavItem("经办人", "employer:agents", _AGENTS, icon="people"),
    NavItem("记录", "employer:records", _AGENTS, icon="list"),
    NavItem("消息", "employer:inbox", _AGENTS, icon="inbox", badge="unread"),
)

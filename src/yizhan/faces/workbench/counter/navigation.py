"""What the menu offers of the counter half."""

from yizhan.faces.components.navigation import NavItem

ITEMS: tuple[NavItem, ...] = (
    NavItem("今天", "workbench:today", icon="home"),
    NavItem("登记", "workbench:register", icon="plus", key="n"),
    NavItem("找人", "workbench:people", icon="search", key="s"),
    NavItem("用工主体", "workbench:employers", icon="building", key="g"),
    NavItem("班组", "workbench:crews", icon="people", key="b"),
)

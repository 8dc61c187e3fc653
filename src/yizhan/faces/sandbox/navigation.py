"""What the menu of this face offers."""

from yizhan.faces.components.navigation import NavItem

ITEMS: tuple[NavItem, ...] = (
    NavItem("沙箱消息", "sandbox:outbox", icon="inbox"),
    NavItem("登录", "entrance:login", icon="person"),
)

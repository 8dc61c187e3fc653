"""What the menu offers of the station half."""

from yizhan.faces.components.navigation import NavItem
from yizhan.floor.accounts.states import STATION_ROLES
from yizhan.floor.rights.states import HANDLERS

ITEMS: tuple[NavItem, ...] = (
    NavItem("驿站档案", "workbench:station", STATION_ROLES, "station"),
    NavItem("服务区域", "workbench:area", STATION_ROLES, "map"),
    NavItem("人员", "workbench:staff", STATION_ROLES, "person"),
    NavItem("值班表", "workbench:roster", STATION_ROLES, "calendar"),
    NavItem("认定申请", "workbench:applications", STATION_ROLES, "file"),
    NavItem("导入名册", "workbench:imports", STATION_ROLES, "upload"),
    NavItem("个人信息请求", "workbench:requests", tuple(role for role in HANDLERS if role in STATION_ROLES), "shield"),
    NavItem("消息", "workbench:inbox", STATION_ROLES, "inbox", "unread"),
)

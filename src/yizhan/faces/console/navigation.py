"""What the menu of this face offers."""

from yizhan.faces.components.navigation import NavItem
from yizhan.floor.accounts.states import ASSESSMENT_ROLES, BUREAU_ROLES, Role

_ADMIN = (Role.ADMINISTRATOR,)
_BOTH = (*BUREAU_ROLES, *_ADMIN)
ITEMS = (
    NavItem("概览", "console:home", (*_BOTH, *ASSESSMENT_ROLES), icon="home"),
    NavItem("已认定的驿站", "console:recognised", ASSESSMENT_ROLES, icon="station"),
    NavItem("驿站", "console:stations", BUREAU_ROLES, icon="station"),
    NavItem("认定", "console:applications", BUREAU_ROLES, icon="check"),
    NavItem("覆盖", "console:coverage", BUREAU_ROLES, icon="map"),
    NavItem("黑名单", "console:blacklist", BUREAU_ROLES, icon="warning"),
    NavItem("个人信息请求", "console:rights", (Role.COUNTY_OFFICER,), icon="shield"),
    NavItem("名册导出", "console:extracts", BUREAU_ROLES, icon="download"),
    NavItem("人员", "console:staff", _BOTH, icon="people"),
    NavItem("机构", "console:organisations", _BOTH, icon="building"),
    NavItem("节假日", "console:calendar", _BOTH, icon="calendar"),
    NavItem("运行", "console:jobs", _ADMIN, icon="settings"),
    NavItem("保存期限", "console:retention", _ADMIN, icon="clock"),
    NavItem("审计", "console:audit", (Role.AUDITOR,), icon="shield"),
)

"""What the menu of this face offers."""

from yizhan.faces.components.navigation import NavItem

ITEMS = (
    NavItem("首页", "public:home", icon="home"),
    NavItem("找驿站", "public:stations", icon="station"),
    NavItem("地图", "public:map", icon="map"),
    NavItem("帮助", "public:help", icon="heart"),
    NavItem("关于", "public:about", icon="info"),
)

"""Who and where: the station, its people, its area."""

from yizhan.facts.columns import Column, Table
from yizhan.facts.tables.shared import PERSON, choices
from yizhan.kernel.texts import Text

STATIONS = Table(
    "stations",
    Text("基本信息", "station profile"),
    Text("填报日期", "day of the statement"),
    (
        Column("name", Text("驿站名称", "name"), "text", required=True),
        Column(
            "kind",
            Text("类型", "kind"),
            "choice",
            required=True,
            choices=choices(("market", "零工市场", "market"), ("station", "零工驿站", "station")),
        ),
        Column("city", Text("城市", "city"), "text"),
        Column("county", Text("县（市、区）", "county"), "text"),
        Column(
            "setting",
            Text("城乡", "setting"),
            "choice",
            choices=choices(("urban", "城镇", "urban"), ("rural", "农村", "rural")),
        ),
        Column("area_m2", Text("服务场所面积（㎡）", "area in m²"), "decimal"),
        Column("recognised", Text("认定日期", "recognised on"), "day"),
        Column("opened", Text("开办日期", "opened on"), "day", required=True),
        Column("closed", Text("停办日期", "closed on"), "day"),
        Column("map_published", Text("线上地图已发布", "published on the map"), "bool"),
        Column("longitude", Text("经度", "longitude"), "decimal"),
        Column("latitude", Text("纬度", "latitude"), "decimal"),
        Column("planned_fee", Text("购买服务工作经费计划（元）", "planned service fee"), "fen"),
        Column("bid_price", Text("中标价（元）", "bid price"), "fen"),
        Column("contract_amount", Text("合同金额（元）", "contract amount"), "fen"),
        Column("network_fee", Text("网络建设费（元）", "network construction fee"), "fen"),
    ),
    "haikou-2024 1–4; shaxian 2–8; quanzhou-2025 annex 2",
)

STAFF = Table(
    "staff",
    Text("工作人员", "staff"),
    Text("到岗日期", "first day"),
    (
        PERSON,
        Column("head", Text("站长", "head"), "bool", required=True),
        Column("full_time", Text("专职", "full-time"), "bool", required=True),
        Column("until", Text("离岗日期", "last day"), "day"),
    ),
    "haikou-2024 1; quanzhou-annex6 2; suizhou-2023 6; shaxian 7; quanzhou-2025 2",
)

ROSTER = Table(
    "roster",
    Text("人员排班", "duty roster"),
    Text("值班日期", "day on duty"),
    (PERSON, Column("full_time", Text("专职", "full-time"), "bool", required=True)),
    "haikou-2024 1",
)

COMMUNITIES = Table(
    "communities",
    Text("服务社区", "communities served"),
    Text("纳入日期", "in the service area since"),
    (
        Column("community", Text("社区（村）", "community"), "text", required=True),
        Column("officer", Text("就业服务专员", "employment officer"), "person"),
    ),
    "haikou-2024 4",
)

COMMUNITY_STATIONS = Table(
    "community_stations",
    Text("社区服务站", "community stations"),
    Text("联建日期", "run jointly since"),
    (
        Column("name", Text("名称", "name"), "text", required=True),
        Column(
            "kind",
            Text("类型", "kind"),
            "choice",
            required=True,
            choices=choices(
                ("community", "社区（村）就业创业服务站", "community station"),
                ("migratory_talent", "候鸟人才就业创业服务站", "station for migratory talent"),
            ),
        ),
    ),
    "haikou-2024 4",
)

"""The fact tables: the contract between whatever records work and whatever assesses it.

Rows are immutable; a correction is a later row whose `supersedes` names the record it replaces. A person is a keyed
digest, never an identity number. `day` is when the thing happened; `verified` that a person checked it; `flagged` that
a check found it false.
"""

from yizhan.facts.columns import Choice, Column, Table
from yizhan.kernel.texts import Text


def _choices(*pairs: tuple[str, str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, Text(zh, en)) for code, zh, en in pairs)


PERSON = Column("person", Text("人员", "person"), "person", required=True)
EMPLOYER = Column("employer", Text("用工单位", "employer"), "employer", required=True)
CATEGORIES = _choices(
    ("none", "无", "none"),
    ("graduate", "应届高校毕业生", "graduate of the year"),
    ("hard_to_employ", "就业困难人员", "hard to employ"),
    ("unemployed", "登记失业人员", "registered unemployed"),
)
CATEGORY = Column("category", Text("人员类别", "category"), "choice", choices=CATEGORIES)
OFFLINE = Column("offline", Text("线下", "offline"), "bool", required=True)

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
            choices=_choices(("market", "零工市场", "market"), ("station", "零工驿站", "station")),
        ),
        Column("city", Text("城市", "city"), "text"),
        Column("county", Text("县（市、区）", "county"), "text"),
        Column(
            "setting",
            Text("城乡", "setting"),
            "choice",
            choices=_choices(("urban", "城镇", "urban"), ("rural", "农村", "rural")),
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
            choices=_choices(
                ("community", "社区（村）就业创业服务站", "community station"),
                ("migratory_talent", "候鸟人才就业创业服务站", "station for migratory talent"),
            ),
        ),
    ),
    "haikou-2024 4",
)
REGISTRATIONS = Table(
    "registrations",
    Text("求职登记", "registrations"),
    Text("登记日期", "day of registration"),
    (
        Column("person", Text("人员", "person"), "person"),
        Column("employer", Text("用工单位", "employer"), "employer"),
        Column(
            "kind",
            Text("登记类型", "kind"),
            "choice",
            required=True,
            choices=_choices(
                ("seeking", "求职登记", "seeking"),
                ("hiring", "用工登记", "hiring"),
                ("training", "培训登记", "training"),
                ("crew_leader", "劳务带头人登记", "crew leader"),
                ("unemployment", "失业登记", "unemployment"),
                ("flexible", "灵活就业登记", "flexible employment"),
                ("entrepreneurship", "创业登记", "entrepreneurship"),
            ),
        ),
        CATEGORY,
        Column("published", Text("已发布", "published"), "bool", required=True),
        Column("filed", Text("已建档", "file made"), "bool", required=True),
        Column("complete", Text("档案完整", "file complete"), "bool", required=True),
        Column("willing", Text("有意愿灵活就业", "willing to work flexibly"), "bool", required=True),
        Column("entered", Text("录入日期", "entered on"), "day"),
    ),
    "haikou-2024 5, 6, 9; quanzhou-annex6 6, 7; suizhou-2023 3; shaxian 12; quanzhou-2025 6, 7",
)
POSTS = Table(
    "posts",
    Text("招聘岗位", "posts"),
    Text("发布日期", "published on"),
    (
        EMPLOYER,
        Column("fingerprint", Text("岗位指纹", "fingerprint of the content"), "text", required=True),
        Column("title", Text("岗位名称", "title"), "text"),
        Column("headcount", Text("招聘人数", "headcount"), "count"),
        Column("on_platform", Text("平台发布", "on the city's platform"), "bool", required=True),
        Column("discriminatory", Text("含歧视内容", "discriminatory"), "bool", required=True),
        Column("false_info", Text("虚假信息", "false information"), "bool", required=True),
        Column("stale", Text("未及时更新", "not updated in time"), "bool", required=True),
    ),
    "haikou-2024 5; quanzhou-annex6 4; suizhou-2023 3; shaxian 13, 15; quanzhou-2025 4",
)
REFERRALS = Table(
    "referrals",
    Text("推荐记录", "referrals"),
    Text("推荐日期", "day of referral"),
    (PERSON, EMPLOYER, Column("accepted", Text("成功", "successful"), "bool")),
    "quanzhou-2025 7",
)
PLACEMENTS = Table(
    "placements",
    Text("推荐成功就业花名册", "roster of successful placements"),
    Text("推荐时间", "day of placement"),
    (PERSON, EMPLOYER, Column("stable", Text("稳定就业", "stable"), "bool", required=True)),
    "haikou-2024 10; quanzhou-annex6 8; suizhou-2023 3; quanzhou-2025 9, annex 4",
)
SERVICE_ACTS = Table(
    "service_acts",
    Text("服务记录", "service acts"),
    Text("服务日期", "day of service"),
    (
        Column("person", Text("人员", "person"), "person"),
        Column("employer", Text("用工单位", "employer"), "employer"),
        Column(
            "kind",
            Text("服务类型", "kind"),
            "choice",
            required=True,
            choices=_choices(
                ("job_introduction", "职业介绍", "job introduction"),
                ("guidance", "职业指导", "career guidance"),
                ("policy_advice", "政策咨询", "policy advice"),
                ("unemployment_help", "失业帮扶", "unemployment help"),
                ("hardship_aid", "困难援助", "hardship aid"),
                ("training", "技能培训", "training"),
                ("entrepreneurship", "创业服务", "entrepreneurship"),
                ("rights", "维权服务", "rights"),
                ("recruitment_notice", "协助发布招工信息", "recruitment notice for a firm"),
                ("short_term_labour", "协调短期用工", "short-term labour need solved"),
                ("interprovincial", "省际用工协作", "inter-provincial cooperation"),
            ),
        ),
        CATEGORY,
        Column("targeted", Text("有针对性", "targeted"), "bool", required=True),
    ),
    "haikou-2024 9; shaxian B1–B3",
)
EVENTS = Table(
    "events",
    Text("活动台账", "events"),
    Text("活动日期", "day of the event"),
    (
        Column(
            "kind",
            Text("活动类型", "kind"),
            "choice",
            required=True,
            choices=_choices(
                ("job_fair", "招聘会", "job fair"),
                ("interview", "面试会", "interviews"),
                ("employment_talk", "就业洽谈会", "employment talks"),
                ("outing", "组织参加外场活动", "people taken elsewhere"),
                ("policy_talk", "政策法规宣讲", "policy and law talk"),
                ("guidance", "职业指导", "guidance"),
                ("entrepreneurship", "创业指导", "entrepreneurship"),
                ("training", "职业培训", "training"),
                ("crew_training", "劳务带头人培训", "crew-leader training"),
                ("livestream", "直播", "livestream"),
                ("promotion", "驿站宣传推广", "station promotion"),
                ("policy_publicity", "就业政策宣传", "policy publicity"),
            ),
        ),
        OFFLINE,
        Column("people", Text("参加人数", "people"), "count"),
        Column("title", Text("活动名称", "title"), "text"),
    ),
    "haikou-2024 8, 11, 12; suizhou-2023 4; shaxian 16",
)
HOSTING = Table(
    "hosting",
    Text("托管服务", "HR hosting"),
    Text("服务日期", "day of service"),
    (
        EMPLOYER,
        Column(
            "kind",
            Text("服务类型", "kind"),
            "choice",
            required=True,
            choices=_choices(
                ("onboarding", "入职离职管理", "onboarding and leaving"),
                ("contracts", "劳动合同管理", "contracts"),
                ("insurance", "社会保险管理", "social insurance"),
                ("rules", "制度管理", "rules"),
                ("advice", "用工咨询服务", "advice"),
                ("recruiting", "招聘服务", "recruiting"),
                ("training", "员工培训", "training"),
            ),
        ),
        Column("free", Text("免费", "free of charge"), "bool", required=True),
        Column("small", Text("小微企业", "small or micro firm"), "bool", required=True),
        Column("local", Text("辖区内", "in the area"), "bool", required=True),
    ),
    "haikou-2024 7 and its note",
)
DEALS = Table(
    "deals",
    Text("交易订单", "deals"),
    Text("完成日期", "completed on"),
    (
        Column("person", Text("人员", "person"), "person"),
        EMPLOYER,
        Column("completed", Text("已完成", "completed"), "bool", required=True),
        Column("amount", Text("金额（元）", "amount"), "fen"),
    ),
    "shaxian 14",
)
COMPLAINTS = Table(
    "complaints",
    Text("投诉纠纷", "complaints and disputes"),
    Text("受理日期", "received on"),
    (
        Column(
            "kind",
            Text("类型", "kind"),
            "choice",
            required=True,
            choices=_choices(("complaint", "正式投诉", "formal complaint"), ("dispute", "纠纷", "dispute")),
        ),
        Column("upheld", Text("核查属实", "found true"), "bool", required=True),
        Column("closed", Text("办结日期", "closed on"), "day"),
        Column("satisfied", Text("双方满意", "both sides satisfied"), "bool"),
    ),
    "haikou-2024 14; suizhou-2023 6; shaxian 17",
)
INCIDENTS = Table(
    "incidents",
    Text("场内案件", "incidents"),
    Text("发生日期", "happened on"),
    (
        Column(
            "kind",
            Text("类型", "kind"),
            "choice",
            required=True,
            choices=_choices(
                ("fight", "打架斗殴", "fight"),
                ("extortion", "敲诈勒索", "extortion"),
                ("forced_deal", "强迫交易", "forced deal"),
                ("false_recruitment", "虚假招聘", "false recruitment"),
                ("child_labour", "雇佣童工", "child labour"),
            ),
        ),
    ),
    "shaxian 10",
)
SURVEYS = Table(
    "surveys",
    Text("满意度", "satisfaction"),
    Text("评价日期", "answered on"),
    (
        Column(
            "side",
            Text("评价方", "side"),
            "choice",
            required=True,
            choices=_choices(("worker", "零工", "worker"), ("employer", "用工主体", "employer")),
        ),
        Column("satisfied", Text("满意", "satisfied"), "bool", required=True),
    ),
    "shaxian 9; quanzhou-2025 annex 1 clause 24",
)
FOLLOWERS = Table(
    "followers",
    Text("公众号关注", "followers"),
    Text("统计日期", "counted on"),
    (Column("followers", Text("关注人数", "followers"), "count", required=True),),
    "shaxian 18",
)
REPORTS = Table(
    "reports",
    Text("报送材料", "reports due"),
    Text("应报日期", "due on"),
    (
        Column(
            "kind",
            Text("材料类型", "kind"),
            "choice",
            required=True,
            choices=_choices(
                ("statistics", "统计报表", "statistics"),
                ("monthly", "月度总结", "monthly summary"),
                ("half_year", "半年总结", "half-year summary"),
                ("year_end", "年终总结", "year-end summary"),
                ("information", "信息报送", "information"),
            ),
        ),
        Column("handed_in", Text("报送日期", "handed in on"), "day"),
    ),
    "haikou-2024 14; quanzhou-annex6 14; suizhou-2023 6, 四（二）; quanzhou-2025 15",
)
HONOURS = Table(
    "honours",
    Text("荣誉宣传", "honours and press"),
    Text("获得日期", "obtained on"),
    (
        Column(
            "level",
            Text("级别", "level"),
            "choice",
            required=True,
            choices=_choices(
                ("national", "国家级（中央）", "national"),
                ("provincial", "省级", "provincial"),
                ("municipal", "市级", "municipal"),
                ("county", "县级", "county"),
            ),
        ),
        Column(
            "kind",
            Text("类型", "kind"),
            "choice",
            required=True,
            choices=_choices(
                ("honour", "荣誉", "honour"),
                ("press", "正面报道", "positive report"),
                ("comment", "领导批示", "leader's written comment"),
                ("labour_brand", "市级劳务品牌", "municipal labour brand"),
                ("highlight", "工作亮点", "highlight approved"),
                ("relations_station", "劳动关系公共服务站", "labour-relations public service station"),
            ),
        ),
        Column("title", Text("名称", "title"), "text"),
    ),
    "haikou-2024 13; quanzhou-annex6 15; quanzhou-2025 16",
)
INSPECTIONS = Table(
    "inspections",
    Text("检查结果", "inspection findings"),
    Text("检查日期", "inspected on"),
    (
        Column("finding", Text("检查项", "finding"), "text", required=True),
        Column("answer", Text("结果", "answer"), "text", required=True),
        Column("note", Text("说明", "note"), "text"),
    ),
    "all five: what no record can settle is a finding, entered by a person",
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        STATIONS,
        STAFF,
        ROSTER,
        COMMUNITIES,
        COMMUNITY_STATIONS,
        REGISTRATIONS,
        POSTS,
        REFERRALS,
        PLACEMENTS,
        SERVICE_ACTS,
        EVENTS,
        HOSTING,
        DEALS,
        COMPLAINTS,
        INCIDENTS,
        SURVEYS,
        FOLLOWERS,
        REPORTS,
        HONOURS,
        INSPECTIONS,
    )
}

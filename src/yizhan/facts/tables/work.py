"""What the station does for workers and employers."""

from yizhan.facts.columns import Column, Table
from yizhan.facts.tables.shared import CATEGORY, EMPLOYER, OFFLINE, PERSON, choices
from yizhan.kernel.texts import Text

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
            choices=choices(
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
            choices=choices(
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
            choices=choices(
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
            choices=choices(
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

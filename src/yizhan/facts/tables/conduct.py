"""How well it does it: complaints, satisfaction, reports, honours, inspections."""

from yizhan.facts.columns import Column, Table
from yizhan.facts.tables.shared import choices
from yizhan.kernel.texts import Text

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
            choices=choices(("complaint", "正式投诉", "formal complaint"), ("dispute", "纠纷", "dispute")),
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
            choices=choices(
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
            choices=choices(("worker", "零工", "worker"), ("employer", "用工主体", "employer")),
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
            choices=choices(
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
            choices=choices(
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
            choices=choices(
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

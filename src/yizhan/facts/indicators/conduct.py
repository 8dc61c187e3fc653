"""Indicators of conduct and standing: complaints, disputes, incidents, satisfaction, followers, reports, honours."""

from yizhan.facts.definitions import CHECKED, PROVEN, Indicator, Latest, Rows, Share, Statistic, Stays
from yizhan.facts.predicates import EVERY_ROW, Compares, Known, Not, Predicate, Yes, both, either, is_
from yizhan.facts.windows import Window
from yizhan.kernel.texts import Text

ITEMS = Text("件", "items")
PIECES = Text("份", "reports")
REPORTS = "quanzhou-annex6 14; quanzhou-2025 15"
LATE = Compares("handed_in", ">", "day")
ON_TIME = Compares("handed_in", "<=", "day")
MISSING = Not(Known("handed_in"))
MONTHLY = is_("kind", "monthly")
LATE_OR_MISSING = either(MISSING, LATE)


def _plain(
    name: str,
    label: Text,
    unit: Text,
    table: str,
    citation: str,
    where: Predicate = EVERY_ROW,
    *,
    stays: tuple[Stays, ...] = CHECKED,
    window: Window = Window.PERIOD,
    statistic: Statistic | None = None,
) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=unit,
        citation=citation,
        table=table,
        window=window,
        where=where,
        stays=stays,
        statistic=statistic or Rows(),
    )


COMPLAINT = is_("kind", "complaint")
UPHELD = (*CHECKED, Stays("not_upheld", Yes("upheld")))

STANDING = (
    _plain(
        "complaints_upheld",
        Text("核查属实的正式投诉", "formal complaints found true"),
        ITEMS,
        "complaints",
        "haikou-2024 14",
        COMPLAINT,
        stays=UPHELD,
    ),
    _plain(
        "complaints_upheld_year",
        Text("本年核查属实的投诉", "complaints found true this year"),
        ITEMS,
        "complaints",
        "suizhou-2023 6",
        COMPLAINT,
        stays=UPHELD,
        window=Window.YEAR,
    ),
    _plain("disputes", Text("纠纷", "disputes"), ITEMS, "complaints", "shaxian 17", is_("kind", "dispute")),
    _plain("incidents", Text("场内案件", "incidents"), Text("起", "incidents"), "incidents", "shaxian 10"),
    _plain(
        "satisfaction_percent",
        Text("满意度", "satisfaction"),
        Text("%", "%"),
        "surveys",
        "shaxian 9",
        statistic=Share(Yes("satisfied")),
    ),
    _plain(
        "followers_end",
        Text("期末公众号关注人数", "followers at the period's end"),
        Text("人", "people"),
        "followers",
        "shaxian 18",
        statistic=Latest("number", "followers"),
    ),
)

REPORTED = (
    _plain("reports_due", Text("应报材料", "reports due"), PIECES, "reports", REPORTS),
    _plain("reports_on_time", Text("按时报送材料", "reports on time"), PIECES, "reports", REPORTS, ON_TIME),
    _plain("reports_late", Text("迟报材料", "reports late"), PIECES, "reports", REPORTS, LATE),
    _plain("reports_missing", Text("未报材料", "reports missing"), PIECES, "reports", REPORTS, MISSING),
    _plain(
        "reports_not_as_required",
        Text("未按要求报送材料", "reports late or missing"),
        PIECES,
        "reports",
        "haikou-2024 14",
        LATE_OR_MISSING,
    ),
    _plain(
        "monthly_summaries_missing_year",
        Text("本年迟报或未报月度总结", "monthly summaries late or missing this year"),
        PIECES,
        "reports",
        "suizhou-2023 6",
        both(MONTHLY, LATE_OR_MISSING),
        window=Window.YEAR,
        statistic=Rows(
            among=MONTHLY, nothing=Text("没有应报送月度总结的记录", "no record of a monthly summary that was due")
        ),
    ),
)


def _honour(name: str, label: Text, unit: Text, where: Predicate) -> Indicator:
    return _plain(name, label, unit, "honours", "haikou-2024 13", where, stays=PROVEN)


def _two_years(level: str, zh: str) -> Indicator:
    return _plain(
        f"honours_{level}_2y",
        Text(f"近两年{zh}荣誉及正面报道", f"{level} honours and press of two years"),
        Text("项", "items"),
        "honours",
        "quanzhou-annex6 15; quanzhou-2025 16",
        both(is_("kind", "honour", "press"), is_("level", level)),
        stays=PROVEN,
        window=Window.TWO_YEARS,
    )


HONOURS = (
    _two_years("national", "国家级"),
    _two_years("provincial", "省级"),
    _two_years("municipal", "市级"),
    _two_years("county", "县级"),
    _honour(
        "central_media_reports",
        Text("中央媒体正面报道", "positive reports in central media"),
        Text("次", "times"),
        both(is_("kind", "press"), is_("level", "national")),
    ),
    _honour(
        "provincial_recognitions",
        Text("省级领导批示或省级媒体正面报道", "provincial comments or positive reports"),
        Text("次", "times"),
        both(is_("kind", "press", "comment"), is_("level", "provincial")),
    ),
    _honour(
        "labour_brands",
        Text("市级劳务品牌", "municipal labour brands"),
        Text("个", "brands"),
        is_("kind", "labour_brand"),
    ),
    _honour(
        "highlights_approved",
        Text("获认可的工作亮点", "highlights approved"),
        Text("项", "items"),
        is_("kind", "highlight"),
    ),
    _honour(
        "relations_stations",
        Text("劳动关系公共服务站", "labour-relations public service stations"),
        Text("个", "stations"),
        is_("kind", "relations_station"),
    ),
)

INDICATORS = (*STANDING, *REPORTED, *HONOURS)

"""Indicators of recruitment posts. A post counts once, on its first acceptable publication."""

from yizhan.facts.definitions import CHECKED, Distinct, First, Indicator, Statistic, Stays
from yizhan.facts.predicates import EVERY_ROW, No, Predicate, Yes, either
from yizhan.facts.windows import Window
from yizhan.kernel.texts import Text

POSTS = Text("个", "posts")
LAWFUL = (*CHECKED, Stays("discriminatory", No("discriminatory")), Stays("false_info", No("false_info")))
ON_PLATFORM = (*LAWFUL, Stays("not_on_platform", Yes("on_platform")))
# A post found false is the very thing counted here: being flagged neither adds to it nor excuses it.
VERIFIED_ONLY = (CHECKED[0],)


def _posts(
    name: str,
    label: Text,
    citation: str,
    statistic: Statistic,
    stays: tuple[Stays, ...],
    *,
    unit: Text = POSTS,
    window: Window = Window.PERIOD,
    where: Predicate = EVERY_ROW,
    part_of: str | None = None,
) -> Indicator:
    return Indicator(
        name=name,
        label=label,
        unit=unit,
        citation=citation,
        table="posts",
        window=window,
        where=where,
        stays=stays,
        statistic=statistic,
        part_of=part_of,
    )


CONTENT = First(("fingerprint",))

INDICATORS = (
    _posts(
        "recruitment_posts",
        Text("归集发布招聘岗位（一家一次）", "recruitment posts (one employer, one time)"),
        "haikou-2024 5",
        Distinct(("employer", "day")),
        ON_PLATFORM,
        unit=Text("个次", "times"),
    ),
    _posts(
        "platform_posts_first",
        Text("平台首次发布岗位", "posts first published on the platform"),
        "quanzhou-annex6 4; quanzhou-2025 4",
        CONTENT,
        ON_PLATFORM,
    ),
    _posts(
        "posts_first", Text("首次发布岗位", "posts first published"), "shaxian 13; quanzhou-2025 4", CONTENT, LAWFUL
    ),
    _posts(
        "platform_employers",
        Text("平台发布岗位的用工单位", "employers with a post on the platform"),
        "quanzhou-annex6 4",
        Distinct(("employer",)),
        ON_PLATFORM,
        unit=Text("家", "employers"),
    ),
    _posts(
        "posts_half_year",
        Text("半年首次发布岗位", "posts first published in the half-year"),
        "suizhou-2023 3",
        CONTENT,
        LAWFUL,
        window=Window.HALF_YEAR,
    ),
    _posts(
        "false_posts",
        Text("虚假岗位信息", "false posts"),
        "shaxian 15",
        Distinct(("fingerprint",)),
        VERIFIED_ONLY,
        unit=Text("条", "posts"),
        where=Yes("false_info"),
    ),
    _posts(
        "false_or_stale_posts",
        Text("虚假或未及时更新的岗位信息", "false or outdated posts"),
        "shaxian 15",
        Distinct(("fingerprint",)),
        VERIFIED_ONLY,
        unit=Text("条", "posts"),
        where=either(Yes("false_info"), Yes("stale")),
    ),
)

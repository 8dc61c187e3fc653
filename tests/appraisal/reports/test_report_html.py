"""The printable page: one file, nothing fetched, nothing run, everything said."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from yizhan.appraisal.catalogue import names, scheme
from yizhan.appraisal.reports.html import render
from yizhan.kernel.errors import BadCell
from yizhan.kernel.texts import Language, Text
from yizhan.rules.planning.plan import Gain, Plan, Step
from yizhan.rules.sheet import ScoreSheet

MakeSheet = Callable[..., ScoreSheet]
VOID = {"meta", "br", "hr", "img", "input", "link", "line", "circle", "rect", "path"}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&{{7*7}}\u202e\x00'
F = Fraction


class Page(HTMLParser):
    """Nesting, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return " ".join(" ".join(self.text).split())


def subjects() -> list[tuple[str, str]]:
    return [(name, subject.id) for name in names() for subject in scheme(name).subjects]


@pytest.mark.parametrize(("name", "subject"), subjects())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_standard_makes_a_well_formed_page_that_needs_nothing_else(
    make_sheet: MakeSheet, name: str, subject: str, lang: Language
) -> None:
    page = render(make_sheet(name, subject), lang=lang, scheme=scheme(name), made_on=date(2025, 11, 20))
    read = Page(page)
    assert read.open == []
    assert not read.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert [name for name, _ in read.attributes if name.startswith("on") or name in ("src", "href", "srcset")] == []
    assert re.findall(r"url\(|@import|https?://", page) == []
    assert len(page.encode()) < 300_000


def test_equal_sheets_make_equal_pages(make_sheet: MakeSheet) -> None:
    assert render(make_sheet("haikou-2024")) == render(make_sheet("haikou-2024"))


def test_the_summary_says_total_grade_title_and_payout(make_sheet: MakeSheet) -> None:
    page = Page(render(make_sheet("quanzhou-2025", "market", {"award.1": F(8)}))).words
    assert "总分 98 满分 100" in page
    assert "等次 五星 泉州市2025年度五星级零工市场" in page
    assert "应付合计（绩效补助） 资格：符合条件 100,000.00元" in page
    assert "待定项目 各项均已确定" in page
    assert "没有尚缺事项，结果完整。" in page


def test_an_open_item_shows_a_range_and_who_must_supply_what(make_sheet: MakeSheet) -> None:
    page = Page(render(make_sheet("haikou-2024", "urban", {"events_per_week_min": None, "unified_sign": None}))).words
    assert "第8项 每周最少对接活动 没有提供这张记录表 驿站补充记录" in page
    assert "第1项 明显位置有统一标识 尚未填写 查验人员查验" in page
    assert re.search(r"岗位对接活动 0–10 10 ", page)


def test_a_page_without_a_scheme_knows_other_options_by_name(make_sheet: MakeSheet) -> None:
    sheet = make_sheet("haikou-2024", "urban", {"events_per_week_min": F(1)})
    reading = next(one for one in scheme("haikou-2024").readings if one.name == "weekly_events")
    other = next(option for option in reading.options if option.name == "average")
    assert other.title.zh not in render(sheet)
    assert other.title.zh in render(sheet, scheme=scheme("haikou-2024"))


def test_a_page_flags_that_the_grade_hangs_on_a_reading(make_sheet: MakeSheet) -> None:
    hanging = make_sheet("quanzhou-2025", "market", {"placements_monthly_mean": F(5), "award.1": F(5)})
    titles = [one.title.zh for name in hanging.hangs_on for one in hanging.readings if one.name == name]
    assert "每人推荐次数如何认定" in titles
    assert f"请制定单位在考核前书面明确：{'、'.join(titles)}" in Page(render(hanging)).words
    sure = make_sheet("shaxian", "market", {"award.1": F(7)})
    assert sure.hangs_on == ()
    assert "等次取决于解释口径" not in Page(render(sure)).words


def test_a_trial_run_says_so_on_every_page(make_sheet: MakeSheet) -> None:
    trial = render(make_sheet("shaxian", what_if=True))
    assert trial.count("试算，不作拨付依据") == 2
    assert "试算，不作拨付依据" not in render(make_sheet("shaxian"))


def test_a_draft_is_called_a_draft(make_sheet: MakeSheet) -> None:
    assert "标准状态 征求意见稿" in Page(render(make_sheet("quanzhou-2025"))).words


def test_evidence_counts_are_shown_by_reason(make_sheet: MakeSheet) -> None:
    page = Page(render(make_sheet("haikou-2024", "urban", {"seeker_entries": F(799)}))).words
    assert "记录3203，计入3196；未计入：重复 5、无凭证 2" in page
    assert "本站 799人次，0分" in page


def test_ratings_are_shown_without_points(make_sheet: MakeSheet) -> None:
    sheet = make_sheet("suizhou-2023", "station", {"rating.overall": None, "violation.charging_workers": True})
    page = Page(render(sheet)).words
    assert "可能的等次 优秀／合格／不合格" in page
    assert "总分" not in page.split("解释口径")[0]
    assert "✗ 查实" in page
    assert "总评 总评 尚未填写 考核组评定" in page


def test_instalments_are_listed_and_sum_up(make_sheet: MakeSheet) -> None:
    page = Page(render(make_sheet("shaxian"))).words
    assert "期满1个月" in page
    assert "尾款（第12个月期满）" in page
    assert "应付合计 600,000.00元" in page


def test_a_hostile_name_is_text(make_sheet: MakeSheet) -> None:
    page = render(make_sheet("haikou-2024", station_name=HOSTILE, station=HOSTILE))
    read = Page(page)
    assert read.open == []
    assert "script" not in read.tags
    assert "img" not in read.tags
    assert '"><script>alert(1)</script><img src=x onerror=alert(1)>&{{7*7}}' in read.words
    assert "\u202e" not in page
    assert "\x00" not in page


def test_a_plan_shows_steps_costs_and_what_only_a_person_can_award(make_sheet: MakeSheet) -> None:
    step = Step("posts_first", Text("首次发布岗位", "posts"), Text("个", "posts"), F(312), F(500), F(188), F(94))
    plan = Plan(
        "四星",
        F(80),
        True,
        F(74),
        F(81),
        F(96),
        F(94),
        (step,),
        (Gain("4", Text("岗位", "posts"), F(3), F(5)),),
        ("award.1",),
    )
    page = Page(render(make_sheet("quanzhou-2025"), plan=plan)).words
    assert "总分可由74分升至81分" in page
    assert "首次发布岗位（个） 312 500 +188 94" in page
    assert "第4项 岗位 3 5" in page
    assert "由人评定、未列入建议的事项 第1项考核组评分" in page
    out_of_reach = Plan("五星", F(90), False, F(74), F(74), F(88), F(0), (), (), ())
    assert "最多可达88分" in render(make_sheet("quanzhou-2025"), plan=out_of_reach)


def test_refused_rows_are_listed_and_the_rest_counted(make_sheet: MakeSheet) -> None:
    cell = BadCell("甲.xlsx", "求职登记", 17, "身份证号", Text("校验码不符", "bad"), Text("请核对", "check"))
    page = Page(render(make_sheet("haikou-2024"), refused=[cell] * 203)).words
    assert page.count("校验码不符") == 200
    assert "甲.xlsx 「求职登记」第17行「身份证号」" in page
    assert "另有3处未列出。" in page


def test_provenance_names_scheme_digest_and_engine(make_sheet: MakeSheet) -> None:
    sheet = make_sheet("shaxian")
    page = Page(render(sheet)).words
    assert f"方案摘要（SHA-256） {sheet.scheme_hash}" in page
    assert f"yizhan {sheet.engine}" in page
    assert "考核组成员（签字）" in page


def test_the_date_is_only_what_was_said(make_sheet: MakeSheet) -> None:
    assert "计分日期" not in render(make_sheet("shaxian"))
    assert "计分日期 2025-11-20" in Page(render(make_sheet("shaxian"), made_on=date(2025, 11, 20))).words


def test_english_pages_say_english(make_sheet: MakeSheet) -> None:
    page = Page(render(make_sheet("haikou-2024"), lang="en", scheme=scheme("haikou-2024"))).words
    assert "Appraisal score report" in page
    assert "Grade excellent" in page
    assert "Payable CNY 120,000.00" in page

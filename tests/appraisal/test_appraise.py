"""From records to sheets: periods, subjects, findings for one scheme, stated values, all stations as each alone."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from yizhan.appraisal import catalogue
from yizhan.appraisal.appraise import Request, appraise, appraise_all
from yizhan.appraisal.forms import CITY_SCHEMES, finding_rows, simulated_findings, tables_of
from yizhan.appraisal.timing import other_periods, period_of
from yizhan.facts.schemas import SCHEMAS, empty
from yizhan.facts.sources import Facts
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.rules.scheme import Scheme
from yizhan.simulate.city import one_station, simulate
from yizhan.simulate.inspections import Finding

SCHEMES = [catalogue.scheme(name) for name in CITY_SCHEMES["quanzhou"]]


@pytest.fixture(scope="module")
def draft() -> Scheme:
    return catalogue.scheme("quanzhou-2025")


@pytest.fixture(scope="module")
def market() -> Facts:
    return Facts.from_tables(one_station("quanzhou", seed=22, findings=simulated_findings(SCHEMES)))


def test_bare_year_is_stretched_as_the_reading_of_the_period_says(draft: Scheme, market: Facts) -> None:
    assert period_of(draft, market, "2024", {}) == Period(date(2023, 11, 1), date(2024, 10, 31))
    assert period_of(draft, market, "2024", {"period": "assessment_year"}) == Period(
        date(2023, 12, 1), date(2024, 11, 30)
    )
    assert period_of(draft, market, "2024", {"period": "calendar_year"}) == Period(date(2024, 1, 1), date(2024, 12, 31))
    assert period_of(catalogue.scheme("shaxian"), market, "2024", {}) == Period(date(2024, 1, 1), date(2024, 12, 31))


def test_named_days_are_taken_as_they_are_and_leave_no_other_reading(draft: Scheme, market: Facts) -> None:
    asked = "2024-01-01..2024-06-30"
    found = period_of(draft, market, asked, {})
    assert found == Period(date(2024, 1, 1), date(2024, 6, 30))
    assert list(other_periods(draft, found, asked, {})) == []


def test_month_of_the_latest_record_is_the_period_of_a_monthly_standard(market: Facts) -> None:
    assert period_of(catalogue.scheme("suizhou-2023"), market, None, {}).start == date(2024, 12, 1)


def test_no_records_and_no_period_is_refused(draft: Scheme) -> None:
    facts = Facts.from_tables({name: empty(name) for name in SCHEMAS})
    with pytest.raises(Refusal, match="记录为空，请用 --period 指定期间"):
        period_of(draft, facts, None, {})


def test_effect_of_another_period_measures_its_own_days(draft: Scheme, market: Facts) -> None:
    (station,) = market.stations()
    sheet = appraise(Request(draft, "2024"), market, station).sheet
    effects = {effect.option: effect.low for effect in sheet.effects if effect.reading == "period"}
    for option in ("calendar_year", "assessment_year"):
        again = appraise(Request(draft, "2024", readings={"period": option}), market, station).sheet
        assert effects[option] == again.low


def test_awards_for_one_scheme_do_not_reach_another(market: Facts) -> None:
    (station,) = market.stations()
    found = market.findings(station, Period.parse("2023-11-01..2024-12-31"))
    for scheme in SCHEMES:
        own = appraise(Request(scheme, "2024-01-01..2024-12-31"), market, station)
        name = f"{scheme.head.scheme}/award.6"
        assert own.case.values["award.6"] == Fraction(found[name][-1])


def test_stated_values_go_before_measured_ones_and_carry_no_evidence(draft: Scheme, market: Facts) -> None:
    (station,) = market.stations()
    sheet = appraise(Request(draft, "2024", given={"staff_count": 1}), market, station).sheet
    (line,) = [line for line in sheet.item("2").lines if line.name == "staff_count"]
    assert (sheet.item("2").low, line.value, line.evidence) == (3, "1", None)


def test_all_stations_at_once_score_as_each_alone(draft: Scheme, tmp_path: Path) -> None:
    simulate("quanzhou", stations=10, seed=4, out=tmp_path, records=12_000, findings=simulated_findings(SCHEMES))
    facts = Facts.from_parquet(tmp_path)
    request = Request(draft, "2024")
    found = [one.sheet for one in appraise_all(request, facts)]
    assert [sheet.station for sheet in found] == sorted(facts.profiles(date(2024, 10, 31)))
    assert found == [appraise(request, facts, sheet.station).sheet for sheet in found]


def test_missing_table_leaves_items_open_instead_of_zero(draft: Scheme) -> None:
    tables = one_station("quanzhou", seed=22, findings=simulated_findings([draft]))
    facts = Facts.from_tables({name: table for name, table in tables.items() if name != "placements"})
    (station,) = facts.stations()
    item = appraise(Request(draft, "2024"), facts, station).sheet.item("9")
    assert (item.low, item.high, item.settled) == (0, 15, False)
    assert [line.missing is not None for line in item.lines] == [True]


def test_forms_ask_for_exactly_the_tables_that_the_standard_reads() -> None:
    assert "followers" in tables_of([catalogue.scheme("shaxian")])
    assert "followers" not in tables_of([catalogue.scheme("haikou-2024")])


def test_forms_name_awards_by_scheme_because_item_numbers_differ() -> None:
    names = {name for name, *_ in finding_rows(SCHEMES)}
    assert {"quanzhou-2025/award.1", "quanzhou-annex6/award.1"} <= names
    assert "award.1" not in names
    assert len([name for name in names if "/" not in name]) > 20


def test_award_that_names_no_scheme_is_left_out_and_said(draft: Scheme) -> None:
    tables = one_station("quanzhou", seed=22, findings=[Finding("award.1", "award", "10")])
    facts = Facts.from_tables(tables)
    (station,) = facts.stations()
    found = appraise(Request(draft, "2024"), facts, station)
    assert "award.1" not in found.case.values
    assert found.unused == ("award.1（应写明方案：quanzhou-2025/award.1）",)


def test_caveats_say_what_was_skipped_stated_too_short_or_chosen_by_hand(draft: Scheme, market: Facts) -> None:
    (station,) = market.stations()
    request = Request(draft, "2024-01-01..2024-03-31", "station", given={"staff_count": 1}, refused=3)
    assert [caveat.zh for caveat in appraise(request, market, station).sheet.caveats] == [
        "有3处记录不能使用，已跳过，未计入",
        "以下数值由填报人直接给出，不是由记录算出：期末在岗人数",
        "期间只有91天，短于本方案的考核期",
        "考核对象是手工指定的，与基本信息不一致",
    ]

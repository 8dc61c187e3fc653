"""Where a day, a week, a month or a repetition decides."""

from fractions import Fraction
from typing import Any

import pytest
from handmade import YEAR, Row, count, row

from yizhan.kernel.periods import Period

OCTOBER = Period.parse("2024-10")


def fairs(*days: str, **said: Any) -> list[Row]:
    return [row("events", day, kind="job_fair", **said) for day in days]


def test_the_first_and_the_last_day_of_the_period_count_and_their_neighbours_do_not() -> None:
    talks = [row("events", d, kind="policy_talk") for d in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")]
    assert count("policy_talks", events=talks).value == 2
    assert count("policy_talks", events=talks).raw == 2


def test_days_before_the_first_monday_and_after_the_last_sunday_belong_to_no_full_week() -> None:
    period = Period.parse("2024-10-02..2024-10-22")
    counted = count(
        "events_per_week_mean", period, events=fairs("2024-10-06", "2024-10-07", "2024-10-20", "2024-10-21")
    )
    assert counted.value == Fraction(2, 2)
    assert counted.rejected == (("outside_full_weeks", 2),)


def test_a_full_week_without_an_event_makes_the_weekly_minimum_zero() -> None:
    period = Period.parse("2024-10-07..2024-10-20")
    assert count("events_per_week_min", period, events=fairs("2024-10-07", "2024-10-13")).value == 0
    assert count("events_per_week_min", period, events=fairs("2024-10-07", "2024-10-14")).value == 1


def test_a_period_shorter_than_a_week_has_no_weekly_minimum() -> None:
    counted = count("events_per_week_min", Period.parse("2024-10-08..2024-10-13"), events=fairs("2024-10-08"))
    assert counted.value is None
    assert counted.missing is not None


def test_a_week_in_which_the_station_opened_or_closed_is_not_a_full_week() -> None:
    period = Period.parse("2024-10-07..2024-10-27")
    held = fairs("2024-10-07", "2024-10-14", "2024-10-21")
    for profile, expected in (
        ({"opened": "2024-10-07"}, 3),
        ({"opened": "2024-10-08"}, 2),
        ({"opened": "2024-10-08", "closed": "2024-10-26"}, 1),
        ({"opened": "2024-10-08", "closed": "2024-10-27"}, 2),
    ):
        counted = count(
            "events_per_week_mean", period, events=held, stations=[row("stations", "2024-01-01", **profile)]
        )
        assert (counted.value, counted.records) == (1, expected), profile


def test_a_week_without_a_working_day_is_left_out_only_where_working_weeks_are_asked() -> None:
    # 16 to 22 February 2026 is the Spring Festival week: all seven days are off.
    period = Period.parse("2026-02-09..2026-03-01")
    held = fairs("2026-02-10", "2026-02-24")
    assert count("events_per_week_min", period, events=held).value == 0
    assert count("events_per_working_week_min", period, events=held).value == 1


def on_duty(*days: str, people: int = 2, **said: Any) -> list[Row]:
    return [row("roster", day, person=f"p{n}", **said) for day in days for n in range(people)]


def test_a_swapped_weekend_workday_without_a_roster_makes_the_minimum_zero() -> None:
    week = Period.parse("2024-10-08..2024-10-13")
    days = ["2024-10-08", "2024-10-09", "2024-10-10", "2024-10-11"]
    assert count("roster_min_staff", week, roster=on_duty(*days)).value == 0
    assert count("roster_min_staff", week, roster=on_duty(*days, "2024-10-12")).value == 2


def test_a_holiday_needs_no_roster_and_a_roster_on_it_does_not_count() -> None:
    counted = count(
        "roster_min_staff",
        Period.parse("2024-09-30..2024-10-08"),
        roster=on_duty("2024-09-30", "2024-10-07", "2024-10-08"),
    )
    assert counted.value == 2
    assert counted.rejected == (("not_working_day", 2),)


def test_the_same_person_twice_on_the_roster_is_one_person() -> None:
    twice = on_duty("2024-10-08") + on_duty("2024-10-08", people=1)
    counted = count("roster_min_staff", Period.parse("2024-10-08..2024-10-08"), roster=twice)
    assert (counted.value, counted.rejected) == (2, (("duplicate", 1),))


def test_an_unpublished_calendar_leaves_the_roster_open_and_other_weeks_known() -> None:
    period = Period.parse("2031")
    assert count("roster_min_staff", period, roster=on_duty("2031-03-03")).value is None
    assert count("events_per_working_week_min", period, events=fairs("2031-03-03")).value is None
    assert count("events_per_week_min", period, events=fairs("2031-03-03")).value == 0


def test_looking_back_24_months_takes_the_first_day_and_not_the_day_before() -> None:
    period = Period.parse("2023-11-01..2024-10-31")
    honours = [
        row("honours", day, level="national", kind="honour")
        for day in ("2022-10-31", "2022-11-01", "2024-10-31", "2024-11-01")
    ]
    assert count("honours_national_2y", period, honours=honours).value == 2


def test_a_kind_of_honour_that_is_neither_honour_nor_press_is_not_looked_at() -> None:
    honours = [
        row("honours", "2024-05-01", level="national", kind=kind) for kind in ("press", "comment", "labour_brand")
    ]
    assert count("honours_national_2y", honours=honours).raw == 1


@pytest.mark.parametrize(
    ("profile", "months"),
    [
        ({"opened": "2024-03-31"}, 10),
        ({"opened": "2024-04-01"}, 9),
        ({"opened": "2020-01-01", "closed": "2024-02-01"}, 2),
        ({"opened": "2020-01-01", "closed": "2024-01-31"}, 1),
        ({"opened": "2025-01-01"}, 0),
        ({"opened": "2020-01-01", "closed": "2023-12-31"}, 0),
    ],
)
def test_a_month_with_one_day_open_is_a_month_open(profile: dict[str, str], months: int) -> None:
    assert count("months_open", stations=[row("stations", "2023-01-01", **profile)]).value == months


def test_the_monthly_mean_of_a_station_never_open_is_missing_and_over_all_months_known() -> None:
    stations = [row("stations", "2023-01-01", opened="2025-01-01")]
    placed = [row("placements", "2024-05-05", proof="contract", stable=True)]
    assert count("placements_monthly_mean", stations=stations, placements=placed).value is None
    assert count("placements_monthly_mean_all", stations=stations, placements=placed).value == Fraction(1, 12)


def test_the_latest_follower_count_must_lie_in_the_period() -> None:
    before = row("followers", "2023-12-31", followers=9000)
    assert count("followers_end", followers=[before]).value is None
    inside = [before, row("followers", "2024-02-01", followers=10), row("followers", "2024-01-01", followers=700)]
    counted = count("followers_end", followers=inside)
    assert (counted.value, counted.rejected) == (10, (("earlier", 1),))


def test_a_post_first_published_last_year_is_a_duplicate_this_year() -> None:
    posts = [row("posts", "2023-12-31", fingerprint="f"), row("posts", "2024-01-01", fingerprint="f")]
    posts.append(row("posts", "2024-01-01", fingerprint="g"))
    counted = count("posts_first", posts=posts)
    assert (counted.value, counted.raw, counted.rejected) == (1, 2, (("duplicate", 1),))


def test_a_publication_that_was_rejected_is_not_the_first() -> None:
    posts = [row("posts", "2023-12-31", fingerprint="f", verified=False), row("posts", "2024-01-01", fingerprint="f")]
    assert count("posts_first", posts=posts).value == 1
    posts = [
        row("posts", "2023-12-31", fingerprint="f", on_platform=False),
        row("posts", "2024-01-01", fingerprint="f"),
    ]
    assert count("platform_posts_first", posts=posts).value == 1
    assert count("posts_first", posts=posts).value == 0


def test_a_corrected_record_is_not_looked_at_and_its_correction_is() -> None:
    wrong = row("complaints", "2024-05-01", record="a", upheld=True)
    right = row("complaints", "2024-05-01", record="b", upheld=False, supersedes="a")
    counted = count("complaints_upheld", complaints=[wrong, right])
    assert (counted.value, counted.raw, counted.rejected) == (0, 1, (("not_upheld", 1),))


def test_another_stations_correction_and_a_record_naming_itself_drop_nothing() -> None:
    mine = row("incidents", "2024-05-01", record="a", supersedes="a")
    other = row("incidents", "2024-05-01", record="b", station="T", supersedes="a")
    assert count("incidents", incidents=[mine, other]).value == 1


def test_a_correction_dated_after_the_period_still_replaces() -> None:
    wrong = row("incidents", "2024-05-01", record="a")
    right = row("incidents", "2025-05-01", record="b", supersedes="a")
    assert count("incidents", incidents=[wrong, right]).value == 0


def test_the_least_staff_falls_on_the_day_after_somebody_left() -> None:
    staff = [
        row("staff", "2023-01-01", person="a"),
        row("staff", "2023-01-01", person="b", until="2024-06-30"),
        row("staff", "2024-07-02", person="c"),
    ]
    assert count("full_time_staff_min", staff=staff).value == 1
    staff[2]["day"] = staff[1]["until"].replace(month=7, day=1)
    assert count("full_time_staff_min", staff=staff).value == 2


@pytest.mark.parametrize(("until", "least"), [("2023-12-31", 0), ("2024-12-30", 0), ("2024-12-31", 1)])
def test_the_first_and_the_last_day_of_the_period_count_for_the_least_staff(until: str, least: int) -> None:
    assert count("full_time_staff_min", staff=[row("staff", "2023-01-01", until=until)]).value == least


def test_staff_who_left_on_the_last_day_are_still_employed_at_the_periods_end() -> None:
    for until, expected in (("2024-12-30", 0), ("2024-12-31", 1), (None, 1)):
        assert count("staff_count", staff=[row("staff", "2024-01-01", until=until)]).value == expected


def test_staff_rows_of_one_person_count_once() -> None:
    staff = [row("staff", "2024-01-01", person="a"), row("staff", "2024-02-01", person="a")]
    counted = count("staff_count", staff=staff)
    assert (counted.value, counted.rejected) == (1, (("duplicate", 1),))


def test_six_months_since_recognition_are_full_on_the_same_day_of_the_sixth_month() -> None:
    for recognised, months in (("2024-06-30", 6), ("2024-07-01", 5), ("2024-12-31", 0), (None, None)):
        stations = [row("stations", "2024-01-01", recognised=recognised)]
        assert count("months_since_recognition", stations=stations).value == months


def test_a_recognition_or_opening_after_the_periods_end_is_no_month_ago_and_not_unknown() -> None:
    for name, column in (("months_since_recognition", "recognised"), ("months_since_opening", "opened")):
        stations = [row("stations", "2024-01-01", **{column: "2025-01-01"})]
        assert count(name, stations=stations).value == 0


def test_a_false_post_is_not_published_and_does_not_take_the_place_of_a_later_true_one() -> None:
    posts = [
        row("posts", "2024-07-01", employer="a", fingerprint="f", false_info=True),
        row("posts", "2024-07-02", employer="b", fingerprint="f"),
    ]
    for name in (
        "recruitment_posts",
        "posts_first",
        "platform_posts_first",
        "platform_employers",
        "posts_half_year",
    ):
        counted = count(name, posts=posts)
        assert (counted.value, counted.raw, counted.rejected) == (1, 2, (("false_info", 1),)), name


def test_without_a_monthly_report_due_this_year_the_missing_summaries_are_unknown_and_not_none() -> None:
    name = "monthly_summaries_missing_year"
    others = [
        row("reports", "2024-05-10", kind="statistics", handed_in=None),
        row("reports", "2023-12-31", kind="monthly", handed_in=None),
        row("reports", "2024-06-10", kind="monthly", handed_in=None, verified=False),
    ]
    for reports in ([], others):
        counted = count(name, reports=reports)
        assert counted.value is None
        assert counted.missing is not None
        assert counted.missing.zh == "没有应报送月度总结的记录"
    in_time = row("reports", "2024-06-10", kind="monthly", handed_in="2024-06-10")
    assert count(name, reports=[*others, in_time]).value == 0


def test_elapsed_months_count_the_last_month_only_when_complete() -> None:
    for text, half, year in (("2024-02", 2, 2), ("2024-07-01..2024-07-30", 0, 6), ("2024H2", 6, 12)):
        period = Period.parse(text)
        assert count("half_year_months_elapsed", period).value == half
        assert count("year_months_elapsed", period).value == year


def test_a_report_on_its_due_day_is_on_time() -> None:
    handed_in = ("2024-05-10", "2024-05-11", None)
    reports = [row("reports", "2024-05-10", kind="monthly", handed_in=day) for day in handed_in]
    for name in ("reports_on_time", "reports_late", "reports_missing"):
        assert count(name, reports=reports).value == 1
    assert count("reports_due", reports=reports).value == 3
    assert count("reports_not_as_required", reports=reports).value == 2
    assert count("monthly_summaries_missing_year", Period.parse("2024-12"), reports=reports).value == 2


def test_services_of_a_seeker_registered_twice_are_counted_once() -> None:
    registrations = [row("registrations", day, kind="seeking", person="a") for day in ("2024-01-01", "2024-02-01")]
    registrations.append(row("registrations", "2024-03-01", kind="seeking", person="b"))
    acts = [row("service_acts", "2024-01-05", person=person) for person in ("a", "a", "a", "b", "c")]
    tables = {"registrations": registrations, "service_acts": acts}
    assert count("services_per_seeker_min", **tables).value == 1
    mean = count("services_per_seeker_mean", **tables)
    assert (mean.value, mean.rejected) == (2, (("not_filed_seeker", 1),))


def test_without_seekers_the_services_per_seeker_are_missing() -> None:
    assert count("services_per_seeker_min", registrations=[], service_acts=[]).value is None


def test_a_missing_table_is_missing_and_an_empty_one_is_zero() -> None:
    absent = count("deals_completed")
    assert (absent.value, absent.raw, absent.missing and absent.missing.en) == (
        None,
        None,
        "no table of deals was supplied",
    )
    assert count("deals_completed", deals=[]).value == 0


@pytest.mark.parametrize(
    ("stable", "proof", "some", "every"),
    [
        (True, "contract", 1, 0),
        (True, "contract+insurance+wage_slip", 1, 1),
        (True, "transfer", 0, 0),
        (False, "transfer", 1, 0),
        (False, "insurance+transfer", 1, 1),
        (False, "contract", 0, 0),
        (True, "none", 0, 0),
        (True, None, 0, 0),
    ],
)
def test_what_proves_a_placement(stable: bool, proof: str | None, some: int, every: int) -> None:
    placed = [row("placements", "2024-05-05", proof=proof, stable=stable)]
    assert count("placements_proven_any", placements=placed).value == some
    assert count("placements_proven_all", placements=placed).value == every


def test_the_year_to_date_is_that_of_the_periods_end() -> None:
    period = Period.parse("2024-03")
    shown = [row("events", day, kind="promotion") for day in ("2023-12-31", "2024-01-01", "2024-03-31")]
    assert count("promotions_year", period, events=shown).value == 2
    assert count("promotions_month", period, events=shown).value == 1
    assert YEAR.year_to_date() == YEAR


def test_the_area_is_exact_and_its_latest_statement_counts() -> None:
    stations = [row("stations", "2023-01-01", area_m2=100), row("stations", "2024-06-01", area_m2=99)]
    from_decimal = count("area_m2", stations=stations)
    assert (from_decimal.value, from_decimal.rejected) == (99, (("earlier", 1),))

"""The named rival: one hand-written DuckDB script, `indicators.sql`, with the settings that the engine uses."""

import os
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

import duckdb
import numpy as np

from answers import Answers, Numbers
from yizhan.facts.sources import MEMORY_LIMIT
from yizhan.kernel.periods import Period
from yizhan.kernel.workdays import working_days

SCRIPT = Path(__file__).with_name("indicators.sql")
Columns = Mapping[str, np.ma.MaskedArray[Any, Any]]


def run(folder: Path, period: Period) -> Columns:
    """Runs the script; returns the columns of its last query."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "threads": str(os.cpu_count() or 1),
            "preserve_insertion_order": "false",
        },
    )
    connection.execute("CREATE TEMP TABLE workdays (day DATE)")
    connection.execute("INSERT INTO workdays SELECT unnest(?::DATE[])", [list(working_days(period))])
    spans = {
        "p0": period.start,
        "p1": period.end,
        "m0": period.last_month().start,
        "h0": period.half_year_to_date().start,
        "y0": period.year_to_date().start,
        "l0": period.looking_back(24).start,
    }
    literals = {name: f"DATE '{day.isoformat()}'" for name, day in spans.items()}
    script = Template(SCRIPT.read_text(encoding="utf-8")).substitute(literals, folder=folder)
    return connection.execute(script).fetchnumpy()


# Indicator: value (a column, or numerator/denominator), rows left after each step of checking, rows behind the value.
# The last is the last step's unless named; ``one`` means one row at most.
SEEKING = "seeking_raw seeking_v seeking_c"
POSTS = "posts_raw posts_v posts_c posts_fair posts_lawful"
PLACED = "placements_raw placements_v placements_c placements_proven_any"
STABLE = "stable_raw stable_v stable_c stable_any"
PROFILE = "profile_raw profile_v profile_c"


def _four(prefix: str) -> str:
    return " ".join(f"{prefix}_{step}" for step in ("raw", "v", "c", "proven"))


FORMS: dict[str, tuple[str, str, str]] = {
    "area_m2": ("area_m2_n/area_m2_d", PROFILE, "one"),
    "map_published": ("map_published", PROFILE, "one"),
    "months_open": ("months_open", PROFILE, "one"),
    "months_since_recognition": ("months_since_recognition", PROFILE, "one"),
    "months_since_opening": ("months_since_opening", PROFILE, "one"),
    "half_year_months_elapsed": ("half_year_months_elapsed", "", ""),
    "year_months_elapsed": ("year_months_elapsed", "", ""),
    "staff_count": ("staff_count", "here_raw here_v here_c", "staff_count"),
    "full_time_staff": ("full_time_staff", "full_raw full_v full_c", "full_time_staff"),
    "station_heads": ("station_heads", "heads_raw heads_v heads_c", "station_heads"),
    "full_time_staff_min": ("full_time_staff_min", "lately_raw lately_v lately_c", ""),
    "roster_min_staff": ("roster_min_staff", "roster_raw roster_v roster_c roster_w", "duty_people"),
    "community_stations_joint": ("community_stations_joint", "joint_raw joint_v joint_c", "community_stations_joint"),
    "communities_with_officer_percent": (
        "communities_with_officer_percent_n/communities_with_officer_percent_d",
        "communities_raw communities_v communities_c",
        "communities_with_officer_percent_d",
    ),
    "seeker_entries": ("seeker_entries", f"{SEEKING} seeker_entries", ""),
    "seeker_files": ("seeker_files", f"{SEEKING} seeker_files", ""),
    "registration_kinds": ("registration_kinds", "kinds_raw kinds_v kinds_c", ""),
    "seekers_monthly_mean": ("seeking_c/months_open", SEEKING, ""),
    "seekers_monthly_mean_all": ("seeking_c/months_all", SEEKING, ""),
    "seeker_persons_monthly_mean": ("person_months/months_open", f"{SEEKING} seeking_person", "person_months"),
    "seeker_persons_monthly_mean_all": ("person_months/months_all", f"{SEEKING} seeking_person", "person_months"),
    "complete_files_percent": ("complete_files_n/seeking_c", SEEKING, ""),
    "entry_delay_days": ("entered_days/entered_rows", f"{SEEKING} entered_rows", ""),
    "seeker_registrations_half_year": (
        "seeker_registrations_half_year",
        "seeking_half_raw seeking_half_v seeker_registrations_half_year",
        "",
    ),
    "seeker_records": ("seeker_records", f"{SEEKING} seeking_person", "seeker_records"),
    "recruitment_posts": ("recruitment_posts", f"{POSTS} posts_platform", "recruitment_posts"),
    "platform_posts_first": ("platform_posts_first", f"{POSTS} posts_platform", "platform_posts_first"),
    "posts_first": ("posts_first", POSTS, "posts_first"),
    "platform_employers": ("platform_employers", f"{POSTS} posts_platform", "platform_employers"),
    "posts_half_year": (
        "posts_half_year",
        "posts_half_raw posts_half_v posts_half_c posts_half_fair posts_half_lawful",
        "posts_half_year",
    ),
    "false_posts": ("false_posts", "false_raw false_v", "false_posts"),
    "false_or_stale_posts": ("false_or_stale_posts", "stale_raw stale_v", "false_or_stale_posts"),
    "placements_proven_any": ("placements_proven_any", PLACED, ""),
    "placements_proven_all": (
        "placements_proven_all",
        "placements_raw placements_v placements_c placements_proven_all",
        "",
    ),
    "placements_monthly_mean": ("placements_proven_any/months_open", PLACED, ""),
    "placements_monthly_mean_all": ("placements_proven_any/months_all", PLACED, ""),
    "stable_placements_monthly_mean": ("stable_any/months_open", STABLE, ""),
    "stable_placements_monthly_mean_all": ("stable_any/months_all", STABLE, ""),
    "weighted_placements_monthly_mean": ("weighted_placements/months_open", PLACED, ""),
    "weighted_placements_monthly_mean_all": ("weighted_placements/months_all", PLACED, ""),
    "matched_persons_half_year": (
        "matched_persons_half_year",
        f"{_four('placements_half')} placements_half_person",
        "matched_persons_half_year",
    ),
    "services_per_seeker_min": (
        "services_per_seeker_min",
        "targeted_raw targeted_v targeted_c targeted_t",
        "services_per_seeker_mean_n",
    ),
    "services_per_seeker_mean": (
        "services_per_seeker_mean_n/services_per_seeker_mean_d",
        "targeted_raw targeted_v targeted_c targeted_t",
        "services_per_seeker_mean_n",
    ),
    "recommendations_per_seeker_min": (
        "recommendations_per_seeker_min",
        "referrals_raw referrals_v referrals_c",
        "recommendations_per_seeker_mean_n",
    ),
    "recommendations_per_seeker_mean": (
        "recommendations_per_seeker_mean_n/recommendations_per_seeker_mean_d",
        "referrals_raw referrals_v referrals_c",
        "recommendations_per_seeker_mean_n",
    ),
    "graduate_services": ("graduate_services", "graduate_raw graduate_v graduate_c graduate_services", ""),
    "hard_to_employ_services": ("hard_to_employ_services", "hard_raw hard_v hard_c hard_to_employ_services", ""),
    "unemployed_services": ("unemployed_services", "unemployed_raw unemployed_v unemployed_c unemployed_services", ""),
    "recruitment_notices": ("recruitment_notices", "notices_raw notices_v recruitment_notices", ""),
    "short_term_needs": ("short_term_needs", "short_raw short_v short_term_needs", ""),
    "interprovincial_cooperations": (
        "interprovincial_cooperations",
        "inter_raw inter_v interprovincial_cooperations",
        "",
    ),
    "hosting_services": (
        "hosting_services",
        f"{_four('hosting')} hosting_free hosting_small hosting_local",
        "hosting_services",
    ),
    "deals_completed": ("deals_completed", "deals_raw deals_v deals_c deals_completed", ""),
    "events_per_week_min": ("events_per_week_min", _four("matching"), "events_per_week_mean_n"),
    "events_per_working_week_min": ("events_per_working_week_min", _four("matching"), "working_week_records"),
    "events_per_week_mean": (
        "events_per_week_mean_n/events_per_week_mean_d",
        _four("matching"),
        "events_per_week_mean_n",
    ),
    "policy_talks": ("talks_proven", _four("talks"), ""),
    "policy_talks_offline": ("talks_offline_proven", _four("talks_offline"), ""),
    "guidance_sessions": ("guidance_proven", _four("guidance"), ""),
    "guidance_sessions_offline": ("guidance_offline_proven", _four("guidance_offline"), ""),
    "livestreams": ("livestream_proven", _four("livestream"), ""),
    "livestream_months": ("livestream_months", _four("livestream"), "livestream_months"),
    "promotions_year": ("promotions_year_proven", _four("promotions_year"), ""),
    "promotions_month": ("promotions_month_proven", _four("promotions_month"), ""),
    "policy_publicity_year": ("publicity_year_proven", _four("publicity_year"), ""),
    "policy_publicity_month": ("publicity_month_proven", _four("publicity_month"), ""),
    "complaints_upheld": ("complaints_upheld", "complaints_raw complaints_v complaints_c complaints_upheld", ""),
    "complaints_upheld_year": (
        "complaints_upheld_year",
        "complaints_year_raw complaints_year_v complaints_year_c complaints_upheld_year",
        "",
    ),
    "disputes": ("disputes", "disputes_raw disputes_v disputes", ""),
    "incidents": ("incidents", "incidents_raw incidents_v incidents", ""),
    "satisfaction_percent": (
        "satisfaction_percent_n/satisfaction_percent_d",
        "surveys_raw surveys_v satisfaction_percent_d",
        "",
    ),
    "followers_end": ("followers_end", "followers_raw followers_v followers_c", "one"),
    "reports_due": ("reports_due", "due_raw due_v reports_due", ""),
    "reports_on_time": ("reports_on_time", "on_time_raw on_time_v reports_on_time", ""),
    "reports_late": ("reports_late", "late_raw late_v reports_late", ""),
    "reports_missing": ("reports_missing", "missing_raw missing_v reports_missing", ""),
    "reports_not_as_required": (
        "reports_not_as_required",
        "not_as_required_raw not_as_required_v reports_not_as_required",
        "",
    ),
    "monthly_summaries_missing_year": (
        "monthly_summaries_missing_year",
        "monthly_raw monthly_v monthly_c",
        "",
    ),
    **{
        f"honours_{level}_2y": (f"{level}_2y_proven", _four(f"{level}_2y"), "")
        for level in ("national", "provincial", "municipal", "county")
    },
    "central_media_reports": ("central_proven", _four("central"), ""),
    "provincial_recognitions": ("recognitions_proven", _four("recognitions"), ""),
    "labour_brands": ("brands_proven", _four("brands"), ""),
    "highlights_approved": ("highlights_proven", _four("highlights"), ""),
    "relations_stations": ("relations_proven", _four("relations"), ""),
}


def answers(columns: Columns) -> Answers:
    """What the script found, in the common form."""
    said = Answers([str(station) for station in columns["station"]])
    for name, (value, steps, records) in FORMS.items():
        numerator, _, denominator = value.partition("/")
        number, known = _numbers(columns, numerator)
        by, known_by = _numbers(columns, denominator) if denominator else (np.ones_like(number), known)
        said.say(name, np.where(known, number, 0), np.where(known & known_by, by, 0))
        if not steps:
            continue
        found = [_numbers(columns, step)[0] for step in steps.split()]
        for step, left in enumerate(found):
            said.rows[f"{name}.step{step}"] = left
        last = found[-1]
        behind = np.minimum(last, 1) if records == "one" else _numbers(columns, records)[0] if records else last
        said.rows[f"{name}.records"] = behind
    return said


def _numbers(columns: Columns, name: str) -> tuple[Numbers, np.ndarray[Any, np.dtype[np.bool_]]]:
    column = columns[name]
    known = ~np.ma.getmaskarray(column)
    return np.where(known, np.ma.getdata(column), 0).astype(np.int64), known

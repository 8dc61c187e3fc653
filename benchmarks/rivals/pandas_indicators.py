"""The second rival: the same values in straightforward pandas, table by table. It counts no rejected rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from answers import Answers
from yizhan.kernel.periods import Period
from yizhan.kernel.workdays import working_days

Frame = pd.DataFrame
Series = pd.Series


class Folder:
    """The tables of the folder, corrected rows left out, and the values found so far, by station."""

    def __init__(self, path: Path, period: Period) -> None:
        self.path = path
        self.period = period
        self.start, self.end = pd.Timestamp(period.start), pd.Timestamp(period.end)
        self.half = pd.Timestamp(period.half_year_to_date().start)
        self.year = pd.Timestamp(period.year_to_date().start)
        self.month = pd.Timestamp(period.last_month().start)
        self.back = pd.Timestamp(period.looking_back(24).start)
        self.stations = pd.Index(sorted(self.read("stations", ["station"])["station"].unique()))
        self.found: dict[str, tuple[Series, Series]] = {}

    def read(self, table: str, columns: list[str], days: tuple[str, ...] = ("day",)) -> Frame:
        """The table's rows that no other row of the station supersedes."""
        wanted = ["record", "station", "day", "verified", "flagged", "supersedes"]
        frame = pd.read_parquet(self.path / f"{table}.parquet", columns=list(dict.fromkeys([*wanted, *columns])))
        given = frame[frame["supersedes"].notna() & (frame["supersedes"] != frame["record"])]
        replaced = given[["station", "supersedes"]].rename(columns={"supersedes": "record"}).drop_duplicates()
        if len(replaced):
            frame = frame.merge(replaced, on=["station", "record"], how="left", indicator=True)
            frame = frame[frame["_merge"] == "left_only"]
        for day in days:
            frame[day] = pd.to_datetime(frame[day])
        return frame

    def checked(self, table: str, columns: list[str], days: tuple[str, ...] = ("day",)) -> Frame:
        """The rows up to the period's end that are verified and not flagged."""
        frame = self.read(table, columns, days)
        return frame[frame["verified"] & ~frame["flagged"] & (frame["day"] <= self.end)]

    def whole(self, name: str, series: Series, *, missing: bool = False) -> None:
        """A number per station; 0 where there is none, or unknown if `missing`."""
        given = series.reindex(self.stations)
        self.found[name] = given.fillna(0).astype("int64"), (given.notna() | (not missing)).astype("int64")

    def ratio(self, name: str, numerator: Series, denominator: Series) -> None:
        """A ratio per station, unknown where the denominator is 0."""
        self.found[name] = (
            numerator.reindex(self.stations).fillna(0).astype("int64"),
            denominator.reindex(self.stations).fillna(0).astype("int64"),
        )


def run(path: Path, period: Period) -> Folder:
    """Finds every value of every station."""
    folder = Folder(path, period)
    profile = premises(folder)
    staff(folder, profile)
    roster(folder, profile)
    communities(folder)
    seekers = registrations(folder, profile)
    posts(folder)
    placements(folder, profile)
    services(folder, seekers)
    events(folder, profile)
    conduct(folder)
    honours(folder)
    return folder


def answers(folder: Folder) -> Answers:
    """The values in the common form."""
    said = Answers(list(folder.stations))
    for name, (numerator, denominator) in folder.found.items():
        said.say(name, numerator.to_numpy(np.int64), denominator.to_numpy(np.int64))
    return said


def count(rows: Frame) -> Series:
    """Rows per station."""
    return rows.groupby("station").size()


def different(rows: Frame, *keys: str) -> Series:
    """Different keys per station."""
    return rows.drop_duplicates(["station", *keys]).groupby("station").size()


def proven(rows: Frame) -> Series:
    """Whether a document is named."""
    return rows["proof"].notna() & ~rows["proof"].isin(["", "none"])


def whole_months(days: Series, end: date) -> Series:
    """Whole calendar months up to `end`, 0 from a later day."""
    last = pd.Timestamp(end).days_in_month
    months = (end.year - days.dt.year) * 12 + end.month - days.dt.month
    months = months - (days.dt.day.clip(upper=last) > end.day)
    return months.clip(lower=0)


def premises(folder: Folder) -> Frame:
    """The profile in force, and what it says; returns first and last day open."""
    columns = ["area_m2", "map_published", "longitude", "latitude", "recognised", "opened", "closed"]
    rows = folder.checked("stations", columns, ("day", "recognised", "opened", "closed"))
    profile = rows.sort_values(["day", "record"]).groupby("station").tail(1).set_index("station")
    profile["first"] = profile["opened"].clip(lower=folder.start)
    profile["last"] = profile["closed"].fillna(folder.end).clip(upper=folder.end)
    never = (profile["closed"] < profile["opened"]) | (profile["first"] > profile["last"])
    profile["ever"] = ~never
    area = profile["area_m2"].dropna().map(lambda area: int(area * 1_000_000))
    folder.ratio("area_m2", area, area * 0 + 1_000_000)
    located = profile["longitude"].notna() & profile["latitude"].notna()
    folder.whole("map_published", (profile["map_published"].eq(True) & located).astype(int), missing=True)
    first, last = profile["first"].dt, profile["last"].dt
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    profile["months"] = months.where(profile["ever"], 0)
    folder.whole("months_open", profile["months"], missing=True)
    folder.whole("months_since_recognition", whole_months(profile["recognised"], folder.period.end), missing=True)
    folder.whole("months_since_opening", whole_months(profile["opened"], folder.period.end), missing=True)
    end = folder.period.end
    complete = end.month - (0 if pd.Timestamp(end).is_month_end else 1)
    everywhere = pd.Series(complete, index=folder.stations)
    folder.whole("year_months_elapsed", everywhere)
    folder.whole("half_year_months_elapsed", everywhere - (0 if end.month < 7 else 6))
    return profile


def staff(folder: Folder, profile: Frame) -> None:
    """People employed at the end, and the least on any day open."""
    rows = folder.checked("staff", ["person", "full_time", "head", "until"], ("day", "until"))
    here = rows[rows["until"].isna() | (rows["until"] >= folder.end)]
    full = here[here["full_time"]]
    folder.whole("staff_count", different(here, "person"))
    folder.whole("full_time_staff", different(full, "person"))
    folder.whole("station_heads", different(full[full["head"]], "person"))
    employed = rows[rows["full_time"] & (rows["until"].isna() | (rows["until"] >= folder.start))]
    opened = profile[profile["ever"]].reset_index()[["station", "first", "last"]]
    after = employed[employed["until"].notna()][["station", "until"]].merge(opened, on="station")
    after["at"] = after["until"] + pd.Timedelta(days=1)
    after = after[(after["at"] >= after["first"]) & (after["at"] <= after["last"])]
    moments = pd.concat([opened.rename(columns={"first": "at"})[["station", "at"]], after[["station", "at"]]])
    moments = moments.drop_duplicates()
    pairs = moments.merge(employed[["station", "person", "day", "until"]], on="station")
    pairs = pairs[(pairs["day"] <= pairs["at"]) & (pairs["until"].isna() | (pairs["until"] >= pairs["at"]))]
    people = pairs.groupby(["station", "at"])["person"].nunique()
    every = pd.MultiIndex.from_frame(moments[["station", "at"]])
    folder.whole("full_time_staff_min", people.reindex(every, fill_value=0).groupby("station").min(), missing=True)


def roster(folder: Folder, profile: Frame) -> None:
    """The least number of people on duty on any working day open."""
    working = pd.DatetimeIndex(pd.to_datetime(list(working_days(folder.period))))
    rows = folder.checked("roster", ["person", "full_time"])
    rows = rows[(rows["day"] >= folder.start) & rows["full_time"] & rows["day"].isin(working)]
    opened = profile.loc[profile["ever"], ["first", "last"]]
    rows = rows.merge(opened, left_on="station", right_index=True)
    rows = rows[(rows["day"] >= rows["first"]) & (rows["day"] <= rows["last"])]
    people = rows.drop_duplicates(["station", "day", "person"]).groupby(["station", "day"]).size()
    days, least = people.groupby("station").size(), people.groupby("station").min()
    due = pd.Series(
        working.searchsorted(opened["last"], side="right") - working.searchsorted(opened["first"]), index=opened.index
    )
    due = due[due > 0]
    met = days.reindex(due.index, fill_value=0) >= due
    folder.whole("roster_min_staff", least.reindex(due.index, fill_value=0).where(met, 0), missing=True)


def communities(folder: Folder) -> None:
    """Community stations, and communities with an officer."""
    folder.whole("community_stations_joint", different(folder.checked("community_stations", ["name"]), "name"))
    rows = folder.checked("communities", ["community", "officer"])
    staffed = rows[rows["officer"].notna() & (rows["officer"] != "")]
    folder.ratio(
        "communities_with_officer_percent", 100 * different(staffed, "community"), different(rows, "community")
    )


def registrations(folder: Folder, profile: Frame) -> Frame:
    """Registrations; returns the seekers' rows of the period."""
    columns = ["person", "kind", "published", "filed", "complete", "willing", "entered"]
    every = folder.checked("registrations", columns, ("day", "entered"))
    rows = every[every["day"] >= folder.start]
    offered = rows[rows["kind"].isin(["seeking", "hiring", "training", "crew_leader"])]
    folder.whole("registration_kinds", offered.groupby("station")["kind"].nunique())
    half = every[(every["day"] >= folder.half) & (every["kind"] == "seeking")]
    folder.whole("seeker_registrations_half_year", count(half))
    seeking = rows[rows["kind"] == "seeking"]
    folder.whole("seeker_entries", count(seeking[seeking["published"]]))
    folder.whole("seeker_files", count(seeking[seeking["filed"]]))
    by_month(folder, profile, "seekers_monthly_mean", count(seeking))
    folder.ratio("complete_files_percent", 100 * count(seeking[seeking["complete"]]), count(seeking))
    entered = seeking[seeking["entered"] >= seeking["day"]]
    delay = (entered["entered"] - entered["day"]).dt.days.groupby(entered["station"]).sum()
    folder.ratio("entry_delay_days", delay, count(entered))
    known = seeking[seeking["person"].notna() & (seeking["person"] != "")]
    folder.whole("seeker_records", different(known, "person"))
    months = known.assign(month=known["day"].dt.year * 12 + known["day"].dt.month)
    by_month(folder, profile, "seeker_persons_monthly_mean", different(months, "person", "month"))
    return known


def by_month(folder: Folder, profile: Frame, name: str, amount: Series) -> None:
    """A mean per month open and, as `…_all`, per month of the period."""
    amount = amount.reindex(folder.stations, fill_value=0)
    folder.ratio(name, amount, profile["months"])
    folder.ratio(f"{name}_all", amount, pd.Series(len(folder.period.months()), index=folder.stations))


def posts(folder: Folder) -> None:
    """Posts: by content, by employer and day, and the false ones, which may be flagged."""
    columns = ["employer", "fingerprint", "on_platform", "discriminatory", "false_info", "stale"]
    rows = folder.read("posts", columns)
    rows = rows[rows["verified"] & (rows["day"] <= folder.end)]
    inside = rows[rows["day"] >= folder.start]
    folder.whole("false_posts", different(inside[inside["false_info"]], "fingerprint"))
    outdated = inside[inside["false_info"] | inside["stale"]]
    folder.whole("false_or_stale_posts", different(outdated, "fingerprint"))
    lawful = rows[~rows["flagged"] & ~rows["discriminatory"] & ~rows["false_info"]]
    platform = lawful[lawful["on_platform"]]
    first = lawful.groupby(["station", "fingerprint"])["day"].min().reset_index()
    folder.whole("posts_first", count(first[first["day"] >= folder.start]))
    folder.whole("posts_half_year", count(first[first["day"] >= folder.half]))
    first = platform.groupby(["station", "fingerprint"])["day"].min().reset_index()
    folder.whole("platform_posts_first", count(first[first["day"] >= folder.start]))
    platform = platform[platform["day"] >= folder.start]
    folder.whole("recruitment_posts", different(platform, "employer", "day"))
    folder.whole("platform_employers", different(platform, "employer"))


def placements(folder: Folder, profile: Frame) -> None:
    """Placements and what proves them."""
    every = folder.checked("placements", ["person", "stable", "proof"])
    half = every[(every["day"] >= folder.half) & proven(every) & every["person"].notna() & (every["person"] != "")]
    folder.whole("matched_persons_half_year", different(half, "person"))
    rows = every[every["day"] >= folder.start]
    papers = "+" + rows["proof"].fillna("") + "+"
    names = ("contract", "insurance", "wage_slip", "transfer", "other")
    has = {name: papers.str.contains(f"+{name}+", regex=False) for name in names}
    stable = rows["stable"]
    some = (stable & (has["contract"] | has["insurance"] | has["wage_slip"])) | (
        ~stable & (has["insurance"] | has["transfer"] | has["other"])
    )
    full = (stable & has["contract"] & has["insurance"] & has["wage_slip"]) | (
        ~stable & has["insurance"] & has["transfer"]
    )
    folder.whole("placements_proven_any", count(rows[some]))
    folder.whole("placements_proven_all", count(rows[full]))
    by_month(folder, profile, "placements_monthly_mean", count(rows[some]))
    by_month(folder, profile, "stable_placements_monthly_mean", count(rows[some & stable]))
    weighted = count(rows[some]).add(count(rows[some & stable]), fill_value=0)
    by_month(folder, profile, "weighted_placements_monthly_mean", weighted)


def services(folder: Folder, seekers: Frame) -> None:
    """Service acts, recommendations, hosting, deals."""
    acts = folder.checked("service_acts", ["person", "kind", "category", "targeted"])
    acts = acts[acts["day"] >= folder.start]
    known = acts[acts["person"].notna() & (acts["person"] != "")]
    for category in ("graduate", "hard_to_employ", "unemployed"):
        folder.whole(f"{category}_services", count(known[known["category"] == category]))
    for name, kind in (
        ("recruitment_notices", "recruitment_notice"),
        ("short_term_needs", "short_term_labour"),
        ("interprovincial_cooperations", "interprovincial"),
    ):
        folder.whole(name, count(acts[acts["kind"] == kind]))
    referrals = folder.checked("referrals", ["person"])
    referrals = referrals[referrals["day"] >= folder.start]
    per_seeker(folder, "services", seekers[seekers["filed"]], known[known["targeted"]])
    per_seeker(folder, "recommendations", seekers[seekers["willing"]], referrals)
    hosting = folder.checked("hosting", ["employer", "proof", "free", "small", "local"])
    hosting = hosting[(hosting["day"] >= folder.start) & proven(hosting)]
    hosting = hosting[hosting["free"] & hosting["small"] & hosting["local"]]
    folder.whole("hosting_services", different(hosting, "employer", "day"))
    deals = folder.checked("deals", ["completed"])
    folder.whole("deals_completed", count(deals[(deals["day"] >= folder.start) & deals["completed"]]))


def per_seeker(folder: Folder, name: str, seekers: Frame, rows: Frame) -> None:
    """Rows per seeker: the least and the mean."""
    people = pd.MultiIndex.from_frame(seekers[["station", "person"]].drop_duplicates())
    numbers = rows.groupby(["station", "person"]).size().reindex(people, fill_value=0).groupby("station")
    folder.whole(f"{name}_per_seeker_min", numbers.min(), missing=True)
    folder.ratio(f"{name}_per_seeker_mean", numbers.sum(), numbers.size())


def events(folder: Folder, profile: Frame) -> None:
    """Events by kind and window, and matching events by week."""
    rows = folder.checked("events", ["kind", "offline", "proof"])
    rows = rows[proven(rows)]
    period = rows[rows["day"] >= folder.start]
    talks = period[period["kind"] == "policy_talk"]
    folder.whole("policy_talks", count(talks))
    folder.whole("policy_talks_offline", count(talks[talks["offline"]]))
    guidance = period[period["kind"].isin(["guidance", "entrepreneurship", "training", "crew_training"])]
    folder.whole("guidance_sessions", count(guidance))
    folder.whole("guidance_sessions_offline", count(guidance[guidance["offline"]]))
    streams = period[period["kind"] == "livestream"]
    folder.whole("livestreams", count(streams))
    months = streams.assign(month=streams["day"].dt.year * 12 + streams["day"].dt.month)
    folder.whole("livestream_months", different(months, "month"))
    for name, kind in (("promotions", "promotion"), ("policy_publicity", "policy_publicity")):
        of_kind = rows[rows["kind"] == kind]
        folder.whole(f"{name}_year", count(of_kind[of_kind["day"] >= folder.year]))
        folder.whole(f"{name}_month", count(of_kind[of_kind["day"] >= folder.month]))
    weekly(folder, profile, period[period["kind"].isin(["job_fair", "interview", "employment_talk", "outing"])])


def weekly(folder: Folder, profile: Frame, rows: Frame) -> None:
    """Matching events in every full week in which the station was open throughout."""
    mondays = [week.start for week in folder.period.full_iso_weeks()]
    working = {day - pd.Timedelta(days=day.weekday()) for day in working_days(folder.period)}
    weeks = Frame({"monday": pd.to_datetime(mondays), "working": [monday in working for monday in mondays]})
    opened = profile[profile["ever"]].reset_index()[["station", "first", "last"]].merge(weeks, how="cross")
    opened = opened[(opened["monday"] >= opened["first"]) & (opened["monday"] + pd.Timedelta(days=6) <= opened["last"])]
    monday = rows["day"] - pd.to_timedelta(rows["day"].dt.day_of_week, unit="D")
    held = rows.assign(monday=monday).groupby(["station", "monday"]).size().rename("n").reset_index()
    held = opened.merge(held, on=["station", "monday"], how="left").fillna({"n": 0})
    numbers = held.groupby("station")["n"]
    folder.whole("events_per_week_min", numbers.min(), missing=True)
    folder.ratio("events_per_week_mean", numbers.sum(), numbers.size())
    folder.whole("events_per_working_week_min", held[held["working"]].groupby("station")["n"].min(), missing=True)


def conduct(folder: Folder) -> None:
    """Complaints, incidents, surveys, followers, reports."""
    rows = folder.checked("complaints", ["kind", "upheld"])
    upheld = rows[(rows["kind"] == "complaint") & rows["upheld"]]
    folder.whole("complaints_upheld", count(upheld[upheld["day"] >= folder.start]))
    folder.whole("complaints_upheld_year", count(upheld[upheld["day"] >= folder.year]))
    folder.whole("disputes", count(rows[(rows["kind"] == "dispute") & (rows["day"] >= folder.start)]))
    incidents = folder.checked("incidents", [])
    folder.whole("incidents", count(incidents[incidents["day"] >= folder.start]))
    surveys = folder.checked("surveys", ["satisfied"])
    surveys = surveys[surveys["day"] >= folder.start]
    folder.ratio("satisfaction_percent", 100 * count(surveys[surveys["satisfied"]]), count(surveys))
    followers = folder.checked("followers", ["followers"])
    followers = followers[followers["day"] >= folder.start].sort_values(["day", "record"])
    folder.whole("followers_end", followers.groupby("station")["followers"].last(), missing=True)
    reports = folder.checked("reports", ["kind", "handed_in"], ("day", "handed_in"))
    tests: dict[str, Callable[[Frame], Series]] = {
        "reports_due": lambda r: r["day"].notna(),
        "reports_on_time": lambda r: r["handed_in"] <= r["day"],
        "reports_late": lambda r: r["handed_in"] > r["day"],
        "reports_missing": lambda r: r["handed_in"].isna(),
        "reports_not_as_required": lambda r: r["handed_in"].isna() | (r["handed_in"] > r["day"]),
    }
    due = reports[reports["day"] >= folder.start]
    for name, test in tests.items():
        folder.whole(name, count(due[test(due)]))
    monthly = reports[(reports["day"] >= folder.year) & (reports["kind"] == "monthly")]
    missing = monthly[tests["reports_not_as_required"](monthly)]
    known = count(monthly)
    folder.whole("monthly_summaries_missing_year", count(missing).reindex(known.index, fill_value=0), missing=True)


def honours(folder: Folder) -> None:
    """Honours and press."""
    every = folder.checked("honours", ["kind", "level", "proof"])
    every = every[proven(every)]
    back = every[(every["day"] >= folder.back) & every["kind"].isin(["honour", "press"])]
    for level in ("national", "provincial", "municipal", "county"):
        folder.whole(f"honours_{level}_2y", count(back[back["level"] == level]))
    rows = every[every["day"] >= folder.start]
    folder.whole("central_media_reports", count(rows[(rows["kind"] == "press") & (rows["level"] == "national")]))
    recognised = rows[rows["kind"].isin(["press", "comment"]) & (rows["level"] == "provincial")]
    folder.whole("provincial_recognitions", count(recognised))
    for name, kind in (
        ("labour_brands", "labour_brand"),
        ("highlights_approved", "highlight"),
        ("relations_stations", "relations_station"),
    ):
        folder.whole(name, count(rows[rows["kind"] == kind]))

"""The indicators once more, record by record in plain Python, straight from the vocabulary: what the engine must
equal.

Nothing of the definitions or the SQL is used here; only the calendar of the kernel is shared.
"""

from datetime import date, timedelta
from fractions import Fraction

from sifted import CHECK, PERSON, PROVEN, VERIFIED, Answer, Row, Sifted, Test

from yizhan.kernel.periods import Period, add_months, whole_months
from yizhan.kernel.workdays import CalendarNotPublished, is_working_day


class Reference(Sifted):
    """All indicators of one station."""

    def __init__(self, tables: dict[str, list[Row]], period: Period, station: str) -> None:
        super().__init__(tables, period, station)
        self.about_premises()
        self.about_staff()
        self.about_registrations()
        self.about_posts()
        self.about_placements()
        self.about_services()
        self.about_events()
        self.about_conduct()

    # -- topics ------------------------------------------------------------------------------------------------------

    def about_premises(self) -> None:
        end = self.period.end
        complete = end.month if (end + timedelta(days=1)).month != end.month else end.month - 1
        self.answers["year_months_elapsed"] = Answer(Fraction(complete))
        self.answers["half_year_months_elapsed"] = Answer(Fraction(complete - (0 if end.month < 7 else 6)))
        names = ("area_m2", "map_published", "months_open", "months_since_recognition", "months_since_opening")
        if not self.absent(names, "stations"):
            rows = self.upto("stations")
            kept, rejected = self.sift(rows, CHECK)
            rejected["earlier"] += max(len(kept) - 1, 0)
            for name, value in self.profile_values().items():
                self.answers[name] = Answer(value, len(rows), +rejected, min(len(kept), 1))
        if not self.absent(["community_stations_joint"], "community_stations"):
            self.distinct("community_stations_joint", self.upto("community_stations"), CHECK, lambda r: r["name"])
        if not self.absent(["communities_with_officer_percent"], "communities"):
            name = "communities_with_officer_percent"
            self.distinct(name, self.upto("communities"), CHECK, lambda r: r["community"])
            kept, _ = self.sift(self.upto("communities"), CHECK)
            served, staffed = {r["community"] for r in kept}, {r["community"] for r in kept if r["officer"]}
            self.answers[name].value = Fraction(100 * len(staffed), len(served)) if served else None

    def profile_values(self) -> dict[str, Fraction | None]:
        p, end = self.profile, self.period.end
        if p is None:
            return dict.fromkeys(
                ("area_m2", "map_published", "months_open", "months_since_recognition", "months_since_opening")
            )

        def since(day: date | None) -> Fraction | None:
            if day is None:
                return None
            return Fraction(0 if day > end else whole_months(day, end))

        on_map = p["map_published"] and p["longitude"] is not None and p["latitude"] is not None
        return {
            "area_m2": None if p["area_m2"] is None else Fraction(p["area_m2"]),
            "map_published": Fraction(1 if on_map else 0),
            "months_open": Fraction(self.months_open()),
            "months_since_recognition": since(p["recognised"]),
            "months_since_opening": since(p["opened"]),
        }

    def about_staff(self) -> None:
        end = self.period.end
        names = ("staff_count", "full_time_staff", "station_heads", "full_time_staff_min")
        if not self.absent(names, "staff"):
            here = [r for r in self.upto("staff") if r["until"] is None or r["until"] >= end]
            full = [r for r in here if r["full_time"]]
            for name, rows in (
                ("staff_count", here),
                ("full_time_staff", full),
                ("station_heads", [r for r in full if r["head"]]),
            ):
                self.distinct(name, rows, CHECK, lambda r: r["person"])
            if not self.absent(["full_time_staff_min"], "stations"):
                self.least_employed()
        if not self.absent(["roster_min_staff"], "roster", "stations"):
            try:
                self.least_on_duty()
            except CalendarNotPublished:
                self.answers["roster_min_staff"] = Answer(None)

    def least_employed(self) -> None:
        start = self.period.start
        rows = [r for r in self.upto("staff") if r["full_time"] and (r["until"] is None or r["until"] >= start)]
        kept = self.rows("full_time_staff_min", rows, CHECK)
        numbers = [
            len({r["person"] for r in kept if r["day"] <= d and (r["until"] is None or d <= r["until"])})
            for d in self.period.days()
            if self.is_open(d)
        ]
        self.answers["full_time_staff_min"].value = Fraction(min(numbers)) if numbers else None

    def least_on_duty(self) -> None:
        working = [d for d in self.period.days() if is_working_day(d)]
        tests: list[Test] = [
            *CHECK,
            ("not_working_day", lambda r: is_working_day(r["day"])),
            ("not_open", lambda r: self.is_open(r["day"])),
        ]
        rows = [r for r in self.during("roster") if r["full_time"]]
        self.distinct("roster_min_staff", rows, tests, lambda r: (r["day"], r["person"]))
        kept, _ = self.sift(rows, tests)
        numbers = [len({r["person"] for r in kept if r["day"] == d}) for d in working if self.is_open(d)]
        self.answers["roster_min_staff"].value = Fraction(min(numbers)) if numbers else None

    def about_registrations(self) -> None:
        names = [
            *("seeker_entries", "seeker_files", "registration_kinds", "complete_files_percent", "entry_delay_days"),
            *("seekers_monthly_mean", "seekers_monthly_mean_all", "seeker_persons_monthly_mean"),
            *("seeker_persons_monthly_mean_all", "seeker_registrations_half_year", "seeker_records"),
        ]
        if self.absent(names, "registrations"):
            return
        seeking = [r for r in self.during("registrations") if r["kind"] == "seeking"]
        self.rows("seeker_entries", seeking, [*CHECK, ("unpublished", lambda r: r["published"])])
        self.rows("seeker_files", seeking, [*CHECK, ("not_filed", lambda r: r["filed"])])
        offered = ("seeking", "hiring", "training", "crew_leader")
        kept = self.rows("registration_kinds", [r for r in self.during("registrations") if r["kind"] in offered], CHECK)
        self.answers["registration_kinds"].value = Fraction(len({r["kind"] for r in kept}))
        self.both_means("seekers_monthly_mean", lambda n: len(self.rows(n, seeking, CHECK)))
        person_month = lambda r: (r["person"], r["day"].year, r["day"].month)  # noqa: E731
        self.both_means(
            "seeker_persons_monthly_mean", lambda n: self.distinct(n, seeking, [*CHECK, PERSON], person_month)
        )
        kept = self.rows("complete_files_percent", seeking, CHECK)
        share = Fraction(100 * sum(r["complete"] for r in kept), len(kept)) if kept else None
        self.answers["complete_files_percent"].value = share
        entered: Test = ("no_entry_day", lambda r: r["entered"] is not None and r["entered"] >= r["day"])
        kept = self.rows("entry_delay_days", seeking, [*CHECK, entered])
        delay = sum((r["entered"] - r["day"]).days for r in kept)
        self.answers["entry_delay_days"].value = Fraction(delay, len(kept)) if kept else None
        half = [r for r in self.during("registrations", self.half()) if r["kind"] == "seeking"]
        self.rows("seeker_registrations_half_year", half, CHECK)
        self.distinct("seeker_records", seeking, [*CHECK, PERSON], lambda r: r["person"])

    def about_posts(self) -> None:
        names = [
            *("recruitment_posts", "platform_posts_first", "posts_first", "platform_employers", "posts_half_year"),
            *("false_posts", "false_or_stale_posts"),
        ]
        if self.absent(names, "posts"):
            return
        lawful: list[Test] = [
            *CHECK,
            ("discriminatory", lambda r: not r["discriminatory"]),
            ("false_info", lambda r: not r["false_info"]),
        ]
        platform: list[Test] = [*lawful, ("not_on_platform", lambda r: r["on_platform"])]
        rows = self.during("posts")
        self.distinct("recruitment_posts", rows, platform, lambda r: (r["employer"], r["day"]))
        self.distinct("platform_employers", rows, platform, lambda r: r["employer"])
        self.first("platform_posts_first", self.period.start, self.upto("posts"), platform)
        self.first("posts_first", self.period.start, self.upto("posts"), lawful)
        self.first("posts_half_year", self.half(), self.upto("posts"), lawful)
        false = [r for r in rows if r["false_info"]]
        self.distinct("false_posts", false, [VERIFIED], lambda r: r["fingerprint"])
        stale = [r for r in rows if r["false_info"] or r["stale"]]
        self.distinct("false_or_stale_posts", stale, [VERIFIED], lambda r: r["fingerprint"])

    def about_placements(self) -> None:
        means = ("placements_monthly_mean", "stable_placements_monthly_mean", "weighted_placements_monthly_mean")
        names = [*means, *(f"{m}_all" for m in means), "placements_proven_any", "placements_proven_all"]
        if self.absent([*names, "matched_persons_half_year"], "placements"):
            return

        def papers(row: Row) -> set[str]:
            return set((row["proof"] or "").split("+"))

        def some(row: Row) -> bool:
            listed = {"contract", "insurance", "wage_slip"} if row["stable"] else {"insurance", "transfer", "other"}
            return bool(papers(row) & listed)

        def every(row: Row) -> bool:
            return papers(row) >= (
                {"contract", "insurance", "wage_slip"} if row["stable"] else {"insurance", "transfer"}
            )

        rows = self.during("placements")
        stable = [r for r in rows if r["stable"]]
        tests: list[Test] = [*CHECK, ("no_proof", some)]
        self.rows("placements_proven_any", rows, tests)
        self.rows("placements_proven_all", rows, [*CHECK, ("no_proof", every)])
        self.both_means(means[0], lambda n: len(self.rows(n, rows, tests)))
        self.both_means(means[1], lambda n: len(self.rows(n, stable, tests)))
        self.both_means(means[2], lambda n: sum(2 if r["stable"] else 1 for r in self.rows(n, rows, tests)))
        half = self.during("placements", self.half())
        self.distinct("matched_persons_half_year", half, [*PROVEN, PERSON], lambda r: r["person"])

    def about_services(self) -> None:
        if not self.absent(["hosting_services"], "hosting"):
            tests: list[Test] = [
                *PROVEN,
                ("charged", lambda r: r["free"]),
                ("not_small", lambda r: r["small"]),
                ("not_local", lambda r: r["local"]),
            ]
            self.distinct("hosting_services", self.during("hosting"), tests, lambda r: (r["employer"], r["day"]))
        if not self.absent(["deals_completed"], "deals"):
            self.rows("deals_completed", self.during("deals"), [*CHECK, ("not_completed", lambda r: r["completed"])])
        categories = ("graduate", "hard_to_employ", "unemployed")
        kinds = {
            "recruitment_notices": "recruitment_notice",
            "short_term_needs": "short_term_labour",
            "interprovincial_cooperations": "interprovincial",
        }
        served = ("services_per_seeker_min", "services_per_seeker_mean")
        if not self.absent([*(f"{c}_services" for c in categories), *kinds, *served], "service_acts"):
            acts = self.during("service_acts")
            for category in categories:
                self.rows(f"{category}_services", [r for r in acts if r["category"] == category], [*CHECK, PERSON])
            for name, kind in kinds.items():
                self.rows(name, [r for r in acts if r["kind"] == kind], CHECK)
            if not self.absent(served, "registrations"):
                targeted: Test = ("not_targeted", lambda r: r["targeted"])
                mine = [r for r in acts if r["person"]]
                self.per_seeker("services", mine, [*CHECK, targeted], "filed", "not_filed_seeker")
        recommended = ("recommendations_per_seeker_min", "recommendations_per_seeker_mean")
        if not self.absent(recommended, "referrals", "registrations"):
            self.per_seeker("recommendations", self.during("referrals"), CHECK, "willing", "not_willing_seeker")

    def per_seeker(self, name: str, rows: list[Row], tests: list[Test], flag: str, reason: str) -> None:
        seeking = [r for r in self.during("registrations") if r["kind"] == "seeking" and r[flag]]
        people = {r["person"] for r in self.sift(seeking, [*CHECK, PERSON])[0]}
        for figure in ("min", "mean"):
            kept = self.rows(f"{name}_per_seeker_{figure}", rows, [*tests, (reason, lambda r: r["person"] in people)])
            numbers = [sum(r["person"] == person for r in kept) for person in people]
            value = None
            if numbers:
                value = Fraction(min(numbers)) if figure == "min" else Fraction(sum(numbers), len(numbers))
            self.answers[f"{name}_per_seeker_{figure}"].value = value

    def about_events(self) -> None:
        weekly = ("events_per_week_min", "events_per_working_week_min", "events_per_week_mean")
        names = [
            *("policy_talks", "policy_talks_offline", "guidance_sessions", "guidance_sessions_offline", "livestreams"),
            *("livestream_months", "promotions_year", "promotions_month", "policy_publicity_year"),
            "policy_publicity_month",
        ]
        if self.absent([*weekly, *names], "events"):
            return

        def held(start: date, *kinds: str) -> list[Row]:
            return [r for r in self.during("events", start) if r["kind"] in kinds]

        start = self.period.start
        talks, guidance = (
            held(start, "policy_talk"),
            held(start, "guidance", "entrepreneurship", "training", "crew_training"),
        )
        self.rows("policy_talks", talks, PROVEN)
        self.rows("policy_talks_offline", [r for r in talks if r["offline"]], PROVEN)
        self.rows("guidance_sessions", guidance, PROVEN)
        self.rows("guidance_sessions_offline", [r for r in guidance if r["offline"]], PROVEN)
        streams = held(start, "livestream")
        self.rows("livestreams", streams, PROVEN)
        self.distinct("livestream_months", streams, PROVEN, lambda r: (r["day"].year, r["day"].month))
        month = self.period.end.replace(day=1)
        for name, kind in (("promotions", "promotion"), ("policy_publicity", "policy_publicity")):
            self.rows(f"{name}_year", held(self.year(), kind), PROVEN)
            self.rows(f"{name}_month", held(month, kind), PROVEN)
        if not self.absent(weekly, "stations"):
            matching = held(start, "job_fair", "interview", "employment_talk", "outing")
            self.weekly("events_per_week_min", matching, working=False)
            self.weekly("events_per_week_mean", matching, working=False)
            try:
                self.weekly("events_per_working_week_min", matching, working=True)
            except CalendarNotPublished:
                self.answers["events_per_working_week_min"] = Answer(None)

    def weekly(self, name: str, rows: list[Row], *, working: bool) -> None:
        if working:
            for day in (self.period.start, self.period.end):
                is_working_day(day)
        weeks = [w for w in self.period.full_iso_weeks() if all(self.is_open(d) for d in w.days())]
        if working:
            weeks = [w for w in weeks if any(is_working_day(d) for d in w.days())]
        reason = "outside_working_weeks" if working else "outside_full_weeks"
        kept = self.rows(name, rows, [*PROVEN, (reason, lambda r: any(r["day"] in w for w in weeks))])
        numbers = [sum(r["day"] in w for r in kept) for w in weeks]
        value = None
        if numbers:
            value = Fraction(sum(numbers), len(numbers)) if name.endswith("mean") else Fraction(min(numbers))
        self.answers[name].value = value

    def about_conduct(self) -> None:
        if not self.absent(["complaints_upheld", "complaints_upheld_year", "disputes"], "complaints"):
            upheld: list[Test] = [*CHECK, ("not_upheld", lambda r: r["upheld"])]
            for name, start in (("complaints_upheld", self.period.start), ("complaints_upheld_year", self.year())):
                self.rows(name, [r for r in self.during("complaints", start) if r["kind"] == "complaint"], upheld)
            self.rows("disputes", [r for r in self.during("complaints") if r["kind"] == "dispute"], CHECK)
        if not self.absent(["incidents"], "incidents"):
            self.rows("incidents", self.during("incidents"), CHECK)
        if not self.absent(["satisfaction_percent"], "surveys"):
            kept = self.rows("satisfaction_percent", self.during("surveys"), CHECK)
            share = Fraction(100 * sum(r["satisfied"] for r in kept), len(kept)) if kept else None
            self.answers["satisfaction_percent"].value = share
        if not self.absent(["followers_end"], "followers"):
            rows = self.during("followers")
            kept, rejected = self.sift(rows, CHECK)
            rejected["earlier"] += max(len(kept) - 1, 0)
            value = Fraction(kept[-1]["followers"]) if kept else None
            self.answers["followers_end"] = Answer(value, len(rows), +rejected, min(len(kept), 1))
        self.about_reports()
        self.about_honours()

    def about_reports(self) -> None:
        names = ("reports_due", "reports_on_time", "reports_late", "reports_missing", "reports_not_as_required")
        if self.absent([*names, "monthly_summaries_missing_year"], "reports"):
            return

        def state(row: Row) -> str:
            if row["handed_in"] is None:
                return "missing"
            return "late" if row["handed_in"] > row["day"] else "on_time"

        due = self.during("reports")
        self.rows("reports_due", due, CHECK)
        for each in ("on_time", "late", "missing"):
            self.rows(f"reports_{each}", [r for r in due if state(r) == each], CHECK)
        self.rows("reports_not_as_required", [r for r in due if state(r) != "on_time"], CHECK)
        monthly = [r for r in self.during("reports", self.year()) if r["kind"] == "monthly"]
        self.rows("monthly_summaries_missing_year", [r for r in monthly if state(r) != "on_time"], CHECK)
        if not self.sift(monthly, CHECK)[0]:
            self.answers["monthly_summaries_missing_year"].value = None

    def about_honours(self) -> None:
        levels = ("national", "provincial", "municipal", "county")
        kinds = {
            "labour_brands": "labour_brand",
            "highlights_approved": "highlight",
            "relations_stations": "relations_station",
        }
        names = [
            *(f"honours_{level}_2y" for level in levels),
            "central_media_reports",
            "provincial_recognitions",
            *kinds,
        ]
        if self.absent(names, "honours"):
            return
        back = add_months(self.period.end + timedelta(days=1), -24)
        for level in levels:
            rows = [r for r in self.during("honours", back) if r["kind"] in ("honour", "press") and r["level"] == level]
            self.rows(f"honours_{level}_2y", rows, PROVEN)
        now = self.during("honours")
        self.rows("central_media_reports", [r for r in now if (r["kind"], r["level"]) == ("press", "national")], PROVEN)
        recognised = [r for r in now if r["kind"] in ("press", "comment") and r["level"] == "provincial"]
        self.rows("provincial_recognitions", recognised, PROVEN)
        for name, kind in kinds.items():
            self.rows(name, [r for r in now if r["kind"] == kind], PROVEN)

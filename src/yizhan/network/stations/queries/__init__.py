"""Every read of this app."""

from yizhan.network.stations.queries.area import areas, communities_of, hosted, officers, serving
from yizhan.network.stations.queries.coverage import Coverage, coverage, plan_of
from yizhan.network.stations.queries.file import (
    closed_days,
    facts_of,
    missing_of,
    sign_proposals,
    station,
    station_of,
    stations,
)
from yizhan.network.stations.queries.public import (
    Near,
    Openness,
    nearest,
    open_now,
    openness,
    published,
    qr,
    recognised,
    spots,
)
from yizhan.network.stations.queries.roster import (
    RosterDay,
    month_roster,
    posts,
    roster_gaps,
    shift_rows,
    shifts,
    staff_posts,
)

__all__ = [
    "Coverage",
    "Near",
    "Openness",
    "RosterDay",
    "areas",
    "closed_days",
    "communities_of",
    "coverage",
    "facts_of",
    "hosted",
    "missing_of",
    "month_roster",
    "nearest",
    "officers",
    "open_now",
    "openness",
    "plan_of",
    "posts",
    "published",
    "qr",
    "recognised",
    "roster_gaps",
    "serving",
    "shift_rows",
    "shifts",
    "sign_proposals",
    "spots",
    "staff_posts",
    "station",
    "station_of",
    "stations",
]

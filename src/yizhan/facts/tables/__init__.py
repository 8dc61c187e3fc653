"""The fact tables: the contract between whatever records work and whatever assesses it.

Rows are immutable; a correction is a later row whose `supersedes` names the record it replaces. A person is a keyed
digest, never an identity number. `day` is when the thing happened; `verified` that a person checked it; `flagged` that
a check found it false.
"""

from yizhan.facts.columns import Table
from yizhan.facts.tables.conduct import COMPLAINTS, FOLLOWERS, HONOURS, INCIDENTS, INSPECTIONS, REPORTS, SURVEYS
from yizhan.facts.tables.premises import COMMUNITIES, COMMUNITY_STATIONS, ROSTER, STAFF, STATIONS
from yizhan.facts.tables.work import DEALS, EVENTS, HOSTING, PLACEMENTS, POSTS, REFERRALS, REGISTRATIONS, SERVICE_ACTS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        STATIONS,
        STAFF,
        ROSTER,
        COMMUNITIES,
        COMMUNITY_STATIONS,
        REGISTRATIONS,
        POSTS,
        REFERRALS,
        PLACEMENTS,
        SERVICE_ACTS,
        EVENTS,
        HOSTING,
        DEALS,
        COMPLAINTS,
        INCIDENTS,
        SURVEYS,
        FOLLOWERS,
        REPORTS,
        HONOURS,
        INSPECTIONS,
    )
}

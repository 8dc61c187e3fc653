"""A year in the life of a block of stations, all tables; and how many rows to expect of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from yizhan.facts.tables import TABLES
from yizhan.kernel.errors import Refusal
from yizhan.simulate.activities import events, expected_fixed_rows, followers, honours, reports
from yizhan.simulate.block import Block
from yizhan.simulate.columns import finished
from yizhan.simulate.draft import Draft
from yizhan.simulate.employers import deals, expected_employer_rows, hosting, posts
from yizhan.simulate.feedback import complaints, expected_feedback_rows, incidents, surveys
from yizhan.simulate.inspections import Finding, inspections
from yizhan.simulate.people import (
    expected_people_rows,
    referrals_and_placements,
    registrations,
    seekers_of,
    services,
)
from yizhan.simulate.premises import (
    communities,
    community_stations,
    expected_roster_rows,
    postings,
    profiles,
    roster,
    staff,
)


@dataclass(frozen=True, slots=True)
class Volume:
    """Rows to expect of some stations at scale 1: those that never grow, the rosters, and the work that grows."""

    fixed: float
    rosters: float
    work: float

    def __add__(self, other: "Volume") -> "Volume":
        return Volume(self.fixed + other.fixed, self.rosters + other.rosters, self.work + other.work)

    def scale_for(self, records: int) -> float:
        """The scale at which about `records` rows come out. Raises Refusal if the stations alone need more."""
        if records < 1.05 * self.fixed:
            raise Refusal(
                f"{records}条记录太少：这些驿站自身的档案、活动和报表约有{int(self.fixed)}条",
                f"{records} records are too few: the stations' own profiles, events and reports alone are about "
                f"{int(self.fixed)}",
            )
        free = records - self.fixed
        small = free / (self.rosters + self.work)
        return small if small <= 1.0 else (free - self.rosters) / self.work


def volume(block: Block, findings: int = 0) -> Volume:
    """What to expect of the wanted stations of a block."""
    plain = replace(block, scale=1.0)
    work = expected_people_rows(plain) + expected_employer_rows(plain) + expected_feedback_rows(plain)
    fixed = expected_fixed_rows(plain) + findings
    parts = (fixed, expected_roster_rows(plain), work)
    return Volume(*(float(np.sum(part[: block.limit])) for part in parts))


def lived(block: Block, findings: Sequence[Finding] = ()) -> Iterator[tuple[str, pa.Table]]:
    """Every table of the block, in the order of the fact tables."""
    drafts = {draft.table: draft for draft in _drafts(block, findings)}
    for name in TABLES:
        yield name, finished(block, drafts.pop(name))


def _drafts(block: Block, findings: Sequence[Finding]) -> Iterator[Draft]:
    jobs, seekers = postings(block), seekers_of(block)
    yield profiles(block)
    yield staff(block, jobs)
    yield roster(block, jobs)
    yield communities(block)
    yield community_stations(block)
    yield registrations(block, seekers)
    yield posts(block)
    yield from referrals_and_placements(block, seekers)
    yield services(block, seekers)
    yield events(block)
    yield hosting(block)
    yield deals(block)
    yield complaints(block)
    yield incidents(block)
    yield surveys(block)
    yield followers(block)
    yield reports(block)
    yield honours(block)
    yield inspections(block, findings)

"""What inspectors find: an answer per finding and station, entered by a check shortly before the period's end."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

import numpy as np

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact
from yizhan.simulate import draws
from yizhan.simulate.block import TOP, Block
from yizhan.simulate.draft import Draft, common
from yizhan.simulate.season import Ints
from yizhan.simulate.words import INSPECTION_NOTES, proof

AnswerKind = Literal["yes_no", "seldom", "award", "rating", "amount", "count"]
RATINGS = ("优秀", "合格", "不合格")
_FALSE, _TRUE = "false", "true"
_VIOLATION = "violation."
_HALF = Decimal("0.5")


class Finding(NamedTuple):
    """A finding to answer. `yes_no` is mostly true at good stations, `seldom` (faults) hardly ever.

    `award` is 0 to `most` in halves of a point; `rating` a word of RATINGS; `amount` the points an assessor takes off;
    `count` how often something bad happened. Findings named ``violation.…`` are `seldom` whatever their kind says.
    """

    name: str
    kind: AnswerKind
    most: str = ""


def inspections(block: Block, findings: Sequence[Finding]) -> Draft:
    """One row for each station that was open, and finding."""
    rng, period_end = block.rng(60), block.period_end
    open_ = np.flatnonzero((block.traits.first <= period_end) & (block.traits.last >= period_end - 30))
    visited = np.minimum(period_end - draws.between(rng, len(open_), 3, 20), block.traits.last[open_])
    visited = np.maximum(visited, block.traits.first[open_])
    parts: list[Ints] = []
    words: list[str] = []
    for finding in findings:
        choices, codes = _answers(block, rng, finding, open_)
        parts.append(codes + len(words))
        words.extend(choices)
    station = np.tile(open_, len(findings)).astype(np.int64)
    day = np.tile(visited, len(findings)).astype(np.int64)
    columns = common(block, rng, station, day, "premises", np.full(len(station), proof("photo")))
    columns["verified"][:] = 1
    columns["flagged"][:] = 0
    columns |= {
        "finding": np.repeat(np.arange(len(findings), dtype=np.int64), len(open_)),
        "answer": np.concatenate([np.zeros(0, dtype=np.int64), *parts]),
        "note": draws.pick(rng, len(station), (4, 4, 2, 1, 2)),
    }
    names = [finding.name for finding in findings]
    return Draft("inspections", columns, {"finding": names, "answer": words, "note": INSPECTION_NOTES})


def _answers(block: Block, rng: np.random.Generator, finding: Finding, stations: Ints) -> tuple[list[str], Ints]:
    """The words that can be answered and the one that each station gets."""
    quality, rows = block.traits.quality[stations], len(stations)
    if finding.kind == "award":
        halves = _halves(finding)
        lost = np.minimum(rng.binomial(halves, np.clip(0.42 * (1.12 - quality), 0.0, 1.0)), halves)
        return [str(_HALF * half) for half in range(halves + 1)], (halves - lost).astype(np.int64)
    if finding.kind == "amount":
        fined = draws.coin(rng, 0.02 + 0.06 * (1.0 - quality)).astype(np.int64)
        return ["0", "5", "8"], fined * (1 + draws.flip(rng, rows, 0.2).astype(np.int64))
    if finding.kind == "count":
        return ["0", "1", "2"], np.minimum(rng.poisson(0.1 * (1.4 - quality)), 2).astype(np.int64)
    if finding.kind == "rating":
        level = rng.random(rows) - 0.5 + quality
        return list(RATINGS), np.where(level > 1.0, 0, np.where(level > 0.3, 1, 2)).astype(np.int64)
    chance = np.where(quality > TOP, 0.995, 0.72 + 0.27 * quality)
    if finding.kind == "seldom" or finding.name.startswith(_VIOLATION):
        chance = 0.01 + 0.04 * (1.0 - quality)
    return [_FALSE, _TRUE], draws.coin(rng, chance).astype(np.int64)


def _halves(finding: Finding) -> int:
    """How many half points the award may have; at most a thousand points."""
    try:
        most = exact(finding.most)
    except Refusal as refusal:
        raise _no_maximum(finding) from refusal
    if not 0 < most <= 1000:
        raise _no_maximum(finding)
    return int(most * 2)


def _no_maximum(finding: Finding) -> Refusal:
    return Refusal(
        f"评分项「{finding.name}」的最高分「{finding.most}」应是大于0、不超过1000的数",
        f"award {finding.name!r}: the maximum {finding.most!r} must be a number above 0 and at most 1000",
    )

"""A variant is proved nowhere easier than its base, or shown a value at which it is."""

from fractions import Fraction

import pytest

from yizhan.appraisal import catalogue
from yizhan.facts.vocabulary import VOCABULARY
from yizhan.rules.building.loader import load
from yizhan.rules.scheme import Scheme
from yizhan.rules.strictness import Finding, prove

HEAD = """
scheme: variant
edition: "1"
title: 变体
issuer: 某区
document: null
issued: null
status: draft
extends: {base}
"""

SEEKERS = """
- no: "5"
  curve:
    kind: gate
    conditions:
    - {{finding: needs_survey, title: 摸排, clause: 组织开展就业需求摸排工作}}
    - {{indicator: seeker_entries, at_least: {entries}, clause: 每年录入求职登记并发布求职信息不少于800人次}}
    - {{indicator: recruitment_posts, at_least: {posts}, clause: 线上归集发布用工单位招聘信息不少于800条}}
"""


def variant(base: str, body: str) -> Scheme:
    return load(
        HEAD.format(base=base) + body, file="variant", vocabulary=VOCABULARY, base=catalogue.scheme(base), trusted=True
    )


def finding(scheme: Scheme, base: str, no: str, subject: int = 0) -> Finding:
    proof = prove(scheme, catalogue.scheme(base))[subject]
    return next(one for one in proof.findings if one.no == no)


@pytest.mark.parametrize("name", catalogue.names())
def test_every_shipped_standard_is_nowhere_easier_than_itself(name: str) -> None:
    scheme = catalogue.scheme(name)
    assert all(proof.holds for proof in prove(scheme, scheme))


def test_higher_number_holds() -> None:
    scheme = variant("haikou-2024", "items:" + SEEKERS.format(entries=1000, posts=800))
    found = finding(scheme, "haikou-2024", "5")
    assert (found.holds, found.changed, found.why.zh) == (True, True, "处处不低于上级标准")


def test_lower_number_is_shown_with_the_value_at_which_it_is_easier() -> None:
    scheme = variant("haikou-2024", "items:" + SEEKERS.format(entries=800, posts=799))
    found = finding(scheme, "haikou-2024", "5")
    assert not found.holds
    assert found.easier is not None
    assert dict(found.easier.at) == {"needs_survey": True, "seeker_entries": 800, "recruitment_posts": 799}
    assert (found.easier.points, found.easier.base_points) == (10, 0)


def test_condition_left_out_is_shown_failing() -> None:
    body = """
items:
- no: "10"
  curve: {kind: gate, conditions: [{indicator: policy_talks, at_least: 24, clause: 原文}]}
"""
    found = finding(variant("haikou-2024", body), "haikou-2024", "10")
    assert found.easier is not None
    at = dict(found.easier.at)
    assert at["policy_talks"] == 24
    assert at["placements_proven_any"] in [Fraction(number) for number in range(250)]


def test_lower_grade_threshold_is_easier() -> None:
    body = """
grades:
  bands:
  - {grade: 优秀, at_least: 85, clause: 原文}
  - {grade: 良好, at_least: 80, below: 85, clause: 原文}
  - {grade: 一般, at_least: 70, below: 80, clause: 原文}
  - {grade: 不合格, below: 70, clause: 原文}
"""
    found = finding(variant("haikou-2024", body), "haikou-2024", "grades")
    assert (found.holds, found.why.zh) == (False, "「优秀」的分数线低于上级标准")


def test_higher_bonus_cap_is_easier() -> None:
    found = finding(variant("haikou-2024", "bonus: {cap: {points: 20, clause: 原文}}"), "haikou-2024", "bonus")
    assert (found.holds, found.why.zh) == (False, "加分上限高于上级标准")


def test_smaller_deduction_is_easier() -> None:
    body = """
deductions:
  items:
  - no: "14.1"
    curve: {kind: tally, indicator: complaints_upheld, each: {points: 1, clause: 原文}}
"""
    found = finding(variant("haikou-2024", body), "haikou-2024", "14.1")
    assert not found.holds
    assert found.easier is not None
    assert dict(found.easier.at) == {"complaints_upheld": 1}


BANDS = """
items:
- no: "9"
  curve:
    kind: bands
    indicator: satisfaction_percent
    bands:
    - {{at_least: {top}, points: 5, clause: 原文}}
    - {{at_least: 80, below: {top}, points: 4, clause: 原文}}
    - {{at_least: 70, below: 80, points: 3, clause: 原文}}
    - {{at_least: 60, below: 70, points: 2, clause: 原文}}
    - {{below: 60, points: 0, clause: 原文}}
"""


def test_bands_moved_up_hold_and_moved_down_do_not() -> None:
    assert finding(variant("shaxian", BANDS.format(top=95)), "shaxian", "9").holds
    easier = finding(variant("shaxian", BANDS.format(top=88)), "shaxian", "9").easier
    assert easier is not None
    ((name, value),) = easier.at
    assert name == "satisfaction_percent"
    assert isinstance(value, Fraction)
    assert 88 <= value < 90


def test_proportional_points_below_the_base_are_easier_than_none() -> None:
    body = """
items:
- no: "9"
  curve:
    kind: steps
    indicator: placements_monthly_mean
    base: {value: {by_subject: {market: 10, station: 5}}, points: 5, clause: 原文}
    step: {unit: 1, points: {by_subject: {market: 1, station: "3/2"}}, clause: 原文}
    cap: {points: 15, clause: 原文}
    below_base: proportional
"""
    found = finding(variant("quanzhou-2025", body), "quanzhou-2025", "9")
    assert found.easier is not None
    ((_, value),) = found.easier.at
    assert isinstance(value, Fraction)
    assert 0 < value < 10


def test_dropped_override_is_easier() -> None:
    found = finding(variant("haikou-2024", "overrides: []"), "haikou-2024", "override")
    assert not found.holds
    assert found.why.zh.endswith("不再直接认定为不合格")

"""A variant is its base with the items that it names replaced."""

import pytest
from small_scheme import SOURCE, VOCABULARY, small

from yizhan.rules.building.loader import SchemeProblems, load
from yizhan.rules.building.standards import standard
from yizhan.rules.scheme import Scheme

VARIANT = """\
scheme: smaller
title: 小标准某区办法
issuer: 某区局
extends: small
items:
  - no: "1"
    clause: 发布岗位900个，宣讲12场，得10分
    curve:
      kind: gate
      conditions:
        - {indicator: posts, at_least: 900, clause: 岗位900个}
        - {indicator: talks, at_least: 12, clause: 宣讲12场}
bonus:
  cap: {points: 3, clause: 加分不超过3分}
deductions:
  items:
    - no: D3
      title: 迟报
      clause: 迟报每次扣1分
      curve: {kind: tally, count: late, title: 迟报次数, each: {points: 1, clause: 迟报每次扣1分}}
"""
OWN = "发布岗位900个，宣讲12场，得10分。加分不超过3分。迟报每次扣1分。"


def variant(text: str = VARIANT, *, own: str | None = None, base: Scheme | None = None) -> Scheme:
    return load(
        text,
        file="variant.yaml",
        vocabulary=VOCABULARY,
        source=own,
        base=base or small(),
        base_source=SOURCE if own is not None else None,
    )


def test_a_variant_replaces_adds_and_keeps() -> None:
    built, base = standard(variant(), "market", {}), standard(small(), "market", {})
    assert [item.no for item in built.items] == ["1", "2", "3", "4", "B1", "D1", "D2", "D3"]
    assert built.item("1").curve != base.item("1").curve
    assert built.item("1").title == base.item("1").title
    assert [built.item(no) for no in ("2", "3", "4")] == [base.item(no) for no in ("2", "3", "4")]
    assert (built.bonus_cap, base.bonus_cap) == (3, 5)


def test_a_variant_has_its_own_name_and_hash() -> None:
    assert variant().head.scheme == "smaller"
    assert variant().head.extends == "small"
    assert variant().head.issuer == "某区局"
    assert variant().head.edition == "1"
    assert variant().hash != small().hash
    assert variant(VARIANT.replace("at_least: 900", "at_least: 901")).hash != variant().hash
    assert variant(base=small(("percent: 85", "percent: 84"))).hash != variant().hash


def test_the_clauses_of_a_variant_may_stand_in_either_source() -> None:
    assert variant(own=OWN).hash == variant().hash
    with pytest.raises(SchemeProblems, match="第1项：条文「发布岗位900个，宣讲12场，得10分」不在来源文件中"):
        variant(own="加分不超过3分。迟报每次扣1分。")


def test_the_base_is_left_as_it_was() -> None:
    base = small()
    before = standard(base, "market", {})
    variant(base=base)
    assert standard(base, "market", {}) == before
    assert base.hash == small().hash


def test_a_variant_without_its_base_is_refused() -> None:
    with pytest.raises(SchemeProblems) as refused:
        load(VARIANT, file="variant.yaml", vocabulary=VOCABULARY)
    assert [one.text.zh for one in refused.value.problems] == ["variant.yaml：找不到上级标准「small」"]


@pytest.mark.parametrize("items", ["items: 5", "items: [5]", "items: [{title: 甲}]", "items: [{no: [1]}]"])
def test_items_of_a_variant_must_say_which_they_replace(items: str) -> None:
    with pytest.raises(SchemeProblems) as refused:
        variant(f"scheme: v\nextends: small\n{items}\n")
    assert [one.text.zh for one in refused.value.problems] == ["variant.yaml：items 应是带 no 的列表"]


def test_a_variant_is_checked_like_any_scheme() -> None:
    with pytest.raises(SchemeProblems, match="数值「at_least」没有注明条文或解释口径"):
        variant(VARIANT.replace(", clause: 岗位900个", ""))

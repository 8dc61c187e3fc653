"""Money by grade: shares of a fee, fixed sums with eligibility, instalments with a tail."""

from dataclasses import replace
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Bound, Condition
from yizhan.rules.payout import (
    Basis,
    FixedSums,
    Instalment,
    Instalments,
    OneTime,
    Share,
    ShareOfFee,
    Sum,
    eligibility,
)
from yizhan.rules.values import Input

FEE = ShareOfFee("planned_fee", (Share("优秀", Fraction(100), "甲"), Share("良好", Fraction(85), "乙")))
MONTHS = Input("months", "indicator", Text("认定满月数", "months"), Text("个月", "months"), whole=True)
RESULTS = Input("results", "finding", Text("取得一定成效", "results"))
HALF_YEAR = Condition(MONTHS, Text("满半年以上", "half a year"), "满半年以上", Bound(Fraction(6), least=True))
SOME = Condition(RESULTS, RESULTS.label, "取得一定成效")
STARS = FixedSums(
    (Sum("五星", 10_000_000, "甲"), Sum("无", 0, "乙")), (HALF_YEAR, SOME), OneTime(5_000_000, "丙", (HALF_YEAR,))
)
TAILED = Instalments(
    "bid_price",
    "contract_amount",
    "network_fee",
    "network_fee_paid_in_full",
    (
        Instalment(1, "contract", Fraction(15), "期满1个月"),
        Instalment(3, "bid", Fraction(15), "期满3个月"),
        Instalment(6, "bid", Fraction(20), "期满6个月"),
        Instalment(9, "bid", Fraction(20), "期满9个月"),
    ),
    12,
    "期满12个月",
    tuple(Share(grade, Fraction(p), grade) for grade, p in (("优秀", 100), ("良好", 90), ("合格", 80), ("较差", 70))),
)
MONEY = {"bid_price": 100_000_000, "network_fee": 10_000_000}


@pytest.mark.parametrize(
    ("grade", "fee", "total"),
    [("优秀", 10_000_000, 10_000_000), ("良好", 10_000_000, 8_500_000), ("良好", 10, 9), ("良好", 0, 0)],
)
def test_a_share_of_the_fee_is_rounded_half_up_to_the_fen(grade: str, fee: int, total: int) -> None:
    found = FEE.pay(grade, {}, {"planned_fee": fee})
    assert (found.total, found.payable, found.missing, found.tail) == (total, total, (), None)
    assert [(line.label.zh, line.amount) for line in found.lines] == [("购买服务工作经费计划", total)]


def test_an_unknown_fee_leaves_the_sum_unknown() -> None:
    found = FEE.pay("优秀", {}, {})
    assert (found.total, found.payable, found.missing, found.lines) == (None, None, ("planned_fee",), ())


@pytest.mark.parametrize(
    ("values", "eligible", "payable", "unmet", "once"),
    [
        ({"months": Fraction(6), "results": True}, "yes", 10_000_000, (), "yes"),
        ({"months": Fraction(5), "results": True}, "no", 0, ("满半年以上",), "no"),
        ({"months": Fraction(6), "results": False}, "no", 0, ("取得一定成效",), "yes"),
        ({"months": Fraction(6)}, "open", None, ("取得一定成效",), "yes"),
        ({"months": Fraction(5)}, "no", 0, ("满半年以上",), "no"),
        ({}, "open", None, ("满半年以上", "取得一定成效"), "open"),
    ],
)
def test_a_fixed_sum_is_for_stations_that_are_eligible(
    values: dict[str, Fraction | bool], eligible: str, payable: int | None, unmet: tuple[str, ...], once: str
) -> None:
    found = STARS.pay("五星", values, {})
    assert (found.total, found.eligible, found.payable) == (10_000_000, eligible, payable)
    assert tuple(text.zh for text in found.unmet) == unmet
    assert (found.one_time, found.one_time_eligible) == (5_000_000, once)
    assert STARS.pay("无", values, {}).total == 0


def test_without_a_one_time_sum_there_is_none() -> None:
    found = replace(STARS, one_time=None).pay("五星", {}, {})
    assert (found.one_time, found.one_time_eligible) == (None, None)
    assert replace(STARS, one_time=None).conditions == (HALF_YEAR, SOME)
    assert eligibility((), {}) == ("yes", ())


@pytest.mark.parametrize(
    ("basis", "grade", "instalments", "tail"),
    [
        ("network_fee_paid_in_full", "优秀", (15, 15, 20, 20), 30),
        ("network_fee_paid_in_full", "良好", (15, 15, 20, 20), 21),
        ("network_fee_paid_in_full", "合格", (15, 15, 20, 20), 12),
        ("network_fee_paid_in_full", "较差", (15, 15, 20, 20), 3),
        ("literal", "优秀", (15, 15, 20, 20), 20),
        ("literal", "良好", (15, 15, 20, 20), 11),
        ("literal", "合格", (15, 15, 20, 20), 2),
        ("literal", "较差", (15, 15, 20, 20), -7),
        ("network_fee_separate", "优秀", ("13.5", "13.5", 18, 18), 27),
        ("network_fee_separate", "良好", ("13.5", "13.5", 18, 18), 18),
        ("network_fee_separate", "合格", ("13.5", "13.5", 18, 18), 9),
        ("network_fee_separate", "较差", ("13.5", "13.5", 18, 18), 0),
        ("grade_on_tail", "优秀", (15, 15, 20, 20), 30),
        ("grade_on_tail", "良好", (15, 15, 20, 20), 27),
        ("grade_on_tail", "合格", (15, 15, 20, 20), 24),
        ("grade_on_tail", "较差", (15, 15, 20, 20), 21),
    ],
)
def test_the_four_bases_on_a_bid_of_a_million_with_a_network_fee_of_a_hundred_thousand(
    basis: Basis, grade: str, instalments: tuple[int | str, ...], tail: int
) -> None:
    """Sums are given in ten thousand yuan, that is a million fen."""
    found = replace(TAILED, basis=basis).pay(grade, {}, MONEY)
    assert [line.amount for line in found.lines[:-1]] == [Fraction(each) * 10**6 for each in instalments]
    assert found.tail == tail * 10**6
    assert found.total == sum(line.amount for line in found.lines)
    assert [line.after_months for line in found.lines] == [1, 3, 6, 9, 12]


def test_a_negative_tail_is_a_receivable() -> None:
    found = replace(TAILED, basis="literal").pay("较差", {}, MONEY)
    assert found.lines[-1].label == Text("尾款（应收回）", "tail (receivable)")
    assert found.lines[-1].clause == "期满12个月；较差"
    assert replace(TAILED, basis="literal").pay("合格", {}, MONEY).lines[-1].label.zh == "尾款"


def test_without_a_network_fee_the_worst_grade_has_no_tail() -> None:
    found = replace(TAILED, basis="literal").pay("较差", {}, {"bid_price": 100_000_000, "network_fee": 0})
    assert (found.tail, found.total) == (0, 70_000_000)


def test_a_contract_amount_other_than_the_bid_moves_its_instalment() -> None:
    money = MONEY | {"contract_amount": 80_000_000}
    found = TAILED.pay("优秀", {}, money)
    assert [line.amount for line in found.lines] == [12 * 10**6, 15 * 10**6, 20 * 10**6, 20 * 10**6, 33 * 10**6]
    on_tail = replace(TAILED, basis="grade_on_tail").pay("较差", {}, money)
    assert on_tail.tail == (80 - 67) * 7 * 10**5


def test_a_grade_on_the_tail_does_not_need_the_network_fee() -> None:
    found = replace(TAILED, basis="grade_on_tail").pay("良好", {}, {"bid_price": 100_000_000})
    assert (found.tail, found.missing) == (27 * 10**6, ())


@pytest.mark.parametrize(
    ("money", "missing"),
    [({}, ("bid_price", "network_fee")), ({"bid_price": 1}, ("network_fee",)), ({"network_fee": 1}, ("bid_price",))],
)
def test_unknown_sums_leave_the_payout_unknown(money: dict[str, int], missing: tuple[str, ...]) -> None:
    found = TAILED.pay("优秀", {}, money)
    assert (found.total, found.lines, found.missing, found.tail, found.payable) == (None, (), missing, None, None)


@given(
    st.integers(0, 10**12),
    st.integers(0, 10**12),
    st.integers(0, 10**12),
    st.sampled_from(get_args(Basis)),
    st.sampled_from(("优秀", "良好", "合格", "较差")),
)
def test_instalments_and_tail_are_exactly_the_total(
    bid: int, network: int, contract: int, basis: Basis, grade: str
) -> None:
    money = {"bid_price": bid, "network_fee": network, "contract_amount": contract}
    found = replace(TAILED, basis=basis).pay(grade, {}, money)
    part = {"优秀": 100, "良好": 90, "合格": 80, "较差": 70}[grade]
    paid = sum(line.amount for line in found.lines[:-1])
    assert found.total == paid + (found.tail or 0)
    exact = {
        "network_fee_paid_in_full": network + Fraction((bid - network) * part, 100),
        "literal": Fraction((bid - network) * part, 100),
        "network_fee_separate": Fraction((bid - network) * part, 100),
        "grade_on_tail": paid + Fraction((contract - paid) * part, 100),
    }[basis]
    assert abs((found.total or 0) - exact) <= Fraction(1, 2)

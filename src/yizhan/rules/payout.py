"""What a grade is worth in money. Sums are integer fen, rounded half up once, at the last step."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.money import share
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.values import Values

Basis = Literal["network_fee_paid_in_full", "literal", "network_fee_separate", "grade_on_tail"]
Eligible = Literal["yes", "no", "open"]

MONEY_LABELS = {
    "planned_fee": Text("购买服务工作经费计划", "planned service fee"),
    "bid_price": Text("中标价", "bid price"),
    "contract_amount": Text("合同金额", "contract amount"),
    "network_fee": Text("网络建设费", "network construction fee"),
}


@dataclass(frozen=True, slots=True)
class PayLine:
    """One payment in fen; a negative tail is a receivable, never a negative payment. `after_months` is when it falls due."""

    label: Text
    amount: int
    after_months: int | None
    clause: str


@dataclass(frozen=True, slots=True)
class Payout:
    """The money for one grade. `total` is None while a sum of money that it needs is unknown (`missing`)."""

    kind: str
    grade: str
    total: int | None
    lines: tuple[PayLine, ...]
    eligible: Eligible
    unmet: tuple[Text, ...]
    missing: tuple[str, ...]
    one_time: int | None = None
    one_time_eligible: Eligible | None = None

    @property
    def tail(self) -> int | None:
        """The last line where there are instalments."""
        return self.lines[-1].amount if self.kind == "instalments" and self.lines else None

    @property
    def payable(self) -> int | None:
        """What is due for the grade: the total if eligible, nothing if not, None while open."""
        return {"yes": self.total, "no": 0, "open": None}[self.eligible]


@dataclass(frozen=True, slots=True)
class Share:
    """The percentage that a grade is paid."""

    grade: str
    percent: Fraction
    clause: str


@dataclass(frozen=True, slots=True)
class ShareOfFee:
    """A percentage of a planned fee by grade (原则上)."""

    fee: str
    shares: tuple[Share, ...]

    kind = "share_of_fee"
    conditions: tuple[Condition, ...] = ()

    def pay(self, grade: str, values: Values, money: Mapping[str, int]) -> Payout:
        """The share of the fee, open while the fee is unknown."""
        found = _share(self.shares, grade)
        if found.percent == 0:
            line = PayLine(MONEY_LABELS[self.fee], 0, None, found.clause)
            return Payout(self.kind, grade, 0, (line,), "yes", (), ())
        if self.fee not in money:
            return Payout(self.kind, grade, None, (), "yes", (), (self.fee,))
        total = share(money[self.fee], found.percent / 100)
        return Payout(
            self.kind, grade, total, (PayLine(MONEY_LABELS[self.fee], total, None, found.clause),), "yes", (), ()
        )


@dataclass(frozen=True, slots=True)
class Sum:
    """The fixed sum of a grade, in fen."""

    grade: str
    amount: int
    clause: str


@dataclass(frozen=True, slots=True)
class OneTime:
    """A subsidy paid once on first recognition, in fen."""

    amount: int
    clause: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class FixedSums:
    """A fixed sum by grade for stations that are eligible, and a one-time subsidy."""

    sums: tuple[Sum, ...]
    eligibility: tuple[Condition, ...]
    one_time: OneTime | None

    kind = "fixed"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Who is eligible."""
        return (*self.eligibility, *(self.one_time.conditions if self.one_time else ()))

    def pay(self, grade: str, values: Values, money: Mapping[str, int]) -> Payout:
        """The sum of the grade, and whether the station may have it."""
        found = next(one for one in self.sums if one.grade == grade)
        eligible, unmet = eligibility(self.eligibility, values)
        line = PayLine(Text("绩效补助", "performance subsidy"), found.amount, None, found.clause)
        once = self.one_time
        return Payout(
            self.kind,
            grade,
            found.amount,
            (line,),
            eligible,
            unmet,
            (),
            once.amount if once else None,
            eligibility(once.conditions, values)[0] if once else None,
        )


@dataclass(frozen=True, slots=True)
class Instalment:
    """A percentage of the bid price or the contract amount, so many months after the start."""

    after_months: int
    of: Literal["bid", "contract"]
    percent: Fraction
    clause: str


@dataclass(frozen=True, slots=True)
class Instalments:
    """Instalments on the way and a tail by grade. `basis` is the reading of 扣除网络建设费; see docs/scoring.md."""

    bid: str
    contract: str
    network: str
    basis: Basis
    instalments: tuple[Instalment, ...]
    tail_after: int
    tail_clause: str
    shares: tuple[Share, ...]

    kind = "instalments"
    conditions: tuple[Condition, ...] = ()

    def pay(self, grade: str, values: Values, money: Mapping[str, int]) -> Payout:
        """Instalments plus tail; together they are exactly the total. The contract amount equals the bid unless entered."""
        found = _share(self.shares, grade)
        needed = (self.bid,) if self.basis == "grade_on_tail" else (self.bid, self.network)
        missing = tuple(name for name in needed if name not in money)
        if missing:
            return Payout(self.kind, grade, None, (), "yes", (), missing)
        bid, network = money[self.bid], money.get(self.network, 0)
        contract = money.get(self.contract, bid)
        lines = [self._line(one, bid, contract, network) for one in self.instalments]
        paid = sum(line.amount for line in lines)
        tail = self._tail(found.percent / 100, bid, contract, network, paid)
        label = Text("尾款", "tail") if tail >= 0 else Text("尾款（应收回）", "tail (receivable)")
        lines.append(PayLine(label, tail, self.tail_after, f"{self.tail_clause}；{found.clause}"))
        return Payout(self.kind, grade, paid + tail, tuple(lines), "yes", (), ())

    def _line(self, one: Instalment, bid: int, contract: int, network: int) -> PayLine:
        amount = contract if one.of == "contract" else bid
        if self.basis == "network_fee_separate":
            amount = bid - network
        label = Text(f"期满{one.after_months}个月", f"after month {one.after_months}")
        return PayLine(label, share(amount, one.percent / 100), one.after_months, one.clause)

    def _tail(self, part: Fraction, bid: int, contract: int, network: int, paid: int) -> int:
        if self.basis == "grade_on_tail":
            return share(contract - paid, part)
        graded = share(bid - network, part)
        return graded + (network if self.basis == "network_fee_paid_in_full" else 0) - paid


PayoutRule = ShareOfFee | FixedSums | Instalments


def eligibility(conditions: tuple[Condition, ...], values: Values) -> tuple[Eligible, tuple[Text, ...]]:
    """Whether all conditions are met, and the ones that are not (or not yet known)."""
    states = [(condition, condition.state(values)) for condition in conditions]
    failed = tuple(condition.title for condition, state in states if state == "failed")
    if failed:
        return "no", failed
    unknown = tuple(condition.title for condition, state in states if state != "met")
    return ("open", unknown) if unknown else ("yes", ())


def _share(shares: tuple[Share, ...], grade: str) -> Share:
    return next(one for one in shares if one.grade == grade)

"""From the `payout` of a scheme file to a payout rule."""

from collections.abc import Mapping
from typing import Any, get_args

from yizhan.kernel.errors import Refusal
from yizhan.kernel.measures import Vocabulary
from yizhan.kernel.money import fen
from yizhan.kernel.texts import Text
from yizhan.rules.building.curves import Context, build_conditions
from yizhan.rules.building.fields import Fields, quote
from yizhan.rules.payout import (
    MONEY_LABELS,
    Basis,
    FixedSums,
    Instalment,
    Instalments,
    OneTime,
    PayoutRule,
    Share,
    ShareOfFee,
    Sum,
)
from yizhan.rules.values import ZERO


def build_payout(
    resolved: Mapping[str, Any], where: str, grades: tuple[str, ...], vocabulary: Vocabulary
) -> PayoutRule | None:
    """The payout rule, None where the source has none. Refuses a rule that leaves a grade without a sum."""
    if resolved.get("payout") is None:
        return None
    fields = Fields(resolved["payout"], f"{where} › payout")
    kind = fields.one_of("kind", ("share_of_fee", "fixed", "instalments"))
    context = Context("payout", Text("拨付", "payout"), None, vocabulary, (), ZERO, {})
    if kind == "share_of_fee":
        rule: PayoutRule = ShareOfFee(_money(fields, "fee"), _shares(fields, grades))
    elif kind == "fixed":
        rule = FixedSums(
            _sums(fields, grades), build_conditions(fields, context, "eligibility"), _one_time(fields, context)
        )
    else:
        rule = _instalments(fields, grades)
    fields.close()
    return rule


def _money(fields: Fields, key: str) -> str:
    return fields.one_of(key, tuple(MONEY_LABELS))


def _every_grade(fields: Fields, named: list[str], grades: tuple[str, ...]) -> None:
    missing = [grade for grade in grades if grade not in named and grade != "待认定"]
    twice = sorted({grade for grade in named if named.count(grade) > 1})
    if twice:
        raise fields.refuse(f"等次{'、'.join(twice)}写了两次", f"grades given twice: {', '.join(twice)}")
    if missing:
        raise fields.refuse(
            f"等次{'、'.join(missing)}没有对应的拨付规定", f"grades without a sum: {', '.join(missing)}"
        )


def _shares(fields: Fields, grades: tuple[str, ...]) -> tuple[Share, ...]:
    found = []
    for row in fields.rows("shares", least=1):
        found.append(Share(row.one_of("grade", grades), row.number("percent"), quote(row)))
        row.close()
    _every_grade(fields, [one.grade for one in found], grades)
    return tuple(found)


def _fen(row: Fields) -> int:
    try:
        return fen(row.number("yuan"))
    except Refusal as refusal:
        raise row.refuse(refusal.text.zh, refusal.text.en) from refusal


def _sums(fields: Fields, grades: tuple[str, ...]) -> tuple[Sum, ...]:
    found = []
    for row in fields.rows("sums", least=1):
        found.append(Sum(row.one_of("grade", grades), _fen(row), quote(row)))
        row.close()
    _every_grade(fields, [one.grade for one in found], grades)
    return tuple(found)


def _one_time(fields: Fields, context: Context) -> OneTime | None:
    if not fields.has("one_time"):
        return None
    inner = fields.at("one_time")
    found = OneTime(_fen(inner), quote(inner), build_conditions(inner, context, "eligibility"))
    inner.close()
    return found


def _months(fields: Fields) -> int:
    months = fields.positive("after_months")
    if months.denominator != 1:
        raise fields.refuse("「after_months」应是整数", "'after_months' must be a whole number")
    return int(months)


def _instalments(fields: Fields, grades: tuple[str, ...]) -> Instalments:
    rows = []
    for row in fields.rows("instalments", least=1):
        of = row.one_of("of", ("bid", "contract"))
        months = _months(row)
        rows.append(Instalment(months, "bid" if of == "bid" else "contract", row.positive("percent"), quote(row)))
        row.close()
    tail = fields.at("tail")
    after, _ = _months(tail), tail.one_of("of", ("contract",))
    basis = fields.one_of("basis", get_args(Basis))
    found = Instalments(
        _money(fields, "bid"),
        _money(fields, "contract"),
        _money(fields, "network"),
        next(one for one in get_args(Basis) if one == basis),
        tuple(rows),
        after,
        quote(tail),
        _shares(fields, grades),
    )
    tail.close()
    return found

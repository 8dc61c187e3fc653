"""Cases: sentence-named examples of a standard, values in, points out. They ship beside the scheme file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact, plain
from yizhan.kernel.money import fen, yuan
from yizhan.rules.admission import admit
from yizhan.rules.building.document import read_document
from yizhan.rules.building.inputs import all_inputs
from yizhan.rules.building.standards import standard
from yizhan.rules.scheme import Scheme
from yizhan.rules.scoring import Case, score
from yizhan.rules.sheet import ScoreSheet

_CASE_KEYS = {"case", "base", "subject", "readings", "values", "money", "expect", "year"}
_EXPECT_KEYS = {
    *("items", "total", "grade", "grades", "title", "payout", "open", "bonus", "deductions", "eligible"),
    *("instalments", "tail", "one_time", "one_time_eligible", "proposed", "consequence"),
}


@dataclass(frozen=True)
class Example:
    """One case: its sentence, what is given, and what must come out."""

    sentence: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]


def read_cases(text: str, file: str) -> list[Example]:
    """The cases of a file, bases laid under. Refuses unknown keys, missing sentences and cases that expect nothing."""
    tree = read_document(text, file)
    bases = tree.get("bases") or {}
    return [_example(one, bases, file) for one in tree.get("cases") or []]


def _example(one: Any, bases: Mapping[str, Any], file: str) -> Example:
    if not isinstance(one, dict) or not isinstance(one.get("case"), str) or not one.get("expect"):
        raise Refusal(f"{file}：每个用例应有 case 和 expect", f"{file}: a case needs case and expect")
    unknown = (set(one) - _CASE_KEYS) | (set(one["expect"]) - _EXPECT_KEYS)
    if unknown:
        raise Refusal(
            f"{file}「{one['case']}」：不认识的键{sorted(unknown)}", f"{file}: unknown keys {sorted(unknown)}"
        )
    given: dict[str, Any] = {"values": {}, "readings": {}, "money": {}}
    name = one.get("base")
    if name is not None and name not in bases:
        raise Refusal(f"{file}「{one['case']}」：没有名为「{name}」的 base", f"{file}: no base {name!r}")
    under = bases[name] if name is not None else {}
    for layer in (under, one):
        for key in ("values", "readings", "money"):
            given[key] = {**given[key], **(layer.get(key) or {})}
        given.update({key: layer[key] for key in ("subject", "year") if key in layer})
    return Example(one["case"], given, one["expect"])


def sheet_of(scheme: Scheme, example: Example) -> ScoreSheet:
    """The sheet of what the case gives."""
    given = example.given
    subject = given.get("subject", scheme.subjects[0].id)
    built = standard(scheme, subject, given["readings"])
    case = Case(
        subject=subject,
        values=admit(given["values"], all_inputs(scheme, built).values()),
        money={name: fen(amount) for name, amount in given["money"].items()},
        readings=given["readings"],
        year=given.get("year"),
    )
    return score(scheme, case, effects=False)


def differences(scheme: Scheme, example: Example) -> list[str]:
    """What came out other than expected, one sentence each; an empty list means that the case holds."""
    sheet = sheet_of(scheme, example)
    found: list[str] = []
    for key, wanted in example.expect.items():
        if key == "items":
            for no, points in wanted.items():
                found += _differs(f"第{no}项", _item(sheet, str(no)), _span(points))
        else:
            found += _differs(key, _actual(sheet, key), _wanted(key, wanted))
    return found


def _differs(name: str, actual: Any, wanted: Any) -> Iterator[str]:
    if actual != wanted:
        yield f"{name}应为{_said(wanted)}，实为{_said(actual)}"


def _item(sheet: ScoreSheet, no: str) -> Any:
    item = sheet.item(no)
    if sheet.mode == "ratings":
        return item.ratings[0] if len(item.ratings) == 1 else item.ratings
    return (item.low, item.high)


def _span(points: Any) -> Any:
    if isinstance(points, str) and not points[:1].isdigit():
        return points
    if isinstance(points, list):
        if points and isinstance(points[0], str) and not points[0][:1].isdigit():
            return tuple(points)
        return (exact(points[0]), exact(points[1]))
    return (exact(points), exact(points))


def _wanted(key: str, wanted: Any) -> Any:
    if key in ("total", "bonus", "deductions"):
        return _span(wanted)
    if key in ("payout", "tail", "one_time"):
        return None if wanted is None else fen(wanted)
    if key == "instalments":
        return [fen(amount) for amount in wanted]
    if key in ("open", "grades"):
        return sorted(str(one) for one in wanted)
    if key in ("eligible", "one_time_eligible"):
        return {True: "yes", False: "no", None: "open"}[wanted]
    return wanted


def _actual(sheet: ScoreSheet, key: str) -> Any:
    payout = sheet.payouts[0] if len(sheet.payouts) == 1 else None
    verdict = sheet.verdict
    answers: dict[str, Any] = {
        "total": (sheet.low, sheet.high),
        "bonus": sheet.bonus,
        "deductions": sheet.deductions,
        "grade": sheet.grade,
        "grades": sorted(verdict.grades) if verdict else [],
        "title": verdict.title if verdict else None,
        "consequence": verdict.consequence if verdict else None,
        "proposed": verdict.proposed if verdict else None,
        "open": sorted(sheet.open_items),
        "payout": payout.total if payout else None,
        "eligible": payout.eligible if payout else None,
        "instalments": [line.amount for line in payout.lines[:-1]] if payout else None,
        "tail": payout.tail if payout else None,
        "one_time": payout.one_time if payout else None,
        "one_time_eligible": payout.one_time_eligible if payout else None,
    }
    return answers[key]


def _said(value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], Fraction):
        return plain(value[0]) if value[0] == value[1] else f"{plain(value[0])}–{plain(value[1])}"
    return yuan(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)

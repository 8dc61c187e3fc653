"""The strictness proof: a local variant may ask for more than the standard it extends, never for less (不得低于)."""

from collections.abc import Iterator
from dataclasses import dataclass

from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text
from yizhan.rules.building.standards import standard
from yizhan.rules.scheme import Item, Scheme, Standard
from yizhan.rules.values import Easier


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer for one item (or `grades`, `bonus`): nowhere easier, or the value at which it is."""

    no: str
    title: Text
    holds: bool
    changed: bool
    easier: Easier | None
    why: Text


@dataclass(frozen=True, slots=True)
class Proof:
    """All findings for one subject. The variant holds if every finding does."""

    subject: str
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether the variant is nowhere easier than its base."""
        return all(finding.holds for finding in self.findings)


def prove(variant: Scheme, base: Scheme) -> tuple[Proof, ...]:
    """A proof for each subject of the base, under the readings' defaults of each scheme."""
    missing = [subject.id for subject in base.subjects if subject.id not in {one.id for one in variant.subjects}]
    if missing:
        raise Refusal(f"变体缺少考核对象：{'、'.join(missing)}", f"the variant lacks subjects {', '.join(missing)}")
    return tuple(
        Proof(subject.id, tuple(_findings(standard(variant, subject.id, {}), standard(base, subject.id, {}))))
        for subject in base.subjects
    )


def _findings(variant: Standard, base: Standard) -> Iterator[Finding]:
    mine = {item.no: item for item in variant.items}
    for item in base.items:
        if item.no not in mine:
            yield _gone(item)
        else:
            yield _compared(mine[item.no], item)
    known = {item.no for item in base.items}
    for item in variant.items:
        if item.no not in known:
            why = Text("新增项目；按比例比较时不降低要求", "an added item")
            if item.section == "bonus":
                yield Finding(
                    item.no, item.title, False, True, None, Text("新增加分项，会放宽要求", "an added bonus is easier")
                )
            else:
                yield Finding(item.no, item.title, True, True, None, why)
    yield _grades(variant, base)
    yield _bonus(variant, base)
    yield from _overrides(variant, base)


def _gone(item: Item) -> Finding:
    if item.section == "bonus":
        return Finding(
            item.no, item.title, True, True, None, Text("取消加分项，要求更严", "a bonus left out is stricter")
        )
    return Finding(
        item.no, item.title, False, True, None, Text("上级标准的项目被取消", "an item of the base is left out")
    )


def _compared(mine: Item, base: Item) -> Finding:
    if mine.curve == base.curve and mine.maximum == base.maximum:
        return Finding(mine.no, mine.title, True, False, None, Text("与上级标准相同", "the same as the base"))
    if _limit_is_easier(mine, base):
        why = Text("加分或扣分的上限比上级标准宽松", "the limit of the bonus or deduction is easier")
        return Finding(mine.no, mine.title, False, True, None, why)
    deducted = mine.section == "deduction"
    found = base.curve.compare(mine.curve) if deducted else mine.curve.compare(base.curve)
    if found is None:
        return Finding(
            mine.no, mine.title, True, True, None, Text("处处不低于上级标准", "nowhere easier than the base")
        )
    return Finding(mine.no, mine.title, False, True, found, found.why)


def _limit_is_easier(mine: Item, base: Item) -> bool:
    """Whether a bonus may earn more, or a deduction cost less: there points count, not shares of a maximum."""
    own, theirs = mine.curve.maximum, base.curve.maximum
    if mine.section == "bonus":
        return theirs is not None and (own is None or own > theirs)
    return mine.section == "deduction" and own is not None and (theirs is None or own < theirs)


def _grades(variant: Standard, base: Standard) -> Finding:
    title = Text("等次", "grades")
    theirs = {band.grade.zh: band for band in base.grades.bands} if base.grades else {}
    mine = {band.grade.zh: band for band in variant.grades.bands} if variant.grades else {}
    rounded = bool(variant.grades and variant.grades.rounded and base.grades and not base.grades.rounded)
    for grade, band in theirs.items():
        if grade in mine and mine[grade].start < band.start or rounded:
            why = Text(f"「{grade}」的分数线低于上级标准", f"the threshold of {band.grade.en} is lower")
            return Finding("grades", title, False, True, None, why)
    changed = mine != theirs
    return Finding("grades", title, True, changed, None, Text("各等次分数线不低于上级标准", "no threshold is lower"))


def _bonus(variant: Standard, base: Standard) -> Finding:
    title = Text("加分上限", "bonus cap")
    mine, theirs = variant.bonus_cap, base.bonus_cap
    easier = theirs is not None and (mine is None or mine > theirs)
    why = (
        Text("加分上限高于上级标准", "the cap is higher")
        if easier
        else Text("加分上限不高于上级标准", "the cap is no higher")
    )
    return Finding("bonus", title, not easier, mine != theirs, None, why)


def _overrides(variant: Standard, base: Standard) -> Iterator[Finding]:
    """An event that sets the grade must still set it, to no better a grade."""
    mine = {one.input.name: one for one in variant.overrides}
    order = [band.grade.zh for band in base.grades.bands] if base.grades else []
    for theirs in base.overrides:
        own = mine.get(theirs.input.name)
        known = own is not None and own.grade in order
        holds = own is not None and known and order.index(own.grade) <= order.index(theirs.grade)
        why = Text("仍然直接认定等次", "still sets the grade")
        if not holds:
            why = Text(
                f"「{theirs.title.zh}」不再直接认定为{theirs.grade}", f"{theirs.title.en!r} no longer sets the grade"
            )
        yield Finding("override", theirs.title, holds, own != theirs, None, why)

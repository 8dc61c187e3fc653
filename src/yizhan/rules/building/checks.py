"""What must hold before a scheme is used: every number has a clause, every clause is the source's own words."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import shown
from yizhan.rules.building.choices import chosen_values, is_choice, options_used, resolve, uses
from yizhan.rules.building.fields import Fields
from yizhan.rules.building.standards import ItemContext, build_item, item_trees, standard
from yizhan.rules.curves.gate import Gate
from yizhan.rules.scheme import Scheme, Standard
from yizhan.rules.values import ZERO

_NOT_CLAUSED = ("subjects", "readings", "notes", "scheme", "edition", "issued", "valid_until")


def check(scheme: Scheme, source: str | None) -> list[Refusal]:
    """Every problem of the scheme, in the order of the file; an empty list means that it may be used.

    `source` is the issuing authority's text; where it is given, every clause must be found in it word for word.
    """
    problems: list[Refusal] = []
    for step in (_readings, _numbers, _items, _standards, _headings, _weights):
        told = {problem.text for problem in problems}
        for problem in step(scheme):
            if problem.text not in told:
                told.add(problem.text)
                problems.append(problem)
        if problems and step is not _readings:
            break
    return problems or list(_quotes(scheme, source))


def _readings(scheme: Scheme) -> Iterator[Refusal]:
    where, used = scheme.head.scheme, set(uses(scheme.tree).readings)
    declared = {reading.name: reading for reading in scheme.readings}
    for reading in scheme.readings:
        if reading.name not in used and reading.item != "period":
            yield Refusal(
                f"{where}：解释口径「{reading.name}」没有用到", f"{where}: reading {reading.name!r} is not used"
            )
    for name, options in options_used(scheme.tree):
        if name not in declared:
            yield Refusal(
                f"{where}：by_reading 用了未声明的解释口径「{name}」",
                f"{where}: by_reading names the undeclared reading {name!r}",
            )
        else:
            wanted = {option.name for option in declared[name].options}
            if set(options) != wanted:
                listed = "、".join(sorted(wanted ^ set(options)))
                yield Refusal(
                    f"{where}：by_reading「{name}」的选项与声明不一致：{listed}",
                    f"{where}: options of by_reading {name!r} differ from those declared: {listed}",
                )


def _numbers(scheme: Scheme) -> Iterator[Refusal]:
    """Numbers without a clause or a reading beside them."""
    declared = {reading.name for reading in scheme.readings}
    for key, value in scheme.tree.items():
        if key in _NOT_CLAUSED:
            continue
        yield from _bare(value, f"{scheme.head.scheme} › {key}", declared)


def _bare(tree: Any, where: str, declared: set[str]) -> Iterator[Refusal]:
    if isinstance(tree, list):
        for index, value in enumerate(tree, 1):
            name = f"第{value['no']}项" if isinstance(value, dict) and "no" in value else f"[{index}]"
            yield from _bare(value, f"{where} {name}", declared)
    if is_choice(tree):
        for name, option in chosen_values(tree):
            yield from _bare(option, f"{where} › {name}", declared)
        return
    if not isinstance(tree, dict):
        return
    reading = tree.get("reading")
    if isinstance(reading, str) and reading not in declared:
        yield Refusal(
            f"{where}：引用了未声明的解释口径「{reading}」", f"{where}: cites the undeclared reading {reading!r}"
        )
    numeric = [key for key, value in tree.items() if _has_number(value)]
    if numeric and not tree.get("clause") and not reading:
        keys = "、".join(numeric)
        yield Refusal(
            f"{where}：数值「{keys}」没有注明条文或解释口径",
            f"{where}: number {', '.join(numeric)} has no clause and no reading",
        )
    for key, value in tree.items():
        yield from _bare(value, f"{where} › {key}", declared)


def _has_number(value: Any) -> bool:
    """Whether the value is a number, or a choice that gives one."""
    if is_choice(value):
        return any(_has_number(option) for _, option in chosen_values(value))
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _items(scheme: Scheme) -> Iterator[Refusal]:
    """Every item under every combination of the choices that it depends on."""
    defaults = scheme.chosen({})
    for section, raw in item_trees(scheme.tree):
        found = uses(raw)
        names = [name for name in found.readings if name in defaults]
        options = [[option.name for option in scheme.reading(name).options] for name in names]
        subjects = [subject.id for subject in scheme.subjects]
        seen = set()
        for subject, *chosen in product(subjects, *options):
            readings = defaults | dict(zip(names, chosen, strict=True))
            try:
                resolved = resolve(dict(scheme.tree), subject, readings)
                context = ItemContext(scheme, resolved)
                context.gates = _gates(scheme, resolved, context)
                for tree in resolve([raw], subject, readings):
                    build_item(scheme, section, tree, context)
            except Refusal as refusal:
                if refusal.text not in seen:
                    seen.add(refusal.text)
                    yield refusal


def _gates(scheme: Scheme, resolved: Any, context: ItemContext) -> dict[str, Gate]:
    gates = {}
    for section, tree in item_trees(resolved):
        if isinstance(tree, dict) and isinstance(tree.get("curve"), dict) and tree["curve"].get("kind") == "gate":
            item = build_item(scheme, section, tree, context)
            if isinstance(item.curve, Gate):
                gates[item.no] = item.curve
    return gates


def _standards(scheme: Scheme) -> Iterator[Refusal]:
    """The whole standard for each subject, and under each option of each reading."""
    seen = set()
    for subject in scheme.subjects:
        for reading in (None, *scheme.readings):
            for option in reading.options if reading else (None,):
                chosen = {reading.name: option.name} if reading and option else {}
                try:
                    built = standard(scheme, subject.id, chosen)
                except Refusal as refusal:
                    if refusal.text not in seen:
                        seen.add(refusal.text)
                        yield refusal
                    continue
                for unreachable in _reachable(scheme, built):
                    if unreachable.text not in seen:
                        seen.add(unreachable.text)
                        yield unreachable


def _reachable(scheme: Scheme, built: Standard) -> Iterator[Refusal]:
    if built.grades is None:
        return
    best = most_points(built)
    for band in built.grades.bands:
        if best is not None and not band.start.passed(best) and band.start.value > 0:
            yield Refusal(
                f"{scheme.head.scheme} › grades：等次「{band.grade.zh}」需{shown(band.start.value)}分，最高只能得{shown(best)}分（条文：{band.clause}）",
                f"{scheme.head.scheme}: grade {band.grade.en!r} needs {shown(band.start.value)}, at most {shown(best)} can be had",
            )


def most_points(built: Standard) -> Fraction | None:
    """The most points that a station can have, None where a bonus is unlimited."""
    base = sum((item.maximum or ZERO for item in built.items if item.section == "base"), ZERO)
    bonus = [item.curve.maximum for item in built.items if item.section == "bonus"]
    if built.bonus_cap is not None:
        return base + built.bonus_cap
    if any(one is None for one in bonus):
        return None
    return base + sum((one for one in bonus if one is not None), ZERO)


def _headings(scheme: Scheme) -> Iterator[Refusal]:
    maxima = _maxima(scheme)
    for row in Fields(dict(scheme.tree), scheme.head.scheme).rows("headings"):
        group, says, declared = row.text("group"), row.number("says"), row.number("sum")
        numbers = row.words("items")
        actual = sum((maxima.get(no, ZERO) for no in numbers), ZERO)
        if actual != declared:
            yield row.refuse(
                f"「{group}」各项之和是{shown(actual)}，文件写{shown(declared)}", f"items add up to {shown(actual)}"
            )
        if says != actual and not row.has("note"):
            yield row.refuse(
                f"「{group}」标题写{shown(says)}分，各项之和是{shown(actual)}分，需加 note 说明",
                "the mismatch needs a note",
            )
        row.close()


def _weights(scheme: Scheme) -> Iterator[Refusal]:
    if scheme.total is None:
        return
    for subject in scheme.subjects:
        built = standard(scheme, subject.id, {})
        found = sum((item.maximum or ZERO for item in built.items if item.section == "base"), ZERO)
        if found != scheme.total:
            yield Refusal(
                f"{scheme.head.scheme}：各项分值之和是{shown(found)}，声明的总分是{shown(scheme.total)}",
                f"{scheme.head.scheme}: items add up to {shown(found)}, the declared total is {shown(scheme.total)}",
            )


def _maxima(scheme: Scheme) -> dict[str, Fraction]:
    built = standard(scheme, scheme.subjects[0].id, {})
    return {item.no: item.maximum or ZERO for item in built.items}


def _quotes(scheme: Scheme, source: str | None) -> Iterator[Refusal]:
    """Clauses that are not the source's words. A part's clause stands in its item's clause, or elsewhere in the source."""
    page = _bare_text(source) if source is not None else None
    for key, tree in scheme.tree.items():
        if key in ("notes",):
            continue
        yield from _quoted(tree, f"{scheme.head.scheme} › {key}", page, None)


def _quoted(tree: Any, where: str, page: str | None, own: str | None) -> Iterator[Refusal]:
    if isinstance(tree, list):
        for index, value in enumerate(tree, 1):
            name = f"第{value['no']}项" if isinstance(value, dict) and "no" in value else f"[{index}]"
            yield from _quoted(value, f"{where} {name}", page, own)
    if not isinstance(tree, dict):
        return
    passages = _passages(tree.get("clause"))
    for passage in passages:
        words = _bare_text(passage)
        if own is not None and words not in own and (page is None or words not in page):
            yield Refusal(
                f"{where}：条文「{passage}」不在本项原文中",
                f"{where}: the clause is not in the item's own text: {passage}",
            )
        elif page is not None and words not in page:
            yield Refusal(
                f"{where}：条文「{passage}」不在来源文件中", f"{where}: the clause is not in the source: {passage}"
            )
    if "no" in tree and passages:
        own = _bare_text("".join(passages))
    for key, value in tree.items():
        if key != "clause":
            yield from _quoted(value, f"{where} › {key}", page, own)


def _passages(clause: Any) -> list[str]:
    if isinstance(clause, str):
        return [clause]
    if isinstance(clause, dict):
        return [passage for value in clause.values() for passage in _passages(value)]
    return [one for one in clause if isinstance(one, str)] if isinstance(clause, list) else []


def _bare_text(text: str) -> str:
    return "".join(text.split())

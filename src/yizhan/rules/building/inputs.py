"""Every input that a scheme can read under any reading and for any subject, found without building each combination."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from yizhan.kernel.texts import Text
from yizhan.rules.building.standards import item_trees
from yizhan.rules.scheme import Scheme, Standard
from yizhan.rules.values import Input, InputKind

_KINDS: dict[str, InputKind] = {
    "indicator": "indicator",
    "doubled_by": "indicator",
    "finding": "finding",
    "count": "count",
    "amounts": "amounts",
}


def all_inputs(scheme: Scheme, built: Standard) -> dict[str, Input]:
    """Inputs by name: those of `built` as they are there, and those that only another reading or subject would read."""
    found = {one.name: one for one in _elsewhere(scheme)}
    found.update({one.name: one for one in built.inputs()})
    return found


def indicators_of(scheme: Scheme) -> tuple[str, ...]:
    """The indicators that the scheme reads or shows under any reading, in order of appearance."""
    named = [name for kind, name in _named(dict(scheme.tree)) if kind == "indicator"]
    for _, tree in item_trees(scheme.tree):
        if isinstance(tree, dict):
            named += [name for name in tree.get("shown") or [] if isinstance(name, str)]
    return tuple(dict.fromkeys(name for name in named if name in scheme.vocabulary))


def _elsewhere(scheme: Scheme) -> Iterator[Input]:
    for kind, name in _named(dict(scheme.tree)):
        if kind == "indicator" and name in scheme.vocabulary:
            measure = scheme.vocabulary[name]
            yield Input(name, "indicator", measure.label, measure.unit, measure.whole)
        elif kind != "indicator":
            yield Input(name, kind, Text(name, name), whole=kind == "count")
    for _, tree in item_trees(scheme.tree):
        if isinstance(tree, dict) and isinstance(tree.get("no"), str):
            yield from _by_persons(tree["no"], tree.get("max"))
    if scheme.tree.get("grades") is not None:
        yield Input(
            "decision.grade", "rating", Text("等次认定", "grade decided"), choices=tuple(_grades(scheme.tree["grades"]))
        )


def _by_persons(no: str, maximum: Any) -> Iterator[Input]:
    limit = Fraction(maximum) if isinstance(maximum, int | Fraction) else None
    yield Input(f"award.{no}", "award", Text(f"第{no}项考核组评分", f"award of item {no}"), limit=limit)
    yield Input(f"decision.{no}", "decision", Text(f"第{no}项认定", f"decision on item {no}"))


def _grades(tree: Any) -> Iterator[str]:
    if isinstance(tree, Mapping):
        if isinstance(tree.get("grade"), str):
            yield tree["grade"]
        for value in tree.values():
            yield from _grades(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _grades(value)


def _named(tree: Any) -> Iterator[tuple[InputKind, str]]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key in _KINDS:
                for name in _leaves(value):
                    yield _KINDS[key], name
            yield from _named(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _named(value)


def _leaves(value: Any) -> Iterator[str]:
    """The text itself, or each text that a choice may resolve to."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping) and ("by_reading" in value or "by_subject" in value):
        for chosen in value.values():
            for option in chosen.values() if isinstance(chosen, Mapping) else ():
                if isinstance(option, Mapping) and "by_reading" not in option and "by_subject" not in option:
                    for inner in option.values():
                        yield from _leaves(inner)
                else:
                    yield from _leaves(option)

"""Choices inside a scheme file: `by_reading` and `by_subject`, resolved to one concrete tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from yizhan.kernel.errors import Refusal

Tree = Any


@dataclass(frozen=True, slots=True)
class Uses:
    """The choices that a tree depends on."""

    readings: tuple[str, ...]
    subject: bool


@dataclass(slots=True)
class _Found:
    readings: dict[str, None] = field(default_factory=dict)
    subject: bool = False


def resolve(tree: Tree, subject: str, readings: Mapping[str, str]) -> Tree:
    """`tree` with every choice replaced by the value for `subject` and `readings`.

    In lists an entry that resolves to None is dropped and one that was chosen as a list is spliced in.
    """
    if isinstance(tree, dict):
        if (chosen := _choice(tree, subject, readings)) is not None:
            return resolve(chosen[0], subject, readings)
        return {key: resolve(value, subject, readings) for key, value in tree.items()}
    if isinstance(tree, list):
        found: list[Tree] = []
        for entry in tree:
            value = resolve(entry, subject, readings)
            if value is None and is_choice(entry):
                continue
            if isinstance(value, list) and is_choice(entry):
                found.extend(value)
            else:
                found.append(value)
        return found
    return tree


def uses(tree: Tree) -> Uses:
    """The readings, in order of appearance, and whether the subject matters."""
    found = _Found()
    _collect(tree, found)
    return Uses(tuple(found.readings), found.subject)


def options_used(tree: Tree) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each `by_reading` of the tree with the options it covers."""
    if isinstance(tree, dict):
        if "by_reading" in tree and isinstance(tree["by_reading"], dict):
            for name, options in tree["by_reading"].items():
                yield name, tuple(options) if isinstance(options, dict) else ()
        for value in tree.values():
            yield from options_used(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from options_used(value)


def is_choice(tree: Tree) -> bool:
    """Whether the tree is itself a choice."""
    return isinstance(tree, dict) and len(tree) == 1 and next(iter(tree)) in ("by_reading", "by_subject")


def chosen_values(choice: Tree) -> Iterator[tuple[str, Tree]]:
    """What a choice may become, by subject or option; nothing where it is malformed."""
    for options in choice.values():
        if not isinstance(options, dict):
            continue
        for name, value in options.items():
            if "by_subject" in choice:
                yield name, value
            elif isinstance(value, dict):
                yield from value.items()


def _choice(tree: dict[str, Tree], subject: str, readings: Mapping[str, str]) -> tuple[Tree] | None:
    if "by_subject" in tree:
        _alone(tree, "by_subject")
        if subject not in tree["by_subject"]:
            raise Refusal(f"by_subject 缺少「{subject}」", f"by_subject lacks {subject!r}")
        return (tree["by_subject"][subject],)
    if "by_reading" in tree:
        _alone(tree, "by_reading")
        names = tree["by_reading"]
        if len(names) != 1:
            raise Refusal("by_reading 应只写一个解释口径", "by_reading names one reading")
        name, options = next(iter(names.items()))
        if name not in readings:
            raise Refusal(
                f"by_reading 用了未声明的解释口径「{name}」", f"by_reading names the undeclared reading {name!r}"
            )
        if not isinstance(options, dict) or readings[name] not in options:
            raise Refusal(
                f"解释口径「{name}」缺少选项「{readings[name]}」", f"reading {name!r} lacks option {readings[name]!r}"
            )
        return (options[readings[name]],)
    return None


def _alone(tree: dict[str, Tree], key: str) -> None:
    if len(tree) != 1 or not isinstance(tree[key], dict):
        raise Refusal(f"{key} 必须单独使用，其下写各选项的值", f"{key} must stand alone with a value per option")


def _collect(tree: Tree, found: _Found) -> None:
    if isinstance(tree, dict):
        if "by_reading" in tree and isinstance(tree["by_reading"], dict):
            found.readings.update(dict.fromkeys(tree["by_reading"]))
        found.subject |= "by_subject" in tree
        for value in tree.values():
            _collect(value, found)
    elif isinstance(tree, list):
        for value in tree:
            _collect(value, found)

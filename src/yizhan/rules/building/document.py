"""YAML text to a plain tree with exact numbers; nothing that a standard does not need is understood."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact

LARGEST_TEXT = 2_000_000
DEEPEST = 40

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ExactLoader(_Base):  # type: ignore[misc]
    """Numbers become integers or exact fractions; duplicate keys are refused."""


def _screen(text: str) -> None:
    """Refuses aliases, tags and deep nesting. Reads events only, because the compiled loader composes nodes by itself."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Refusal("文件中不能使用 YAML 别名（*、&）", "YAML aliases are not allowed")
        if getattr(event, "tag", None) is not None:
            raise Refusal("文件中不能使用 YAML 标签（!）", "YAML tags are not allowed")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise Refusal("文件嵌套过深", "the file is nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _number(loader: Any, node: Any) -> int | Fraction:
    number = exact(node.value)
    return number.numerator if number.denominator == 1 and "." not in node.value else number


def _mapping(loader: Any, node: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            raise Refusal("键必须是文字", "keys must be text")
        if key in found:
            line = key_node.start_mark.line + 1
            raise Refusal(f"第{line}行：键「{key}」重复", f"line {line}: duplicate key {key!r}")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


def _date(loader: Any, node: Any) -> date:
    try:
        return date.fromisoformat(node.value)
    except ValueError as error:
        raise Refusal(f"「{node.value}」不是日期，请写成 2024-05-06", f"{node.value!r} is not a date") from error


_ExactLoader.yaml_implicit_resolvers = {}
for _tag, _shape, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^[-+]?[0-9][0-9_xoXeE.+-]*$", "+-0123456789"),
    ("timestamp", r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$", "0123456789"),
):
    _ExactLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_shape), list(_first))
for _first_letter, _resolvers in _ExactLoader.yaml_implicit_resolvers.items():
    _resolvers.sort(key=lambda pair: 0 if pair[0].endswith("timestamp") else 1)
_ExactLoader.add_constructor("tag:yaml.org,2002:int", _number)
_ExactLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def read_document(text: str, file: str) -> dict[str, Any]:
    """The mapping that `text` writes. Refuses, naming `file`, anything else: wrong syntax, duplicate keys, aliases, tags,
    numbers that are not exact, nesting over forty deep, texts over two megabytes."""
    if len(text) > LARGEST_TEXT:
        raise Refusal(f"{file}：文件过大", f"{file}: the file is too large")
    if "\x00" in text:
        raise Refusal(f"{file}：含有空字符", f"{file}: contains a NUL character")
    try:
        _screen(text)
        _screen(text)
        tree = yaml.load(text, Loader=_ExactLoader)
    except Refusal as refusal:
        raise Refusal(f"{file}：{refusal.text.zh}", f"{file}: {refusal.text.en}") from refusal
    except (yaml.YAMLError, RecursionError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第{mark.line + 1}行" if mark else ""
        line_en = f" line {mark.line + 1}" if mark else ""
        raise Refusal(f"{file}：{line}不是有效的 YAML", f"{file}:{line_en} is not valid YAML") from error
    if not isinstance(tree, dict):
        raise Refusal(f"{file}：文件应是“键: 值”的结构", f"{file}: the file must be a mapping")
    return tree

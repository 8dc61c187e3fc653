"""Score sheets as JSON and back, without loss: exact numbers are text, types come from the dataclasses."""

import json
import types
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact, plain
from yizhan.kernel.texts import Text
from yizhan.rules.sheet import FORMAT, ScoreSheet


def to_json(sheet: ScoreSheet) -> str:
    """The sheet as JSON text, stable for equal sheets."""
    return json.dumps(encode(sheet), ensure_ascii=False, indent=1)


def from_json(text: str) -> ScoreSheet:
    """The sheet that `to_json` wrote. Refuses text that is not such a sheet."""
    try:
        data = json.loads(text)
        if data.get("format") != FORMAT:
            raise Refusal("计分表的格式版本不受支持", "the sheet's format is not supported")
        sheet = _decode(ScoreSheet, data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal("文件不是有效的计分表", "the file is not a score sheet") from error
    if not isinstance(sheet, ScoreSheet):
        raise Refusal("文件不是有效的计分表", "the file is not a score sheet")
    return sheet


def encode(value: Any) -> Any:
    """Dataclasses as mappings, fractions as exact text, tuples as lists."""
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not type(None)]
        return None if data is None else _decode(inner[0], data)
    if kind is Fraction:
        return exact(data)
    if kind is Text:
        return Text(data["zh"], data["en"])
    if origin is tuple:
        args = get_args(kind)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_decode(args[0], one) for one in data)
        return tuple(_decode(one_kind, one) for one_kind, one in zip(args, data, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        if set(data) != set(hints):
            raise TypeError(f"{kind.__name__} has other fields")
        return kind(**{field.name: _decode(hints[field.name], data[field.name]) for field in fields(kind)})
    if isinstance(kind, type) and not isinstance(data, kind):
        raise TypeError(f"{data!r} is not {kind}")
    return data

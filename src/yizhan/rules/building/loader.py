"""Loading a scheme file: text in, a checked scheme out, or every problem that it has."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, get_args, get_type_hints

from yizhan.kernel.digests import digest
from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import plain
from yizhan.kernel.measures import Vocabulary
from yizhan.rules.building.checks import check
from yizhan.rules.building.document import read_document
from yizhan.rules.building.fields import Fields, quote
from yizhan.rules.scheme import Head, Note, Option, Reading, Scheme, Subject

_KEYS = (
    *(
        "scheme",
        "edition",
        "title",
        "title_en",
        "issuer",
        "document",
        "issued",
        "valid_until",
        "status",
        "mode",
        "period",
    ),
    *("extends", "subjects", "total", "headings", "notes", "readings", "items", "bonus", "deductions", "overrides"),
    *("grades", "ratings", "duties", "prohibitions", "payout"),
)


class SchemeProblems(Refusal):
    """A scheme file that may not be used. `problems` holds one refusal each, naming file, item and clause."""

    def __init__(self, file: str, problems: list[Refusal]) -> None:
        super().__init__(
            f"{file}：方案有{len(problems)}处问题：" + "；".join(one.text.zh for one in problems[:20]),
            f"{file}: {len(problems)} problems: " + "; ".join(one.text.en for one in problems[:20]),
        )
        self.problems = problems


def load(
    text: str,
    *,
    file: str,
    vocabulary: Vocabulary,
    source: str | None = None,
    base: Scheme | None = None,
    base_source: str | None = None,
    trusted: bool = False,
) -> Scheme:
    """The scheme that `text` writes, checked. Raises SchemeProblems naming file, item and clause.

    `base` is the scheme that a variant `extends`; the variant's items replace those of the same number. `trusted` leaves
    out the checks, for files that the tests of this package check.
    """
    tree = read_document(text, file)
    try:
        if tree.get("extends") is not None:
            tree = _extended(tree, base, file)
        scheme = _scheme(tree, vocabulary, file)
        sources = [one for one in (source, base_source) if one is not None]
        problems = [] if trusted else check(scheme, "\n".join(sources) if sources else None)
    except Refusal as refusal:
        problems = [refusal]
    if problems:
        raise SchemeProblems(file, problems)
    return scheme


def _scheme(tree: dict[str, Any], vocabulary: Vocabulary, file: str) -> Scheme:
    fields = Fields(tree, str(tree.get("scheme", file)))
    for key in _KEYS:
        fields.has(key)
    fields.close()
    _sections(fields)
    total = None
    if fields.has("total"):
        inner = fields.at("total")
        total = inner.positive("points")
        inner.close()
    head = _head(fields)
    if head.mode == "points" and total is None:
        raise fields.refuse("缺少总分 total", "lacks total")
    return Scheme(
        head,
        digest(_plain(tree)),
        _subjects(fields),
        _readings(fields),
        _notes(fields) + _heading_notes(fields),
        total,
        tree,
        vocabulary,
    )


def _head(fields: Fields) -> Head:
    hints = get_type_hints(Head)
    return Head(
        scheme=fields.text("scheme"),
        edition=fields.text("edition"),
        title=fields.titled(),
        issuer=fields.text("issuer"),
        document=fields.text("document") if fields.has("document") else None,
        issued=_day(fields, "issued"),
        valid_until=_day(fields, "valid_until"),
        status=fields.one_of("status", get_args(hints["status"])),  # type: ignore[arg-type]
        mode=fields.one_of("mode", get_args(hints["mode"])),  # type: ignore[arg-type]
        period=fields.one_of("period", get_args(hints["period"])),  # type: ignore[arg-type]
        extends=fields.text("extends") if fields.has("extends") else None,
    )


def _day(fields: Fields, key: str) -> date | None:
    if not fields.has(key):
        return None
    value = fields.raw(key)
    if not isinstance(value, date):
        raise fields.refuse(f"「{key}」应是日期，如 2024-05-06", f"{key!r} must be a date")
    return value


def _subjects(fields: Fields) -> tuple[Subject, ...]:
    found = []
    for id in fields.at("subjects").tree:
        inner = fields.at("subjects").at(id)
        when = inner.at("when").tree if inner.has("when") else {}
        found.append(Subject(id, inner.titled(), tuple((column, str(value)) for column, value in when.items())))
        inner.close()
    if not found:
        raise fields.refuse("至少要有一个考核对象", "at least one subject is needed")
    return tuple(found)


def _readings(fields: Fields) -> tuple[Reading, ...]:
    found = []
    tree = fields.at("readings").tree if fields.has("readings") else {}
    for name in tree:
        inner = Fields(tree[name], f"{fields.where} › readings › {name}")
        options = []
        for option in inner.at("options").tree:
            row = inner.at("options").at(option)
            span = row.text("span") if row.has("span") else None
            options.append(Option(option, row.titled(), row.text("reason"), span))
            row.close()
        if len(options) < 2:
            raise inner.refuse("解释口径至少要有两个选项", "a reading needs two options")
        default = inner.one_of("default", [option.name for option in options])
        found.append(Reading(name, inner.text("item"), inner.titled(), quote(inner), default, tuple(options)))
        if not found[-1].clause:
            raise inner.refuse("解释口径缺少条文", "a reading needs its clause")
        inner.close()
    return tuple(found)


def _sections(fields: Fields) -> None:
    """The shape of what the choices are looked for in, before anything is resolved."""
    fields.rows("items")
    for key in ("bonus", "deductions"):
        if fields.has(key):
            inner = fields.at(key)
            inner.rows("items")
            inner.has("cap")
            inner.close()
    if fields.has("ratings"):
        fields.at("ratings").words("scale")


def _notes(fields: Fields) -> tuple[Note, ...]:
    found = []
    for row in fields.rows("notes"):
        found.append(Note(row.text("title"), row.text("text")))
        row.close()
    return tuple(found)


def _heading_notes(fields: Fields) -> tuple[Note, ...]:
    return tuple(
        Note(row.text("group"), row.text("note"))
        for row in fields.rows("headings")
        if row.has("note") and row.text("note")
    )


def _extended(tree: dict[str, Any], base: Scheme | None, file: str) -> dict[str, Any]:
    if base is None:
        name = tree["extends"]
        raise Refusal(f"{file}：找不到上级标准「{name}」", f"{file}: the base scheme {name!r} is not there")
    merged = dict(base.tree)
    for key, value in tree.items():
        if key == "items":
            merged[key] = _replaced(merged.get(key) or [], value, file)
        elif key in ("bonus", "deductions") and isinstance(value, dict):
            inner = dict(merged.get(key) or {})
            inner.update({k: v for k, v in value.items() if k != "items"})
            inner["items"] = _replaced(inner.get("items") or [], value.get("items") or [], file)
            merged[key] = inner
        elif key in ("readings", "subjects") and isinstance(value, dict):
            merged[key] = {**(merged.get(key) or {}), **value}
        else:
            merged[key] = value
    return merged


def _replaced(base: list[Any], own: Any, file: str) -> list[Any]:
    if not isinstance(own, list) or not all(
        isinstance(one, dict) and isinstance(one.get("no"), str | int) for one in own
    ):
        raise Refusal(f"{file}：items 应是带 no 的列表", f"{file}: items must be a list with no")
    replaced = {one["no"]: one for one in own}
    kept = [{**one, **replaced.pop(one["no"])} if one["no"] in replaced else one for one in base]
    return [*kept, *replaced.values()]


def _plain(tree: Any) -> Any:
    if isinstance(tree, Mapping):
        return {str(key): _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    if isinstance(tree, Fraction):
        return plain(tree)
    if isinstance(tree, int) and not isinstance(tree, bool):
        return str(tree)
    return tree.isoformat() if isinstance(tree, date) else tree

"""From a scheme's tree to its standard for one subject under chosen readings."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text
from yizhan.rules.building.bands import ladder
from yizhan.rules.building.choices import resolve, uses
from yizhan.rules.building.curves import Context, build_curve
from yizhan.rules.building.fields import Fields, quote
from yizhan.rules.building.payout import build_payout
from yizhan.rules.curves.gate import Gate
from yizhan.rules.scheme import GradeBand, Grades, Item, Listed, Override, RatingRule, Scheme, Section, Standard
from yizhan.rules.values import ZERO, Input


def standard(scheme: Scheme, subject: str, readings: Mapping[str, str]) -> Standard:
    """The scheme for one subject; readings not named take their defaults. Built once for each choice."""
    chosen = scheme.chosen(readings)
    key = (scheme.subject(subject).id, tuple(sorted(chosen.items())))
    if key not in scheme.built:
        scheme.built[key] = _build(scheme, subject, chosen)
    return scheme.built[key]


def item_trees(tree: Mapping[str, Any]) -> Iterator[tuple[Section, Any]]:
    """The trees of all items with the section that they stand in."""
    for entry in tree.get("items") or []:
        yield "base", entry
    sections: tuple[tuple[Section, str], ...] = (("bonus", "bonus"), ("deduction", "deductions"))
    for section, key in sections:
        for entry in (tree.get(key) or {}).get("items") or []:
            yield section, entry


def build_item(scheme: Scheme, section: Section, tree: Any, context: "ItemContext") -> Item:
    """One item of a resolved tree; `readings` are those that the unresolved item depends on."""
    no = str(tree.get("no", "?")) if isinstance(tree, dict) else "?"
    fields = Fields(tree, f"{scheme.head.scheme} 第{no}项")
    number, title = fields.text("no"), fields.titled()
    maximum = fields.number("max") if fields.has("max") else None
    curve_context = Context(number, title, maximum, scheme.vocabulary, context.scale, context.assumed, context.gates)
    item = Item(
        number,
        section,
        fields.text("group", ""),
        title,
        maximum,
        fields.passages("clause"),
        _shown(fields, scheme),
        build_curve(fields.at("curve"), curve_context),
        context.readings.get(number, ()),
    )
    fields.close()
    if maximum is not None and item.curve.maximum is not None and item.curve.maximum > maximum:
        raise fields.refuse("计分规则的最高分超过本项分值", "the curve awards more than the item's maximum")
    return item


class ItemContext:
    """What the items of one standard share: rating scale, bound of unlimited points, gates already built."""

    def __init__(self, scheme: Scheme, resolved: Mapping[str, Any]) -> None:
        self.scale: tuple[str, ...] = tuple((resolved.get("ratings") or {}).get("scale") or ())
        self.assumed = (scheme.total or ZERO) + (bonus_cap(resolved, scheme.head.scheme) or ZERO)
        self.gates: dict[str, Gate] = {}
        self.readings: dict[str, tuple[str, ...]] = {}


def bonus_cap(tree: Mapping[str, Any], where: str) -> Fraction | None:
    """The most that all bonus items earn together, None without a cap."""
    bonus = tree.get("bonus")
    if not isinstance(bonus, dict) or bonus.get("cap") is None:
        return None
    cap = Fields(bonus["cap"], f"{where} › bonus › cap")
    points = cap.positive("points")
    cap.close()
    return points


def _build(scheme: Scheme, subject: str, chosen: Mapping[str, str]) -> Standard:
    resolved = resolve(dict(scheme.tree), subject, chosen)
    context = ItemContext(scheme, resolved)
    for _, raw in item_trees(scheme.tree):
        if isinstance(raw, dict):
            context.readings[str(raw.get("no"))] = uses(raw).readings
    items = _items(scheme, resolved, context)
    grades = _grades(scheme, resolved)
    names = tuple(band.grade.zh for band in grades.bands) if grades else ()
    where = scheme.head.scheme
    return Standard(
        subject,
        tuple(sorted(chosen.items())),
        items,
        bonus_cap(resolved, where),
        grades,
        tuple(_override(row, names) for row in Fields(resolved, where).rows("overrides")),
        _rating_rule(resolved, where),
        build_payout(resolved, where, names, scheme.vocabulary),
        _listed(resolved, where, "duties"),
        _listed(resolved, where, "prohibitions"),
    )


def _items(scheme: Scheme, resolved: Mapping[str, Any], context: ItemContext) -> tuple[Item, ...]:
    found: dict[int, Item] = {}
    later = []
    entries = list(item_trees(resolved))
    for index, (section, tree) in enumerate(entries):
        curve = tree.get("curve") if isinstance(tree, dict) else None
        if isinstance(curve, dict) and curve.get("kind") == "overfulfilment":
            later.append(index)
            continue
        found[index] = item = build_item(scheme, section, tree, context)
        if isinstance(item.curve, Gate):
            context.gates[item.no] = item.curve
    for index in later:
        found[index] = build_item(scheme, *entries[index], context)
    items = tuple(found[index] for index in sorted(found))
    numbers = [item.no for item in items]
    for number in numbers:
        if numbers.count(number) > 1:
            raise Refusal(
                f"{scheme.head.scheme}：第{number}项重复", f"{scheme.head.scheme}: item {number} occurs twice"
            )
    return items


def _shown(fields: Fields, scheme: Scheme) -> tuple[str, ...]:
    names = fields.words("shown") if fields.has("shown") else ()
    for name in names:
        if name not in scheme.vocabulary:
            raise fields.refuse(f"没有名为「{name}」的指标", f"unknown indicator {name!r}")
    return names


def _grades(scheme: Scheme, resolved: Mapping[str, Any]) -> Grades | None:
    if resolved.get("grades") is None:
        return None
    fields = Fields(resolved["grades"], f"{scheme.head.scheme} › grades")
    rounded = fields.one_of("round", ("none", "half_up"), "none") == "half_up"
    intervals = ladder(fields.rows("bands", least=2), whole=rounded)
    named = [None if one.decided else one.fields.text("grade") for one in intervals]
    bands = []
    for index, one in enumerate(intervals):
        inner = one.fields
        around = tuple(name for name in named[max(0, index - 1) : index + 2] if name) if one.decided else ()
        grade = Text("待认定", "to be decided") if one.decided else inner.titled("grade")
        title = inner.text("title") if inner.has("title") else None
        consequence = inner.text("consequence") if inner.has("consequence") else None
        bands.append(GradeBand(one.start, grade, title, consequence, quote(inner), around))
        inner.close()
    fields.close()
    used = uses(scheme.tree.get("grades")).readings
    return Grades(tuple(bands), rounded, used)


def _override(row: Fields, grades: tuple[str, ...]) -> Override:
    one = Input(row.text("finding"), "finding", row.titled())
    override = Override(one, one.label, row.one_of("grade", grades), quote(row))
    row.close()
    return override


def _rating_rule(resolved: Mapping[str, Any], where: str) -> RatingRule | None:
    if resolved.get("ratings") is None:
        return None
    fields = Fields(resolved["ratings"], f"{where} › ratings")
    scale = fields.words("scale")
    scale_en = fields.words("scale_en") if fields.has("scale_en") else scale
    if len(scale) < 3 or len(scale_en) != len(scale):
        raise fields.refuse(
            "scale 至少三个等次，scale_en 应与之对应", "scale needs three ratings and as many in English"
        )
    overall = fields.one_of("overall", ("panel", "worst"))
    consequences = []
    for row in fields.rows("consequences"):
        consequences.append((row.one_of("rating", scale), row.text("text"), quote(row)))
        row.close()
    rule = RatingRule(scale, scale_en, "worst" if overall == "worst" else "panel", quote(fields), tuple(consequences))
    fields.close()
    return rule


def _listed(resolved: Mapping[str, Any], where: str, key: str) -> tuple[Listed, ...]:
    found = []
    for row in Fields(dict(resolved), where).rows(key):
        found.append(Listed(row.text("id"), row.text("title"), quote(row)))
        row.close()
    return tuple(found)

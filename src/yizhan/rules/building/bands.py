"""Bands of a scheme file put in order: every value ≥ 0 covered exactly once, or a refusal that names the value."""

from dataclasses import dataclass

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.building.fields import Fields
from yizhan.rules.pieces import Cut, whole_start
from yizhan.rules.values import ZERO


@dataclass(frozen=True)
class Interval:
    """One band: from `start` (the first value of it) to `end` (the first value beyond it, None without end)."""

    start: Cut
    end: Cut | None
    decided: bool
    fields: Fields


def ladder(rows: list[Fields], *, whole: bool) -> list[Interval]:
    """The bands in rising order. Over whole numbers, [.., 5] and [6, ..] are neighbours; over rationals they leave a gap.

    Raises a Refusal naming the first value that no band or more than one band covers.
    """
    found = sorted((_interval(row, whole=whole) for row in rows), key=lambda one: one.start)
    first = found[0]
    if first.start != Cut(ZERO):
        raise first.fields.refuse("各档未覆盖0", "no band covers 0")
    for one, following in zip(found, found[1:], strict=False):
        if one.end is None or following.start < one.end:
            raise following.fields.refuse(
                f"数值{_near(following.start, whole).zh}被两档同时覆盖，需用解释口径解决",
                f"two bands cover {_near(following.start, whole).en}; a reading must resolve it",
            )
        if one.end < following.start:
            raise following.fields.refuse(
                f"数值{_near(one.end, whole).zh}没有任何一档覆盖，需用解释口径解决",
                f"no band covers {_near(one.end, whole).en}; a reading must fill the gap",
            )
    if found[-1].end is not None:
        raise found[-1].fields.refuse(
            f"从数值{_near(found[-1].end, whole).zh}起没有任何一档覆盖",
            f"no band covers {_near(found[-1].end, whole).en} and more",
        )
    return found


def _near(cut: Cut, whole: bool) -> Text:
    number = shown(cut.value)
    if whole or not cut.after:
        return Text(number, number)
    return Text(f"{number}以上（不含）", f"just above {number}")


def _interval(row: Fields, *, whole: bool) -> Interval:
    if row.has("at_least") and row.has("above") or row.has("at_most") and row.has("below"):
        raise row.refuse("同一端只能写一个界限", "one bound per end")
    start = Cut(ZERO)
    if row.has("at_least"):
        start = Cut(row.number("at_least"))
    elif row.has("above"):
        start = Cut(row.number("above"), after=True)
    end = None
    if row.has("below"):
        end = Cut(row.number("below"))
    elif row.has("at_most"):
        end = Cut(row.number("at_most"), after=True)
    if whole:
        start = Cut(whole_start(start))
        end = Cut(whole_start(end)) if end else None
    if end is not None and end <= start:
        raise row.refuse("本档的上界不高于下界", "the band is empty")
    return Interval(start, end, row.flag("decide"), row)

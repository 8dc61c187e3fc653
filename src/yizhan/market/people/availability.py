"""When a worker can work: the set of weekday and part of day, kept as one number of 28 bits."""

from collections.abc import Iterable
from typing import NamedTuple

DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
PARTS = ("上午", "下午", "晚上", "夜间")
WHOLE_WEEK = (1 << len(DAYS) * len(PARTS)) - 1


class Slot(NamedTuple):
    """One part of one weekday; both count from 0, Monday and morning."""

    weekday: int
    part: int


SLOTS = tuple(Slot(day, part) for day in range(len(DAYS)) for part in range(len(PARTS)))


def packed(slots: Iterable[Slot]) -> int:
    """The set as a number. ValueError for a slot that no week has."""
    number = 0
    for slot in slots:
        if slot not in SLOTS:
            raise ValueError(f"no week has {slot}")
        number |= 1 << slot.weekday * len(PARTS) + slot.part
    return number


def unpacked(number: int) -> tuple[Slot, ...]:
    """The slots of a number, in the order of the week."""
    if not 0 <= number <= WHOLE_WEEK:
        raise ValueError(f"not a week: {number}")
    return tuple(slot for at, slot in enumerate(SLOTS) if number >> at & 1)


def spoken(number: int) -> str:
    """The set in words: `周一上午、晚上；周六全天`. `每天都可以` for the whole week, `未填` for none."""
    if number == WHOLE_WEEK:
        return "每天都可以"
    said = []
    for day, name in enumerate(DAYS):
        parts = [PARTS[slot.part] for slot in unpacked(number) if slot.weekday == day]
        if parts:
            said.append(name + ("全天" if len(parts) == len(PARTS) else "、".join(parts)))
    return "；".join(said) or "未填"

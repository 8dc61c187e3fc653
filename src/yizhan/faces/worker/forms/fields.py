"""Questions that are asked on more than one page, in short words."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms

from yizhan.market.people import availability
from yizhan.market.people.availability import DAYS, PARTS, SLOTS, Slot

ANYTHING = "什么活都可以"
COMMON_TRADES = (
    *("保洁", "搬运装卸", "餐厅服务员", "厨师帮厨", "包装分拣", "缝纫", "建筑小工", "水电木瓦"),
    *("家政保姆", "护理陪护", "保安门卫", "园林绿化", "送货司机", "营业员", "农活采摘", ANYTHING),
)
RADIUS = (
    ("3", "走路能到（3公里）"),
    ("5", "骑车能到（5公里）"),
    ("10", "10公里以内"),
    ("30", "30公里以内"),
    ("", "远近都行"),
)
_LISTED = re.compile(r"[、，,;；\s]+")


class Week(StrEnum):
    """The usual answers to when somebody has time."""

    ALL = "all"
    WEEKDAYS = "weekdays"
    WEEKENDS = "weekends"
    EVENINGS = "evenings"
    OWN = "own"


PATTERNS = (
    (Week.ALL.value, "每天都可以"),
    (Week.WEEKDAYS.value, "周一到周五的白天"),
    (Week.WEEKENDS.value, "周末"),
    (Week.EVENINGS.value, "每天晚上"),
    (Week.OWN.value, "我自己选"),
)
_PATTERN_SLOTS = {
    Week.ALL.value: SLOTS,
    Week.WEEKDAYS.value: tuple(slot for slot in SLOTS if slot.weekday < 5 and slot.part < 2),
    Week.WEEKENDS.value: tuple(slot for slot in SLOTS if slot.weekday >= 5 and slot.part < 3),
    Week.EVENINGS.value: tuple(slot for slot in SLOTS if slot.part == 2),
}


class OneOfTwo(forms.CharField):
    """Needed, unless something else of the form will do: the form decides, and the page does not call it optional."""

    def validate(self, value: Any) -> None:
        """Nothing is wrong with an empty one yet."""


class SomeOfTwo(forms.MultipleChoiceField):
    """The same, of several answers."""

    def validate(self, value: Any) -> None:
        """An empty one is the form's to judge; what is not among the choices is refused here."""
        if value:
            super().validate(value)


def trades_said(label: str) -> SomeOfTwo:
    """The trades that most people name. The form asks for at least one, here or in words."""
    return SomeOfTwo(label=label, choices=[(name, name) for name in COMMON_TRADES], widget=forms.CheckboxSelectMultiple)


def week_field() -> forms.MultipleChoiceField:
    """Every part of every weekday."""
    return forms.MultipleChoiceField(
        label="有空的时间",
        choices=[(f"{slot.weekday}-{slot.part}", DAYS[slot.weekday] + PARTS[slot.part]) for slot in SLOTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def yuan(label: str) -> forms.DecimalField:
    """A sum of money in yuan, left out by who does not mind."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        error_messages={
            "invalid": "请填数字，例如 25 或 25.5",
            "min_value": "应大于0",
            "max_digits": "金额太大",
            "max_whole_digits": "金额太大",
            "max_decimal_places": "最多到分",
        },
    )


def listed(text: str) -> tuple[str, ...]:
    """Names parted by 、, commas, semicolons or spaces."""
    return tuple(part for part in _LISTED.split(text) if part)


def in_fen(amount: Decimal | None) -> int | None:
    """Yuan to fen; nothing stays nothing."""
    return None if amount is None else int(amount * 100)


def week_of(pattern: str, own: Iterable[str]) -> int:
    """The week as it is kept."""
    if pattern != Week.OWN:
        return availability.packed(_PATTERN_SLOTS.get(pattern, ()))
    return availability.packed(Slot(int(day), int(part)) for day, _, part in (one.partition("-") for one in own))


def pattern_of(number: int) -> str:
    """The usual answer that a kept week is; `own` for any other, empty for none."""
    if not number:
        return ""
    same = (code for code, slots in _PATTERN_SLOTS.items() if availability.packed(slots) == number)
    return next(same, Week.OWN.value)

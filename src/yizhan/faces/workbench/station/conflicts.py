"""A form that was overtaken: what is stored now beside what was typed, so that nothing of either is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import BoundField, Field, Form
from django.http import QueryDict

_EMPTY: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of the two: its label, what is stored, and what was typed. Sealed values come as said by the caller."""

    label: str
    stored: str
    typed: str


def differences(form: Form, stored: Mapping[str, Any], *, hidden: tuple[str, ...] = ()) -> list[Difference]:
    """The fields whose typed value is not the stored one. `hidden` are fields whose stored value is never shown."""
    found = []
    for field in form.visible_fields():
        if field.name in hidden or field.field.disabled:
            continue
        before, after = said(field.field, stored.get(field.name)), said(field.field, _typed(field))
        if before != after:
            found.append(Difference(str(field.label), before or "（空）", after or "（空）"))
    return found


def at_version(sent: QueryDict, version: int) -> QueryDict:
    """What was sent, as an answer to the present version: sent again it replaces what is stored."""
    kept = sent.copy()
    kept["version"] = str(version)
    return kept


def said(field: Field, value: Any) -> str:
    """A value in words: labels of choices, lists joined, numbers as they are typed."""
    if value in _EMPTY:
        return ""
    labels = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    if isinstance(value, list | tuple):
        return "、".join(labels.get(str(one), str(one)) for one in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return labels.get(str(value), str(value))


def _typed(field: BoundField) -> Any:
    cleaned = getattr(field.form, "cleaned_data", {})
    return cleaned[field.name] if field.name in cleaned else field.value()

"""What the components' templates need beyond the template language."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from yizhan.faces.components.destinations import address_of

register = template.Library()


@register.filter
def kind(field: BoundField) -> str:
    """`hidden`, `choices` for a group of radio buttons or checkboxes, `checkbox` for one, else `control`."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, CheckboxInput) else "control"


@register.simple_tag
def control(field: BoundField, **given: str) -> SafeString:
    """The widget with the look and the hints of the design system. Empty hints are left to the form."""
    attrs: dict[str, Any] = {name: value for name, value in given.items() if value and name != "help"}
    if kind(field) == "control":
        attrs["class"] = "control"
    described = [f"{field.auto_id}_error"] if field.errors else []
    if given.get("help") or field.help_text:
        described.append(f"{field.auto_id}_help")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.filter
def parts(value: str | list[str] | tuple[str, ...]) -> list[str]:
    """`甲|乙|丙` as a list; a list stays what it is."""
    return [part.strip() for part in value.split("|")] if isinstance(value, str) else list(value)


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of icons.svg: what `<c-icon>` shows, for components that hold many. Decoration unless `label` says what it means."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"></use></svg>', spoken, _symbols(), name)


@register.simple_tag
def address(name: str) -> str:
    """Where a page without parts in its address is; empty where the site has no such page."""
    try:
        return address_of(name)
    except NoReverseMatch:
        return ""


@cache
def _symbols() -> str:
    return static("components/icons.svg")

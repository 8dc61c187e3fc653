"""The renderer of form controls: what Django's own templates give, without a template for each box and each option.

A page of a counter holds fifty boxes, and a template that includes two others for each of them was half of what the page cost.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_FOLDER = "django/forms/widgets/"
_INPUTS = ("text", "number", "email", "url", "tel", "search", "password", "hidden", "date", "time", "file", "checkbox")
_OPTION = f"{_FOLDER}select_option.html"


class QuickControls(DjangoTemplates):
    """Django's renderer, with the controls that the forms are full of made in Python. The tests compare them with the templates."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """The control as HTML."""
        make = _MADE.get(template_name)
        found = make(context["widget"]) if make else None
        return super().render(template_name, context, request) if found is None else found


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget)}>'


def _box(widget: Mapping[str, Any]) -> str | None:
    """A radio button or a checkbox of a group, whose label stands in the page; None where Django is to make the label."""
    return None if widget.get("wrap_label") else _input(widget)


def _textarea(widget: Mapping[str, Any]) -> str:
    value = _shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _select(widget: Mapping[str, Any]) -> str | None:
    groups: list[str] = []
    for name, options, _ in widget["optgroups"]:
        if any(option["template_name"] != _OPTION for option in options):
            return None
        made = "".join(f"\n  {_option(option)}" for option in options)
        groups.append(f'\n  <optgroup label="{_shown(name)}">{made}\n  </optgroup>' if name else made)
    return f'<select name="{_text(widget["name"])}"{_attributes(widget)}>{"".join(groups)}\n</select>'


def _option(widget: Mapping[str, Any]) -> str:
    return f'<option value="{_text(widget["value"])}"{_attributes(widget)}>{_shown(widget["label"])}</option>\n'


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: object) -> str:
    """As `stringformat:'s'` and escaping say it."""
    return value if isinstance(value, SafeString) else escape(str(value))


def _shown(value: object) -> str:
    return escape(value) if type(value) is str else conditional_escape(str(localize(value)))


_MADE: dict[str, Callable[[Mapping[str, Any]], str | None]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}radio_option.html": _box,
    f"{_FOLDER}checkbox_option.html": _box,
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
}

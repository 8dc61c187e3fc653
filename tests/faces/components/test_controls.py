"""Controls made in Python are the controls that Django's templates make."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe

from yizhan.faces.components.controls import QuickControls

EVIL = "\"><b>&amp;'甲"
CHOICES = [("", "请选择"), ("a", EVIL), ("一组", [("1", "一"), (2, "二"), ("x", mark_safe("<b>三</b>"))]), (3, 4)]
WIDGETS: list[forms.Widget] = [
    *(kind(attrs={"class": "control", "required": True, "disabled": False, EVIL: EVIL, "size": 3})
      for kind in (forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput,
                   forms.HiddenInput, forms.DateInput, forms.TimeInput, forms.FileInput, forms.CheckboxInput,
                   forms.Textarea)),
    forms.PasswordInput(render_value=True),
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES),
    forms.ClearableFileInput(),
    forms.SplitDateTimeWidget(),
    forms.NullBooleanSelect(),
]  # fmt: skip


@pytest.mark.parametrize("value", [None, "", "a", EVIL, mark_safe("<i>"), 0, 2, 1234567, 1.5, ["a", "2"], True])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_a_control_is_what_the_templates_of_django_make(widget: forms.Widget, value: Any) -> None:
    if isinstance(widget, forms.SplitDateTimeWidget | forms.ClearableFileInput | forms.NullBooleanSelect):
        value = None
    given: dict[str, Any] = {"name": EVIL, "value": value, "attrs": {"id": "id_x"}}
    assert widget.render(**given, renderer=QuickControls()) == widget.render(**given, renderer=DjangoTemplates())


@pytest.mark.parametrize("widget", [forms.RadioSelect(choices=CHOICES), forms.CheckboxSelectMultiple(choices=CHOICES)])
def test_every_box_of_a_group_is_the_same_too(widget: forms.Widget) -> None:
    def boxes(renderer: DjangoTemplates) -> list[str]:
        field = forms.ChoiceField(choices=CHOICES, widget=widget)
        form = type("F", (forms.Form,), {"f": field})({"f": "a"}, renderer=renderer)
        return [box.tag() for box in form["f"]]

    assert boxes(QuickControls()) == boxes(DjangoTemplates())


def test_the_forms_of_the_site_are_rendered_by_it() -> None:
    assert isinstance(get_default_renderer(), QuickControls)

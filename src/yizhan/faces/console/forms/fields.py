"""Fields that several forms have."""

from collections.abc import Iterable

from django import forms
from django.db.models import Model

Choices = Iterable[tuple[str, str]]


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A date, by the browser's own picker."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    wrong = {"invalid": "日期应写成 2026-11-20 的样子"}
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget, error_messages=wrong)


def words(label: str, *, most: int = 500, required: bool = True, help_text: str = "", rows: int = 3) -> forms.CharField:
    """Several lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=widget)


def choice(
    label: str, choices: Choices, *, required: bool = True, empty: str = "请选择", help_text: str = ""
) -> forms.ChoiceField:
    """One of several, none chosen beforehand."""
    return forms.ChoiceField(label=label, choices=[("", empty), *choices], required=required, help_text=help_text)


class ReasonForm(forms.Form):
    """A reason and nothing else."""

    reason = words("理由", help_text="会写入审计记录；不要写身份证号、手机号。")


class NothingForm(forms.Form):
    """A question that is answered by pressing the button."""


class RowChoice(forms.ChoiceField):
    """One of the rows that are offered; cleaned it is the row itself, None for none."""

    def __init__(self, label: str, *, required: bool = True, empty: str = "请选择", help_text: str = "") -> None:
        super().__init__(label=label, choices=[("", empty)], required=required, help_text=help_text)
        self.empty = empty
        self.rows: dict[str, Model] = {}

    def offer(self, rows: Iterable[Model], label: str) -> None:
        """Offers these rows under the text of an attribute."""
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", self.empty), *((key, str(getattr(row, label))) for key, row in self.rows.items())]

    def clean(self, value: object) -> Model | None:
        """The row."""
        return self.rows.get(super().clean(value))


def offer(form: forms.Form, name: str, rows: Iterable[Model], label: str = "name") -> None:
    """Offers rows in a field of this form."""
    field = form.fields[name]
    assert isinstance(field, RowChoice)
    field.offer(rows, label)


def choose(form: forms.Form, name: str, choices: Choices, empty: str) -> None:
    """Offers choices in a field of this form."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", empty), *choices]

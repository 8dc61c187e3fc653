"""The calendar's forms with the browser's own picker."""

from django import forms

from yizhan.faces.console.forms.fields import day, words
from yizhan.network.calendars.forms import DayForm, YearForm


class PublishForm(YearForm):
    """A year's notice. The year comes with the page."""

    days = forms.CharField(
        label="放假和调休上班日",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16, "placeholder": "2027-01-01 放假 元旦"}),
        help_text="一行一天：日期、放假或上班、节日名称。整年一次录全。",
    )


class CorrectForm(DayForm):
    """One day to be corrected."""

    day = day("日期")
    reason = words("更正理由")

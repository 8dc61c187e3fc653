"""What is typed into the calendar pages."""

from django import forms

from yizhan.network.calendars.states import DayKind

ORDINARY = "ordinary"


class DayForm(forms.Form):
    """One day to be corrected."""

    day = forms.DateField(label="日期", error_messages={"invalid": "日期应写成 2026-10-01 的样子"})
    kind = forms.ChoiceField(label="当天", choices=[*DayKind.choices, (ORDINARY, "恢复为平常的工作日或周末")])
    name = forms.CharField(label="节日名称", max_length=40, required=False)
    source = forms.CharField(label="依据的通知", max_length=200)
    reason = forms.CharField(label="更正理由", max_length=500)

    def day_kind(self) -> DayKind | None:
        """The kind, or None for an ordinary day."""
        chosen: str = self.cleaned_data["kind"]
        return None if chosen == ORDINARY else DayKind(chosen)


class YearForm(forms.Form):
    """A year's notice: one day a line, as 2027-01-01 放假 元旦 or 2027-02-06 上班 春节."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    source = forms.CharField(label="依据的通知名称和文号", max_length=200)
    days = forms.CharField(
        label="放假和调休上班日", widget=forms.Textarea, max_length=8000, help_text="一行一天，如：2027-01-01 放假 元旦"
    )

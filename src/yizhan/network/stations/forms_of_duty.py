"""The forms of service area, posts and roster."""

from django import forms

from yizhan.network.stations import hours
from yizhan.network.stations.hours import Span


class AreaForm(forms.Form):
    """A community to be served."""

    community = forms.UUIDField(label="社区（村）")
    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False)


class OfficerForm(forms.Form):
    """An employment officer: found by phone, or enlisted."""

    community = forms.UUIDField(label="社区（村）")
    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="手机号码", max_length=20)
    since = forms.DateField(label="开始日期")


class PostForm(forms.Form):
    """A post at the station."""

    person = forms.UUIDField(label="人员")
    full_time = forms.BooleanField(label="专职", required=False)
    head = forms.BooleanField(label="站长", required=False)
    since = forms.DateField(label="开始日期")


class EndForm(forms.Form):
    """The end of a post, an area or an officer's work."""

    until = forms.DateField(label="结束日期", help_text="从这一天起不再计算")
    reason = forms.CharField(label="理由", max_length=500)


class ShiftForm(forms.Form):
    """One shift. `reason` is asked for sealed months."""

    person = forms.UUIDField(label="人员")
    day = forms.DateField(label="日期")
    time = forms.CharField(label="时间", max_length=40, help_text="如：08:30-12:00")
    reason = forms.CharField(label="更正理由", max_length=500, required=False, help_text="更正上月及以前的值班时填写")

    def spans(self) -> tuple[Span, ...]:
        """The time as spans. Refusal at the field."""
        return hours.spans(self.cleaned_data["time"], field="time")


class MonthForm(forms.Form):
    """Which month is to be made."""

    month = forms.RegexField(
        label="月份", regex=r"^[0-9]{4}-(0[1-9]|1[0-2])\Z", error_messages={"invalid": "月份应写成 2026-10 的样子"}
    )

    def year_and_month(self) -> tuple[int, int]:
        """2026, 10"""
        year, month = self.cleaned_data["month"].split("-")
        return int(year), int(month)


class ClosedDayForm(forms.Form):
    """A day on which the station is closed."""

    day = forms.DateField(label="闭馆日期")
    reason = forms.CharField(label="原因（对外公示）", max_length=100)

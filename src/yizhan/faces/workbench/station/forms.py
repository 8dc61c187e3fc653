"""The forms of the apps with what a page offers to choose from."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.errors import Refusal
from yizhan.market.imports.forms import UploadForm
from yizhan.network.recognition.forms import BeginForm
from yizhan.network.regions.models import Region
from yizhan.network.stations import hours
from yizhan.network.stations.forms import BasicsForm
from yizhan.network.stations.forms_of_duty import ClosedDayForm, EndForm, MonthForm, OfficerForm, PostForm, ShiftForm
from yizhan.network.stations.hours import Week
from yizhan.network.stations.models import StaffPost
from yizhan.network.stations.roster import Turn
from yizhan.network.stations.states import Weekday

_WEEKDAYS = [(str(day.value), day.label) for day in Weekday]


def day_input() -> forms.DateInput:
    """A date as the browser picks it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _dated(form: forms.Form, *names: str) -> None:
    for name in names:
        form.fields[name].widget = day_input()


class StreetForm(BasicsForm):
    """Sign and place, the street chosen from those of the county."""

    def __init__(self, *args: Any, streets: Iterable[Region], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "请选择"), *((street.code, street.name) for street in streets)]
        self.fields["street"] = forms.ChoiceField(label="所在街道（乡镇）", choices=choices, required=False)
        self.order_fields(["sign_name", "street", "address", "directions"])


class ClosingForm(ClosedDayForm):
    """A closed day, picked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _dated(self, "day")


class EndingForm(EndForm):
    """The end of something, picked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _dated(self, "until")


class AppointForm(OfficerForm):
    """An employment officer for one of the communities that the station serves."""

    def __init__(self, *args: Any, communities: Sequence[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"] = forms.TypedChoiceField(
            label="社区（村）", choices=[(str(key), name) for key, name in communities], coerce=UUID
        )
        _dated(self, "since")
        self.order_fields(["community", "name", "phone", "since"])


class GivePostForm(PostForm):
    """A post for one of the station's members."""

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.pk), one.name) for one in people]
        self.fields["person"] = forms.TypedChoiceField(label="人员", choices=choices, coerce=UUID)
        _dated(self, "since")
        self.order_fields(["person", "full_time", "head", "since"])


class EnlistForm(forms.Form):
    """Somebody new at the station."""

    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="手机号码", max_length=20, help_text="用于登录和接收通知")
    full_time = forms.BooleanField(label="专职", required=False)
    since = forms.DateField(label="开始日期", widget=day_input())


class DutyForm(ShiftForm):
    """A shift of somebody who has a post. The reason is asked for only where the month is sealed."""

    def __init__(self, *args: Any, posts: Iterable[StaffPost], sealed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(post.person_id), post.person.name) for post in posts]
        self.fields["person"] = forms.TypedChoiceField(label="人员", choices=choices, coerce=UUID)
        self.fields["time"].help_text = "如：08:30-12:00；一天两段用逗号隔开"
        _dated(self, "day")
        if not sealed:
            self.fields["reason"].widget = forms.HiddenInput()
        self.order_fields(["person", "day", "time", "reason"])


class RemovalForm(forms.Form):
    """Taking a shift off. The reason is asked for only where the month is sealed."""

    reason = forms.CharField(label="更正理由", max_length=500, required=False)


class PatternForm(MonthForm):
    """The weekly pattern: for each person the days, and the time, where empty is the opening hours of the day."""

    def __init__(self, *args: Any, posts: Sequence[StaffPost], week: Week, **options: Any) -> None:
        super().__init__(*args, **options)
        self.week, self.people = week, [post.person for post in posts]
        self.fields["month"].widget = forms.DateInput(attrs={"type": "month"})
        for number in range(len(self.people)):
            self.fields[f"days_{number}"] = forms.MultipleChoiceField(
                label="值班日",
                choices=_WEEKDAYS,
                required=False,
                initial=[str(day.value) for day in week if week[day]],
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"time_{number}"] = forms.CharField(
                label="时间", max_length=60, required=False, help_text="不填就按当天的开放时间"
            )

    def rows(self) -> list[tuple[Person, forms.BoundField, forms.BoundField]]:
        """Each person with the two fields."""
        return [(person, self[f"days_{at}"], self[f"time_{at}"]) for at, person in enumerate(self.people)]

    def pattern(self) -> list[Turn]:
        """The turns. Refusal at the field of a time that cannot be read, and where nobody has a day."""
        turns = []
        for at, person in enumerate(self.people):
            typed = hours.spans(self.cleaned_data[f"time_{at}"], field=f"time_{at}")
            for code in self.cleaned_data[f"days_{at}"]:
                day = Weekday(int(code))
                turns += [Turn(day, person.pk, span) for span in typed or tuple(self.week.get(day, ()))]
        if not turns:
            raise Refusal("请至少给一个人勾选值班日；当天没有开放时间的，请填写时间", "nobody has a turn")
        return turns


class CopyForm(forms.Form):
    """The Monday of the week to be filled."""

    monday = forms.DateField(label="哪一周（周一的日期）", widget=day_input())


class StartForm(BeginForm):
    """Begins an application."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].widget = forms.RadioSelect(choices=self.fields["kind"].choices)  # type: ignore[attr-defined]
        self.fields["station"].help_text = "还没有登记的新驿站，选“新建（尚未登记）”"
        self.fields["county"].empty_label = "请选择"  # type: ignore[attr-defined]
        self.fields["county"].help_text = "只在新建时选择；已登记的驿站由所在县（市、区）受理"


class StationUploadForm(UploadForm):
    """A workbook for one of the actor's stations."""

    def __init__(self, *args: Any, stations: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(stations)
        self.by_key = {str(one.pk): one for one in found}
        field = forms.ChoiceField(label="导入到哪个驿站", choices=[(key, one.name) for key, one in self.by_key.items()])
        if len(found) == 1:
            field.widget, field.initial = forms.HiddenInput(), str(found[0].pk)
        self.fields["station"] = field
        self.fields["upload"].widget.attrs["accept"] = ".xlsx,.csv"
        self.order_fields(["station", "upload", "consent_notice", "agreed"])

    def station(self) -> Organisation:
        """The one that was chosen."""
        return self.by_key[self.cleaned_data["station"]]


def first_of_month(text: str, today: date) -> date:
    """The first day of a month as in an address, 2026-11; of the present month where it says nothing usable."""
    form = MonthForm({"month": text})
    if not form.is_valid():
        return today.replace(day=1)
    year, month = form.year_and_month()
    return date(year, month, 1) if 2000 <= year <= 2100 else today.replace(day=1)

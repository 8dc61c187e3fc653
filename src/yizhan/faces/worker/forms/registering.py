"""The pages of self-registration, one question on each. Together they say what the counter's form says."""

from typing import Any

from django import forms

from yizhan.faces.components.stations import county_choices, station_choices
from yizhan.faces.worker.forms.fields import (
    PATTERNS,
    RADIUS,
    OneOfTwo,
    Week,
    listed,
    trades_said,
    week_field,
    yuan,
)
from yizhan.market.people.states import PayForm, RegistrationKind, WorkKind

# Registered for at the counter only: unemployment needs papers, and starting a business a talk.
OFFERED = (RegistrationKind.TRAINING, RegistrationKind.CREW_LEADER, RegistrationKind.FLEXIBLE)
_DATES = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]


class WhoForm(forms.Form):
    """Name and identity number, with the separate consent that the number needs."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填写姓名"})
    document_number = OneOfTwo(label="身份证号码", max_length=40)
    identity_agree = forms.BooleanField(
        label="我同意驿站核验我的身份证号码",
        required=False,
        help_text="只用来确认是您本人、核对年龄。加密保存，别人看不到完整号码；可以随时撤回。",
    )
    birth_date = forms.DateField(
        label="出生日期",
        required=False,
        input_formats=_DATES,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日期应写成 1970-05-06 这样"},
    )

    def clean(self) -> dict[str, Any]:
        """A number with its consent, or a birth date."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("document_number") and not said.get("identity_agree"):
            self.add_error("identity_agree", "填写身份证号码，须先勾选同意；不同意的，请只填出生日期")
        if not said.get("document_number") and not said.get("birth_date") and "birth_date" not in self.errors:
            self.add_error("document_number", "请填写身份证号码；不愿填的，填出生日期也可以")
        return said


class GuardianForm(forms.Form):
    """Of somebody of 16 or 17: who looks after him, or that he lives on his own work."""

    guardian_name = forms.CharField(label="监护人姓名", max_length=60, required=False, help_text="一般是爸爸或妈妈。")
    guardian_phone = forms.CharField(label="监护人手机号", max_length=40, required=False)
    self_supporting = forms.BooleanField(label="我靠自己的工资生活，没有监护人也可以", required=False)

    def clean(self) -> dict[str, Any]:
        """Both, or neither and the other answer."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("self_supporting"):
            for name in ("guardian_name", "guardian_phone"):
                if not said.get(name):
                    self.add_error(name, f"请填写{self.fields[name].label}")
        return said


class WishForm(forms.Form):
    """What somebody would like to do."""

    trades = trades_said("想做什么活？可以选多个")
    more_trades = forms.CharField(
        label="还想做别的", max_length=200, required=False, help_text="几种活之间用顿号隔开，例如：焊工、油漆工。"
    )
    work_kinds = forms.MultipleChoiceField(
        label="做多久", choices=WorkKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    pay_form = forms.ChoiceField(
        label="工钱怎么算", choices=PayForm.choices, required=False, widget=forms.RadioSelect, initial=PayForm.ANY
    )
    least_pay = yuan("最少要多少钱")
    more_kinds = forms.MultipleChoiceField(
        label="还要办什么",
        choices=[(kind.value, kind.label) for kind in OFFERED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="失业登记、创业登记请到柜台办理。",
    )

    def clean(self) -> dict[str, Any]:
        """At least one trade."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("trades") and not listed(said.get("more_trades", "")) and "trades" not in self.errors:
            self.add_error("trades", "请至少选一种；都可以的，选“什么活都可以”")
        return said


class TimeForm(forms.Form):
    """When somebody has time."""

    pattern = forms.ChoiceField(
        label="什么时间有空？",
        choices=PATTERNS,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一项"},
    )
    week = week_field()

    def clean(self) -> dict[str, Any]:
        """Who chooses himself chooses something."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("pattern") == Week.OWN and not said.get("week"):
            self.add_error("week", "请在表里勾选有空的时间")
        return said


class PlaceForm(forms.Form):
    """Which station, where one lives and how far one goes."""

    station = forms.ChoiceField(
        label="请哪个驿站帮您？", error_messages={"required": "请选一个驿站", "invalid_choice": "请从列表中选一个驿站"}
    )
    home_region = forms.ChoiceField(label="住在哪个区县", required=False)
    search_radius_km = forms.ChoiceField(
        label="最远去多远上班", choices=RADIUS, required=False, widget=forms.RadioSelect, initial=""
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["station"].choices = station_choices()  # type: ignore[attr-defined]
        self.fields["home_region"].choices = county_choices()  # type: ignore[attr-defined]


class AgreeForm(forms.Form):
    """Every consent by itself. Only the first is needed."""

    service = forms.BooleanField(
        label="我同意驿站用我的资料给我介绍工作",
        help_text="包括登记、推荐、回访。不同意就不能登记；以后可以撤回。",
        error_messages={"required": "不同意这一项，驿站不能为您登记"},
    )
    messages = forms.BooleanField(
        label="有合适的活，发消息告诉我", required=False, help_text="站内消息、短信或微信，随时可以关。"
    )
    matching = forms.BooleanField(
        label="让系统自动给我挑合适的活", required=False, help_text="不同意也可以自己找，或请工作人员推荐。"
    )
    show_to_employer = forms.BooleanField(
        label="推荐时把我的手机号给招人的单位", required=False, help_text="不同意的，由驿站转告您。"
    )
    published = forms.BooleanField(
        label="把我想做的活公布出来（不含姓名、电话）", required=False, help_text="招人的单位看得到有人想做这种活。"
    )

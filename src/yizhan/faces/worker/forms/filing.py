"""Pages on which a worker changes his own file."""

from typing import Any

from django import forms

from yizhan.faces.components.stations import county_choices, county_names
from yizhan.faces.worker.forms.fields import PATTERNS, RADIUS, Week, listed, trades_said, week_field, yuan
from yizhan.market.people.states import (
    CategoryKind,
    Education,
    PayForm,
    ProofKind,
    SkillLevel,
    WorkKind,
)

SKILL_ROWS = 6
_DAY = forms.DateInput(attrs={"type": "date"})
_WRONG_DAY = {"invalid": "日期应写成 2026-05-06 这样"}


class VersionForm(forms.Form):
    """A form that knows which state of the file it was shown with."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ContactForm(VersionForm):
    """How to reach somebody when his own phone does not answer, and where he lives. An empty sealed field stays what it is."""

    contact_name = forms.CharField(label="联系人", max_length=60, required=False, help_text="找不到您时联系谁。")
    contact_phone = forms.CharField(label="联系人手机号", max_length=40, required=False)
    contact_note = forms.CharField(label="是您的什么人", max_length=40, required=False)
    address = forms.CharField(label="住址", max_length=120, required=False)
    education = forms.ChoiceField(label="文化程度", choices=Education.choices, required=False)
    clear = forms.MultipleChoiceField(
        label="删掉已登记的",
        choices=[("contact_phone", "联系人手机号"), ("address", "住址")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PlaceForm(VersionForm):
    """Where somebody lives, roughly, and how far he goes. The position is that of the browser, if he gives it."""

    home_region = forms.ChoiceField(label="住在哪个区县", required=False)
    search_radius_km = forms.ChoiceField(
        label="最远去多远上班", choices=RADIUS, required=False, widget=forms.RadioSelect
    )
    home_latitude = forms.DecimalField(widget=forms.HiddenInput, required=False, max_digits=12, decimal_places=9)
    home_longitude = forms.DecimalField(widget=forms.HiddenInput, required=False, max_digits=12, decimal_places=9)
    location_agree = forms.BooleanField(
        label="我同意记下大致住处（约1公里），用来找附近的活",
        required=False,
        help_text="不记门牌，不跟踪您的行踪。取消勾选并保存，就删除已记下的位置。",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        counties, ways = [*county_choices()], [*RADIUS]
        held = {name: str(self.initial.get(name) or "") for name in ("home_region", "search_radius_km")}
        # What the counter wrote down otherwise than it is offered here stays as it is until somebody chooses.
        code = held["home_region"]
        if code not in dict(counties):
            counties.append((code, county_names([code]).get(code, code)))
        if held["search_radius_km"] not in dict(ways):
            ways.append((held["search_radius_km"], f"{held['search_radius_km']}公里以内"))
            ways.sort(key=lambda way: (not way[0], int(way[0] or 0)))
        self.fields["home_region"].choices = counties  # type: ignore[attr-defined]
        self.fields["search_radius_km"].choices = ways  # type: ignore[attr-defined]


class CareForm(VersionForm):
    """Health and hardship, each with its own consent. Nobody has to say anything here."""

    health = forms.CharField(
        label="身体情况", max_length=200, required=False, help_text="例如：腰不好，不能搬重物。用来避开不合适的活。"
    )
    health_agree = forms.BooleanField(label="我同意登记我的健康、残疾状况", required=False)
    hardship = forms.CharField(
        label="困难情况", max_length=200, required=False, help_text="例如：低保户。用来帮您申请援助。"
    )
    hardship_agree = forms.BooleanField(label="我同意登记我的就业困难情况", required=False)

    def clean(self) -> dict[str, Any]:
        """A value with its own consent."""
        said: dict[str, Any] = super().clean() or {}
        for name in ("health", "hardship"):
            if said.get(name) and not said.get(f"{name}_agree"):
                self.add_error(f"{name}_agree", "填写这一项，须先勾选同意")
        return said


class GuardianForm(VersionForm):
    """Who looks after a worker of 16 or 17."""

    guardian_name = forms.CharField(label="监护人姓名", max_length=60)
    guardian_phone = forms.CharField(label="监护人手机号", max_length=40)


class GuardianPaperForm(forms.Form):
    """The signed consent of the guardian."""

    upload = forms.FileField(
        label="同意书照片",
        help_text="拍清楚四个角，不超过10兆。",
        error_messages={"required": "请选择照片", "empty": "文件是空的，请重新选择"},
    )


class WishForm(forms.Form):
    """What somebody would like to do."""

    trades = trades_said("想做什么活？可以选多个")
    more_trades = forms.CharField(
        label="还想做别的", max_length=200, required=False, help_text="几种活之间用顿号隔开，例如：焊工、油漆工。"
    )
    kinds = forms.MultipleChoiceField(
        label="做多久", choices=WorkKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    pay_form = forms.ChoiceField(label="工钱怎么算", choices=PayForm.choices, required=False, widget=forms.RadioSelect)
    least_pay = yuan("最少要多少钱")

    def clean(self) -> dict[str, Any]:
        """At least one trade."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("trades") and not listed(said.get("more_trades", "")) and "trades" not in self.errors:
            self.add_error("trades", "请至少选一种；都可以的，选“什么活都可以”")
        return said


class TimeForm(forms.Form):
    """When somebody has time."""

    pattern = forms.ChoiceField(
        label="什么时间有空？", choices=PATTERNS, widget=forms.RadioSelect, error_messages={"required": "请选一项"}
    )
    week = week_field()

    def clean(self) -> dict[str, Any]:
        """Who chooses himself chooses something."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("pattern") == Week.OWN and not said.get("week"):
            self.add_error("week", "请在表里勾选有空的时间")
        return said


class SkillsForm(forms.Form):
    """Some trades, each with its level. An empty line says nothing."""

    def __init__(self, *given: Any, rows: int = SKILL_ROWS, **named: Any) -> None:
        super().__init__(*given, **named)
        for at in range(1, rows + 1):
            self.fields[f"trade_{at}"] = forms.CharField(label=f"会做的活 {at}", max_length=20, required=False)
            self.fields[f"level_{at}"] = forms.ChoiceField(
                label=f"等级 {at}", choices=SkillLevel.choices, required=False
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each line."""
        count = len(self.fields) // 2
        return [(self[f"trade_{at}"], self[f"level_{at}"]) for at in range(1, count + 1)]

    def said(self) -> list[tuple[str, str]]:
        """Trade and level of every line that names a trade."""
        rows = [(self.cleaned_data[one.name], self.cleaned_data[two.name]) for one, two in self.pairs()]
        return [(trade, level or SkillLevel.NONE.value) for trade, level in rows if trade.strip()]


class CertificateForm(forms.Form):
    """A certificate and a picture of it."""

    name = forms.CharField(
        label="证书名称",
        max_length=60,
        help_text="例如：健康证、电工证。",
        error_messages={"required": "请填写证书名称"},
    )
    number = forms.CharField(label="证书编号", max_length=40, required=False)
    issued_on = forms.DateField(label="发证日期", required=False, widget=_DAY, error_messages=_WRONG_DAY)
    expires_on = forms.DateField(
        label="有效期到", required=False, widget=_DAY, error_messages=_WRONG_DAY, help_text="长期有效的不填。"
    )
    upload = forms.FileField(label="证书照片", required=False, help_text="拍清楚四个角，不超过10兆。")


class CategoryForm(forms.Form):
    """A group to which somebody belongs, with its proof."""

    kind = forms.ChoiceField(
        label="您属于哪一类？",
        choices=CategoryKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一项"},
    )
    proof_kind = forms.ChoiceField(label="证明材料", choices=ProofKind.choices, required=False)
    since = forms.DateField(
        label="从哪天起", required=False, widget=_DAY, error_messages=_WRONG_DAY, help_text="不填就是从今天起。"
    )
    upload = forms.FileField(label="证明照片", required=False, help_text="拍清楚四个角，不超过10兆。")
    health_agree = forms.BooleanField(
        label="我同意登记我的健康、残疾状况",
        required=False,
        help_text="只有选“残疾人”时需要。用来申请补贴、避开不合适的活。",
    )
    hardship_agree = forms.BooleanField(
        label="我同意登记我的就业困难情况", required=False, help_text="只有选“就业困难人员”时需要。用来申请就业援助。"
    )


class EmptyForm(forms.Form):
    """A question that is answered by its button."""

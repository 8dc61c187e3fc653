"""What is typed at each step, parsed. What it means is checked by the actions; the fields have the names of their arguments."""

from collections.abc import Iterable

from django import forms

from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.documents.content import wan
from yizhan.network.recognition.materials import Material
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import (
    ApplicationKind,
    ApplicationState,
    ChangeKind,
    DecisionResult,
    VisitResult,
)
from yizhan.network.stations.states import StationKind

_KINDS = (("", "请选择"), *((kind.value, kind.label) for kind in (StationKind.MARKET, StationKind.STATION)))
_YES_NO = (("", "请选择"), ("yes", "是"), ("no", "否"))
_MET = (("", "未查"), ("yes", "符合"), ("no", "不符合"))
_LONG = forms.Textarea(attrs={"rows": 3})


class VersionForm(forms.Form):
    """Any step: the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class BeginForm(forms.Form):
    """Begins an application. `counties` and `stations` are what the applicant may name."""

    kind = forms.ChoiceField(label="申请事项", choices=ApplicationKind.choices)
    station = forms.ModelChoiceField(
        Organisation.objects.none(), label="驿站", required=False, empty_label="新建（尚未登记）"
    )
    county = forms.ModelChoiceField(Organisation.objects.none(), label="所属县（市、区）人社部门", required=False)

    def __init__(
        self, *args: object, counties: Iterable[Organisation], stations: Iterable[Organisation], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]
        self.fields["station"].queryset = stations  # type: ignore[attr-defined]


class RecognitionForm(VersionForm):
    """The fields of annex 2. None is required: a draft may be saved at any time. The values are those of `actions.save`."""

    applicant_name = forms.CharField(label="申请单位名称", max_length=120, required=False)
    legal_representative = forms.CharField(label="法人代表或负责人", max_length=60, required=False)
    credit_code = forms.CharField(label="统一社会信用代码", max_length=40, required=False)
    registered_address = forms.CharField(label="登记地址", max_length=200, required=False)
    contact_phone = forms.CharField(label="联系电话", max_length=40, required=False)
    station_name = forms.CharField(label="申请认定的零工市场（驿站）名称", max_length=80, required=False)
    station_kind = forms.ChoiceField(label="类型", choices=_KINDS, required=False)
    county_name = forms.CharField(label="所属县（市、区）", max_length=40, required=False)
    station_address = forms.CharField(label="零工市场（驿站）地址", max_length=200, required=False)
    manager_name = forms.CharField(label="负责人姓名", max_length=60, required=False)
    manager_identity_number = forms.CharField(label="负责人身份证号码", max_length=40, required=False)
    floor_area = forms.CharField(label="建筑面积（平方米）", max_length=20, required=False)
    investment = forms.CharField(label="累计投资总额（万元）", max_length=20, required=False)
    posts_offered = forms.CharField(label="提供岗位数", max_length=20, required=False)
    people_placed = forms.CharField(label="推荐就业人数", max_length=20, required=False)
    uses_platform = forms.ChoiceField(label="是否使用“泉就业”零工平台", choices=_YES_NO, required=False)

    # An empty box beside a sealed value means: leave it. Its full value is never sent to the page.
    KEPT_WHEN_BLANK = ("contact_phone", "manager_identity_number")

    @property
    def values(self) -> dict[str, object]:
        """What to save: every usable field, without the version and without sealed fields that were left alone."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "version" and not (name in self.KEPT_WHEN_BLANK and not value)
        }


class ChangeForm(VersionForm):
    """The fields of a change, suspension, resumption or cancellation. `operators` are those that may take over."""

    change = forms.ChoiceField(label="变更事项", choices=(("", "请选择"), *ChangeKind.choices), required=False)
    station_name = forms.CharField(label="新名称", max_length=80, required=False)
    station_address = forms.CharField(label="新地址", max_length=200, required=False)
    floor_area = forms.CharField(label="新址建筑面积（平方米）", max_length=20, required=False)
    new_operator = forms.ModelChoiceField(Organisation.objects.none(), label="新运营单位", required=False)
    grounds = forms.CharField(label="理由", max_length=500, required=False, widget=_LONG)
    effective_from = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    effective_until = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: object, kind: str, operators: Iterable[Organisation] | None = None, **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if operators is not None:
            self.fields["new_operator"].queryset = operators  # type: ignore[attr-defined]
        if kind != ApplicationKind.CHANGE:
            for name in ("change", "station_name", "station_address", "floor_area", "new_operator"):
                del self.fields[name]

    @property
    def values(self) -> dict[str, object]:
        """What to save."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AttachForm(VersionForm):
    """Adds a paper."""

    material = forms.ChoiceField(label="材料", choices=Material.choices)
    upload = forms.FileField(label="文件")


class SubsidyForm(VersionForm):
    """The account of annex 3."""

    bank_name = forms.CharField(label="开户银行", max_length=120)
    account = forms.CharField(label="银行账号", max_length=60)
    account_holder = forms.CharField(label="户名", max_length=120)


class NoteForm(VersionForm):
    """Return for supplement."""

    note = forms.CharField(label="需要补正的内容", max_length=1000, widget=_LONG)


class ReasonForm(VersionForm):
    """Withdrawal, cancellation, and whatever needs a reason only."""

    reason = forms.CharField(label="理由", max_length=500, widget=_LONG)


class ScheduleForm(VersionForm):
    """Time and officers of a visit. `officers` are those of the county."""

    scheduled_for = forms.DateTimeField(
        label="核查时间",
        input_formats=("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    first_visitor = forms.ModelChoiceField(Person.objects.none(), label="核查人员一")
    second_visitor = forms.ModelChoiceField(Person.objects.none(), label="核查人员二")
    experts = forms.CharField(label="专家（姓名、单位）", max_length=200, required=False)

    def __init__(self, *args: object, officers: Iterable[Person], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name in ("first_visitor", "second_visitor"):
            field = self.fields[name]
            field.queryset = officers  # type: ignore[attr-defined]
            field.label_from_instance = lambda person: person.name  # type: ignore[attr-defined]


class VisitForm(VersionForm):
    """What was found: for each check `found_<code>`, `met_<code>` and `note_<code>`."""

    held_on = forms.DateField(label="核查日期", widget=forms.DateInput(attrs={"type": "date"}))
    result = forms.ChoiceField(label="核查结果", choices=VisitResult.choices)
    notes = forms.CharField(label="核查说明", max_length=1000, required=False, widget=_LONG)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for check in CHECKS.values():
            unit = f"（{check.unit}）" if check.unit else ""
            self.fields[f"found_{check.code}"] = forms.CharField(
                label=f"{check.label}{unit}", max_length=200, required=False, help_text=check.clause.citation
            )
            self.fields[f"met_{check.code}"] = forms.ChoiceField(label="是否符合", choices=_MET, required=False)
            self.fields[f"note_{check.code}"] = forms.CharField(label="说明", max_length=300, required=False)

    @property
    def rows(self) -> list[tuple[str, str, bool | None, str]]:
        """Code, found, met and note of every check, in order: the arguments of `actions.Found`."""
        met = {"yes": True, "no": False}
        data = self.cleaned_data
        return [(code, data[f"found_{code}"], met.get(data[f"met_{code}"]), data[f"note_{code}"]) for code in CHECKS]


class DecisionForm(VersionForm):
    """The decision."""

    result = forms.ChoiceField(label="审批意见", choices=DecisionResult.choices)
    reason = forms.CharField(label="理由（不同意的必填）", max_length=500, required=False, widget=_LONG)


class PublicityForm(VersionForm):
    """When the result is publicised."""

    first_day = forms.DateField(label="公示开始", widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label="公示结束", widget=forms.DateInput(attrs={"type": "date"}))


class ObjectionForm(VersionForm):
    """What was objected, or nothing."""

    objection = forms.CharField(label="异议内容（没有异议的留空）", max_length=500, required=False, widget=_LONG)


class FilterForm(forms.Form):
    """Narrows the list."""

    state = forms.ChoiceField(label="状态", choices=(("", "全部"), *ApplicationState.choices), required=False)
    kind = forms.ChoiceField(label="事项", choices=(("", "全部"), *ApplicationKind.choices), required=False)


def shown(application: Application) -> dict[str, object]:
    """What a page shows in RecognitionForm: every field as it is typed, sealed ones left blank."""
    area, fen = application.floor_area, application.investment_fen
    values = {name: getattr(application, name) for name in RecognitionForm.base_fields if hasattr(application, name)}
    values |= dict.fromkeys(RecognitionForm.KEPT_WHEN_BLANK, "")
    values["floor_area"] = "" if area is None else f"{area:f}"
    values["investment"] = "" if fen is None else wan(fen)
    values["uses_platform"] = {True: "yes", False: "no", None: ""}[application.uses_platform]
    return values

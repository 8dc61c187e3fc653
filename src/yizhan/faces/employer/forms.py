"""What is typed on the pages of an employer. Only read here; every rule is in the app of employers."""

from typing import Any

from django import forms

from yizhan.faces.components.stations import county_choices, station_choices
from yizhan.market.employers.states import EmployerKind, Industry

KINDS = (
    (EmployerKind.FIRM.value, "企业"),
    (EmployerKind.SOLE_TRADER.value, "个体工商户（店铺、作坊）"),
    (EmployerKind.RESIDENT.value, "居民（家里请人）"),
    (EmployerKind.PUBLIC_BODY.value, "机关事业单位、社会组织"),
)
_INDUSTRIES = [("", "不填"), *Industry.choices]


class KindForm(forms.Form):
    """Who hires."""

    kind = forms.ChoiceField(
        label="谁要招人？", choices=KINDS, widget=forms.RadioSelect, error_messages={"required": "请选一项"}
    )


class CodeForm(forms.Form):
    """The credit code of a firm, sole trader or public body."""

    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=40, error_messages={"required": "请填写统一社会信用代码"}
    )


class ResidentForm(forms.Form):
    """The identity number of a resident, with the separate consent that it needs."""

    identity_number = forms.CharField(
        label="身份证号码", max_length=40, error_messages={"required": "请填写身份证号码"}
    )
    identity_agree = forms.BooleanField(
        label="我同意驿站核验我的身份证号码",
        help_text="只用来确认是您本人。加密保存，别人看不到完整号码；可以随时撤回。",
        error_messages={"required": "填写身份证号码，须先勾选同意；不同意的，请到驿站柜台办理"},
    )


class DetailsForm(forms.Form):
    """The name and whom to talk to."""

    legal_name = forms.CharField(label="名称", max_length=200, error_messages={"required": "请填写名称"})
    business = forms.CharField(label="做什么的", max_length=200, required=False, help_text="例如：餐馆、服装加工。")
    contact_name = forms.CharField(label="联系人", max_length=60, required=False)
    contact_phone = forms.CharField(label="联系人手机号", max_length=40, required=False)
    industry = forms.ChoiceField(label="行业", choices=_INDUSTRIES, required=False)
    headcount = forms.IntegerField(
        label="现有多少人",
        required=False,
        min_value=0,
        max_value=2_000_000,
        error_messages={"invalid": "请填整数", "min_value": "不能小于0", "max_value": "人数太大"},
    )


class PlaceForm(forms.Form):
    """Which station serves, and where the work is."""

    station = forms.ChoiceField(
        label="请哪个驿站帮您招人？",
        error_messages={"required": "请选一个驿站", "invalid_choice": "请从列表中选一个驿站"},
    )
    region = forms.ChoiceField(label="在哪个区县", required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    true = forms.BooleanField(
        label="以上内容真实，我有权代表用工方办理",
        error_messages={"required": "请确认后再提交"},
        help_text="招人免费，不得向求职者收钱、收押金、扣证件。",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["station"].choices = station_choices()  # type: ignore[attr-defined]
        self.fields["region"].choices = county_choices()  # type: ignore[attr-defined]


class EditForm(DetailsForm):
    """The file as a whole, against the version that was shown. An empty sealed field stays what it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    credit_code = forms.CharField(label="统一社会信用代码", max_length=40, required=False)
    region = forms.ChoiceField(label="在哪个区县", required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)

    def __init__(self, *given: Any, fixed: bool, resident: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["region"].choices = county_choices()  # type: ignore[attr-defined]
        if resident:
            del self.fields["credit_code"], self.fields["industry"], self.fields["headcount"]
        if fixed:
            for name in ("legal_name", "credit_code"):
                if name in self.fields:
                    self.fields[name].disabled = True


class UploadForm(forms.Form):
    """A picture or PDF of a paper."""

    upload = forms.FileField(
        label="照片或扫描件",
        help_text="拍清楚四个角。图片或PDF，不超过10兆。",
        error_messages={"required": "请选择照片", "empty": "文件是空的，请重新选择"},
    )


class LicenceForm(UploadForm):
    """The licence, against the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InviteForm(forms.Form):
    """Whom to ask."""

    phone = forms.CharField(label="对方手机号", max_length=40, error_messages={"required": "请填写对方手机号"})


class ReasonForm(forms.Form):
    """Why a mandate ends."""

    reason = forms.CharField(label="原因", max_length=200, error_messages={"required": "请写明原因"})


class AppealForm(forms.Form):
    """An appeal in the employer's words."""

    words_of_appeal = forms.CharField(
        label="申诉理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写清楚哪里不对。只能申诉一次。",
        error_messages={"required": "请填写申诉理由"},
    )

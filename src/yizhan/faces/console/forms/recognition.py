"""The forms of recognition as an officer meets them: on a phone at the site, and at the desk."""

from django import forms

from yizhan.faces.console.forms.fields import RowChoice
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.forms import DecisionForm, VersionForm, VisitForm
from yizhan.network.recognition.states import DecisionResult, VisitResult

_MET = (("yes", "符合"), ("no", "不符合"), ("", "未查"))


class SiteVisitForm(VisitForm):
    """What was found, with large buttons instead of lists to unfold."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["result"].widget = forms.RadioSelect(choices=VisitResult.choices)
        for code in CHECKS:
            # The clause stands above the row.
            self.fields[f"found_{code}"].help_text = ""
            self.fields[f"met_{code}"].widget = forms.RadioSelect(choices=_MET)
            self.initial.setdefault(f"met_{code}", "")


class OfficerDecisionForm(DecisionForm):
    """The decision, with nothing chosen beforehand."""

    result = forms.ChoiceField(label="审批意见", choices=DecisionResult.choices, widget=forms.RadioSelect)


class PhotoForm(forms.Form):
    """A photo taken at the site."""

    upload = forms.FileField(
        label="照片", widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    )
    caption = forms.CharField(label="说明", max_length=60, required=False, help_text="如：门头标识、服务大厅")


class LinkForm(VersionForm):
    """The registered station that a recognition is about."""

    station = RowChoice("驿站")


class HandOutForm(forms.Form):
    """Which form to download, and whether in full."""

    form = forms.ChoiceField(
        choices=(("recognition", "认定申请表"), ("subsidy", "补助资金申请表")), widget=forms.HiddenInput
    )
    format = forms.ChoiceField(choices=(("docx", "Word"), ("pdf", "PDF")), label="格式")
    full = forms.BooleanField(label="包含完整的身份证号、电话和银行账号", required=False)
    reason = forms.CharField(
        label="理由", max_length=200, required=False, help_text="包含完整信息时必填，会写入审计记录。"
    )

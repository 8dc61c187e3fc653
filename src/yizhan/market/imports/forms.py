"""The form that takes a workbook in."""

from django import forms


class UploadForm(forms.Form):
    """A workbook, the version of the notice that its people signed, and the declaration that they did."""

    upload = forms.FileField(label="名册（.xlsx 或 .csv）")
    consent_notice = forms.CharField(label="个人信息告知书版本", max_length=40)
    agreed = forms.BooleanField(label="表中人员均已签署告知书，身份证号码等敏感信息已另行签字", required=True)


class RevertForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(label="撤回理由", max_length=200)

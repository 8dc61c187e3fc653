"""What an officer types about a case of the blacklist."""

from django import forms

from yizhan.faces.console.forms.fields import day, words


class ConfirmForm(forms.Form):
    """Lists the employer for a term."""

    since = day("列入日期")
    until = day("截止日期", help_text="最后一天，含当天；不超过三年。")
    decision = words("决定理由", help_text="写明认定的事实、证据和依据；用工主体会读到。")


class RejectForm(forms.Form):
    """Does not list it."""

    decision = words("不列入的理由")


class SettleForm(forms.Form):
    """Answers the appeal."""

    upheld = forms.ChoiceField(
        label="处理结果", choices=(("yes", "维持列入"), ("no", "撤销列入，移出名单")), widget=forms.RadioSelect
    )
    outcome = words("处理意见")


class LiftForm(forms.Form):
    """Takes it off the list."""

    outcome = words("移出理由")

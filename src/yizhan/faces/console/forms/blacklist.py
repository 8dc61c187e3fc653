"""What an officer types about a case of the blacklist."""

from collections.abc import Iterable
from typing import Any

from django import forms

from yizhan.faces.console.forms.fields import RowChoice, choice, day, offer, words
from yizhan.floor.organisations.models import Organisation
from yizhan.market.employers.states import BlacklistReason


class ProposeForm(forms.Form):
    """What happened, under which heading, with its proof; for the city also which county decides."""

    reason = choice("事由", BlacklistReason.choices)
    statement = words("违法事实", help_text="写明时间、地点、人数和经过；不要写身份证号、手机号。", rows=4)
    upload = forms.FileField(label="证据", help_text="JPG、PNG、PDF、Word 或 Excel，不超过 10 MB。")
    bureau = RowChoice("由哪个区县决定")

    def __init__(self, *, bureaus: Iterable[Organisation], **given: Any) -> None:
        super().__init__(**given)
        rows = list(bureaus)
        if rows:
            offer(self, "bureau", rows)
        else:
            del self.fields["bureau"]


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

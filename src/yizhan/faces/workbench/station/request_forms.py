"""What is typed at the counter about a person's request."""

from django import forms

from yizhan.floor.privacy.states import ASSISTED_CHANNELS, ConsentChannel, ConsentPurpose
from yizhan.floor.rights.policy import AT_THE_COUNTER
from yizhan.floor.rights.states import IdentityCheck, RefusalBasis, RequestKind

_LONG = forms.Textarea(attrs={"rows": 4})


def _check_field() -> forms.ChoiceField:
    choices = [(one.value, IdentityCheck(one).label) for one in AT_THE_COUNTER]
    return forms.ChoiceField(label="怎样核对身份", choices=choices, widget=forms.RadioSelect)


class HandInForm(forms.Form):
    """A request handed in for somebody who stands at the counter."""

    kind = forms.ChoiceField(label="请求什么", choices=RequestKind.choices, widget=forms.RadioSelect)
    item = forms.CharField(
        label="要更正的项目", max_length=40, required=False, help_text="只在更正、补充时填写，如：手机号"
    )
    value = forms.CharField(label="更正后的内容", max_length=200, required=False, help_text="只在更正、补充时填写")
    purpose = forms.ChoiceField(
        label="撤回哪一项同意",
        choices=[("", "不撤回"), *ConsentPurpose.choices],
        required=False,
        help_text="只在撤回同意时选择",
    )
    words = forms.CharField(label="本人的说明", max_length=1000, required=False, widget=_LONG)
    channel = forms.ChoiceField(
        label="怎样提出",
        choices=[(one.value, ConsentChannel(one).label) for one in ASSISTED_CHANNELS],
        initial=ConsentChannel.COUNTER,
        widget=forms.RadioSelect,
    )
    identity_check = _check_field()


class CheckForm(forms.Form):
    """How the identity was checked."""

    identity_check = _check_field()


class AnswerForm(forms.Form):
    """The answer in words."""

    words = forms.CharField(label="答复", max_length=1000, widget=_LONG, help_text="本人会看到这段话，至少4个字")


class RefuseForm(forms.Form):
    """The ground of law, and the reason in words."""

    basis = forms.ChoiceField(label="依据", choices=RefusalBasis.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="理由", max_length=1000, widget=_LONG, help_text="本人会看到这段话，至少4个字")


class SendBackForm(forms.Form):
    """Why an erasure is not confirmed."""

    reason = forms.CharField(label="退回理由", max_length=500, widget=_LONG)

"""What an officer types about a request of a person about the own data."""

from django import forms

from yizhan.faces.console.forms.fields import choice, words
from yizhan.floor.rights.policy import AT_THE_COUNTER
from yizhan.floor.rights.states import RefusalBasis


class IdentityForm(forms.Form):
    """How it was made sure that the person asks."""

    means = forms.ChoiceField(
        label="核对方式", choices=[(one.value, one.label) for one in AT_THE_COUNTER], widget=forms.RadioSelect
    )


class AnswerForm(forms.Form):
    """The answer that the person reads."""

    words = words("答复", most=1000, help_text="本人会读到；写明办了什么、在哪里看。")


class LiftForm(forms.Form):
    """How the person said so."""

    reason = words("本人如何要求恢复", most=200, help_text="会写入审计记录；不要写身份证号、手机号。")


class RefuseForm(forms.Form):
    """One of the grounds of law, and the reason in words."""

    basis = choice("不予办理的依据", RefusalBasis.choices)
    words = words("理由", most=1000, help_text="本人会读到，并同时告知救济途径。")

"""Pages of crews."""

from django import forms


class CrewForm(forms.Form):
    """A new crew."""

    name = forms.CharField(
        label="班组名称", max_length=40, help_text="例如：东海装修班。", error_messages={"required": "请填写班组名称"}
    )


class InviteForm(forms.Form):
    """Whom to ask."""

    phone = forms.CharField(label="对方手机号", max_length=40, error_messages={"required": "请填写对方手机号"})

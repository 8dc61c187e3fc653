"""Pages of a person's own rights."""

from typing import Any

from django import forms
from django.http import QueryDict

from yizhan.faces.components.stations import station_choices
from yizhan.faces.worker.forms.fields import OneOfTwo
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.floor.rights.states import RequestKind
from yizhan.floor.rights.wording import LONGEST_VALUE, LONGEST_WORDS

ITEMS = ("姓名", "身份证号码", "出生日期", "性别", "登记记录", "其他")


class ConsentForm(forms.Form):
    """Which consent is given or taken back."""

    purpose = forms.ChoiceField(choices=ConsentPurpose.choices)


class RequestForm(forms.Form):
    """A request of one kind: to whom, in what words, and the code that proves who asks."""

    organisation = forms.ChoiceField(
        label="请哪个驿站办理",
        error_messages={"required": "请选一个驿站", "invalid_choice": "请从列表中选一个驿站"},
    )
    item = forms.ChoiceField(label="哪一项不对", choices=[(name, name) for name in ITEMS])
    value = forms.CharField(
        label="应该是什么", max_length=LONGEST_VALUE, error_messages={"required": "请填写正确的内容"}
    )
    words = forms.CharField(
        label="补充说明", max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    code = OneOfTwo(label="验证码", max_length=40, help_text="短信里的6位数字。")

    def __init__(self, kind: RequestKind, data: QueryDict | None, *, station: str, sending: bool) -> None:
        super().__init__(data, initial={"organisation": station})
        self.sending = sending
        self.fields["organisation"].choices = station_choices()  # type: ignore[attr-defined]
        if kind is not RequestKind.CORRECTION:
            del self.fields["item"], self.fields["value"]

    def clean(self) -> dict[str, Any]:
        """The code is needed to hand in, not to ask for one."""
        said: dict[str, Any] = super().clean() or {}
        if not self.sending and not said.get("code") and "code" not in self.errors:
            self.add_error("code", "请先获取验证码，再填在这里")
        return said

    def said(self, name: str) -> str:
        """The text of a field; empty where the form does not ask for it."""
        return str(self.cleaned_data.get(name, ""))

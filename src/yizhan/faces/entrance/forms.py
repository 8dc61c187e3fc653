"""What is typed at the entrance. Only read here; what is right is decided where it is proved."""

from django import forms
from django.http import QueryDict

from yizhan.floor.accounts.actions import LONGEST_NAME
from yizhan.floor.accounts.codes import DIGITS
from yizhan.floor.accounts.passwords import LONGEST, SHORTEST
from yizhan.floor.notices.queries import Switch
from yizhan.floor.notices.states import Channel, NoticeGroup
from yizhan.kernel.errors import Refusal
from yizhan.kernel.phones import mobile_number

LONGEST_TYPED = 200


class TypedAnew(forms.TextInput):
    """Never shows what was typed: it may be worth something to whoever looks at the screen next."""

    def format_value(self, value: object) -> None:
        """Nothing."""


class EntranceForm(forms.Form):
    """A form that knows with which status its page answers: 422 for wrong contents, 429 when a limit is reached."""

    too_often = False

    @property
    def status(self) -> int:
        """The status of the page that shows this form."""
        return 429 if self.too_often else 422 if self.is_bound and self.errors else 200


class PhoneForm(EntranceForm):
    """A number to which a code is sent."""

    phone = forms.CharField(label="手机号", max_length=40, error_messages={"required": "请填写手机号"})

    def clean_phone(self) -> str:
        """The 11 digits."""
        try:
            return mobile_number(self.cleaned_data["phone"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.say()) from refusal


class CodeForm(EntranceForm):
    """The code that came."""

    code = forms.CharField(
        label="验证码",
        max_length=40,
        help_text=f"短信里的{DIGITS}位数字。",
        error_messages={"required": "请填写验证码"},
    )


class StaffForm(EntranceForm):
    """Login name, password, and the second factor, in one step: nobody learns that a password alone is right."""

    username = forms.CharField(label="登录名", max_length=LONGEST_TYPED, error_messages={"required": "请填写登录名"})
    password = forms.CharField(
        label="密码",
        max_length=LONGEST_TYPED,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "请填写密码"},
    )
    second = forms.CharField(
        label="动态码",
        max_length=40,
        required=False,
        widget=TypedAnew,
        help_text="手机验证器上的6位数字；手机不在身边时填一个恢复码。第一次登录还没有，不用填。",
    )


class DemoForm(EntranceForm):
    """Whom to be in the demo."""

    membership = forms.UUIDField()


class MembershipForm(EntranceForm):
    """In what capacity to act."""

    membership = forms.UUIDField()


class NameForm(EntranceForm):
    """What somebody is called."""

    name = forms.CharField(
        label="姓名",
        max_length=LONGEST_NAME,
        help_text="请填身份证上的姓名。",
        error_messages={"required": "请填写姓名", "max_length": f"姓名不超过{LONGEST_NAME}个字"},
    )


class PasswordForm(EntranceForm):
    """The old password and the new one, twice."""

    old = forms.CharField(label="原密码", max_length=LONGEST_TYPED, strip=False, widget=forms.PasswordInput)
    new = forms.CharField(
        label="新密码",
        max_length=LONGEST_TYPED,
        strip=False,
        widget=forms.PasswordInput,
        help_text=f"{SHORTEST}至{LONGEST}个字符，可以是一句话；不能全是数字，不能包含登录名或姓名。",
    )
    again = forms.CharField(label="再填一次新密码", max_length=LONGEST_TYPED, strip=False, widget=forms.PasswordInput)

    def clean_again(self) -> str:
        """The same as the new one."""
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError("两次填写的新密码不一样")
        return again


class FactorForm(EntranceForm):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label="动态码", max_length=40, help_text="验证器上显示的6位数字。", error_messages={"required": "请填写动态码"}
    )


class NoticesForm(EntranceForm):
    """Which notices come by which way: one group of boxes for each kind, without those that cannot be switched off."""

    def __init__(self, switches: list[Switch], data: QueryDict | None = None) -> None:
        super().__init__(data)
        for group in NoticeGroup:
            own = [one for one in switches if one.group is group]
            kept = "、".join(one.channel.label for one in own if not one.changeable)
            self.fields[group.value] = forms.MultipleChoiceField(
                label=group.label,
                required=False,
                choices=[(one.channel.value, one.channel.label) for one in own if one.changeable],
                initial=[one.channel.value for one in own if one.changeable and one.wanted],
                widget=forms.CheckboxSelectMultiple,
                help_text=f"{kept}必收，不能关闭。" if kept else "",
            )

    def wanted(self, group: NoticeGroup, channel: Channel) -> bool:
        """What was ticked."""
        return channel.value in self.cleaned_data[group.value]

"""What is typed about staff and organisations."""

from collections.abc import Iterable

from django import forms

from yizhan.faces.console.forms.fields import RowChoice, choice, choose, day, offer, words
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind


class RoleForm(forms.Form):
    """A role in an organisation, for how long."""

    role = choice("岗位", [])
    organisation = RowChoice("机构")
    since = day("开始日期")
    until = day("结束日期", required=False, help_text="从这一天起不再有效；不填则一直有效。")

    def __init__(self, *, roles: Iterable[Role], organisations: Iterable[Organisation], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        choose(self, "role", [(one.value, one.label) for one in roles], "请选择")
        offer(self, "organisation", organisations)


class AppointForm(RoleForm):
    """A new member of the staff."""

    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="手机号", max_length=20, help_text="已登记过的人员按手机号找到，不会重复建档。")
    username = forms.CharField(label="登录名", max_length=40, help_text="3至40位，以字母开头，小写字母、数字和 . _ -")
    field_order = ("name", "phone", "username", "role", "organisation", "since", "until")


class EndMembershipForm(forms.Form):
    """The end of a role."""

    until = day("结束日期", help_text="从这一天起不再有效，最早是今天。")
    reason = words("理由")


class UsernameForm(forms.Form):
    """The login name that goes with a first password."""

    username = forms.CharField(label="登录名", max_length=40, help_text="3至40位，以字母开头，小写字母、数字和 . _ -")


class OrganisationForm(forms.Form):
    """A bureau or an operator."""

    kind = choice("类型", [])
    name = forms.CharField(label="名称", max_length=120)
    code = forms.CharField(
        label="机构代码", max_length=40, help_text="字母、数字和短横线；人社部门用行政区划代码。以后不能改。"
    )
    region = forms.CharField(
        label="行政区划代码", max_length=9, required=False, help_text="市4位、县（市、区）6位；运营单位可不填。"
    )
    parent = RowChoice(
        "上级机构", required=False, empty="没有上级", help_text="县（市、区）人社部门填写所属的市级部门。"
    )

    def __init__(
        self, *, kinds: Iterable[OrganisationKind], parents: Iterable[Organisation], **options: object
    ) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        choose(self, "kind", [(one.value, one.label) for one in kinds], "请选择")
        offer(self, "parent", parents)


class RenameForm(forms.Form):
    """Another name."""

    name = forms.CharField(label="名称", max_length=120)


class CloseForm(forms.Form):
    """The end of an organisation."""

    on = day("撤销日期", help_text="从这一天起，没有人能再以它的名义办事；记录都保留。")
    reason = words("理由")

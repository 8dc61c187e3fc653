"""What people type about employers, parsed into details. Rules live in `details` and in the actions."""

from decimal import Decimal

from django import forms

from yizhan.market.employers.actions import Wanted
from yizhan.market.employers.details import Details
from yizhan.market.employers.states import BlacklistReason, EmployerKind, Industry, PayUnit, WorkKind

_FEN = 100


class EmployerForm(forms.Form):
    """The file of one that hires; fields in the order in which a clerk asks."""

    kind = forms.ChoiceField(label="类型", choices=EmployerKind.choices)
    credit_code = forms.CharField(label="统一社会信用代码", required=False, max_length=40)
    identity_number = forms.CharField(label="身份证号码", required=False, max_length=40)
    legal_name = forms.CharField(label="名称", max_length=200)
    industry = forms.ChoiceField(label="行业", choices=[("", "未选择"), *Industry.choices], required=False)
    business = forms.CharField(label="经营内容", required=False, max_length=200)
    region = forms.CharField(label="所在区划代码", required=False, max_length=12)
    address = forms.CharField(label="地址", required=False, max_length=200)
    contact_name = forms.CharField(label="联系人", required=False, max_length=60)
    contact_phone = forms.CharField(label="联系电话", required=False, max_length=40)
    headcount = forms.IntegerField(label="从业人数", required=False, min_value=0, max_value=2_000_000)

    def details(self) -> Details:
        """What was typed."""
        said = self.cleaned_data
        return Details(**{name: said[name] for name in self.base_fields if name in Details.__dataclass_fields__})


class MandateForm(forms.Form):
    """An agent: name and phone, from when until when, papers seen."""

    name = forms.CharField(label="经办人姓名", max_length=60)
    phone = forms.CharField(label="经办人手机号", max_length=40)
    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False)
    identity_seen = forms.BooleanField(label="已查验经办人身份证件", required=False)


class NeedForm(forms.Form):
    """One line of a needs survey. Pay is typed in yuan."""

    trade = forms.CharField(label="工种", max_length=40)
    work_kind = forms.ChoiceField(label="用工形式", choices=WorkKind.choices)
    headcount = forms.IntegerField(label="人数", min_value=1, max_value=10_000)
    pay = forms.DecimalField(
        label="报酬（元）", required=False, min_value=Decimal("0.01"), max_digits=8, decimal_places=2
    )
    pay_unit = forms.ChoiceField(label="计酬单位", choices=[("", "未说明"), *PayUnit.choices], required=False)

    def wanted(self) -> Wanted:
        """The line, pay in fen."""
        said = self.cleaned_data
        fen = None if said["pay"] is None else int(said["pay"] * _FEN)
        return Wanted(said["trade"], said["work_kind"], said["headcount"], fen, said["pay_unit"])


class NeedsForm(forms.Form):
    """When a survey was made and for which period."""

    day = forms.DateField(label="摸排日期")
    first = forms.DateField(label="需求开始日期")
    last = forms.DateField(label="需求结束日期")
    notes = forms.CharField(label="备注", required=False, max_length=500)


class ProposalForm(forms.Form):
    """A proposal for the blacklist."""

    reason = forms.ChoiceField(label="事由", choices=BlacklistReason.choices)
    statement = forms.CharField(label="违法事实", max_length=500)


class DecisionForm(forms.Form):
    """A decision on a proposal: the term where it is confirmed, and why."""

    since = forms.DateField(label="列入日期", required=False)
    until = forms.DateField(label="截止日期", required=False)
    decision = forms.CharField(label="决定理由", max_length=500)


class AppealForm(forms.Form):
    """An appeal in the employer's words."""

    words_of_appeal = forms.CharField(label="申诉理由", max_length=1000)

"""Forms of the counter: those of the market's apps in the order in which a clerk asks, with what only a counter has."""

from datetime import date
from typing import Any

from django import forms

from yizhan.floor.privacy.states import SENSITIVE_PURPOSES, ConsentChannel, ConsentPurpose
from yizhan.market.employers.forms import EmployerForm, MandateForm, NeedForm, NeedsForm, ProposalForm
from yizhan.market.employers.states import BlacklistReason, EmployerKind
from yizhan.market.people.ages import is_minor
from yizhan.market.people.card_line import LONGEST
from yizhan.market.people.drafts import Agreed
from yizhan.market.people.forms import ASKED, NOTICE_VERSION, WEEK, AdoptForm, CardForm, RegistrationForm
from yizhan.market.people.states import CategoryKind, DocumentKind, RegistrationKind, WorkKind

_PLAIN = [(each.value, each.label) for each in ASKED if each not in SENSITIVE_PURPOSES]
_SEPARATE = [(each.value, each.label) for each in ASKED if each in SENSITIVE_PURPOSES]
_Boxes = forms.CheckboxSelectMultiple
_DATE = {"type": "date"}
_FOLDED = (
    *("address", "home_region", "search_radius_km", "education", "skills", "pay_form", "least_pay", "work_kinds"),
    *("categories", "health", "hardship", "week", "guardian_name", "guardian_phone", "self_supporting"),
)


def _several(label: str, choices: Any, *, required: bool = False, missing: str = "") -> forms.MultipleChoiceField:
    messages = {"required": missing} if missing else None
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=_Boxes, required=required, error_messages=messages
    )


def _suggesting() -> forms.TextInput:
    """A field that offers the usual trades; the page holds the list."""
    return forms.TextInput(attrs={"list": "trades"})


class ReaderForm(CardForm):
    """The one field of the counter."""

    card_line = forms.CharField(
        label="读卡或输入证件号码", max_length=LONGEST, error_messages={"required": "请读卡，或输入证件号码"}
    )


class CounterForm(RegistrationForm):
    """A registration typed by a clerk. Consents that the law wants asked by themselves are asked by themselves."""

    document_number = forms.CharField(label="证件号码", max_length=40, required=False, widget=forms.HiddenInput)
    document_kind = forms.ChoiceField(
        choices=[("", ""), *DocumentKind.choices], required=False, widget=forms.HiddenInput
    )
    consents = _several("本人同意", _PLAIN, required=True, missing="须先征得本人同意才能登记")
    separate = _several("敏感个人信息，逐项征得本人同意", _SEPARATE)
    kinds_wanted = _several("办理登记", RegistrationKind.choices, required=True, missing="请至少选择一项登记")
    work_kinds = _several("工作类型", WorkKind.choices)
    categories = _several("人员类别", CategoryKind.choices)
    week = _several("可工作时间", WEEK)
    trades = forms.CharField(label="想做的工种", max_length=400, required=False, widget=_suggesting())
    skills = forms.CharField(label="会做的工种", max_length=400, required=False, widget=_suggesting())

    @property
    def is_wrong_further_down(self) -> bool:
        """Whether something is wrong in the part that is folded away."""
        return any(name in self.errors for name in _FOLDED)

    def agreed(self, channel: ConsentChannel) -> Agreed:
        """Both kinds of consent together."""
        given = (*self.cleaned_data["consents"], *self.cleaned_data["separate"])
        return Agreed(frozenset(ConsentPurpose(each) for each in given), NOTICE_VERSION, channel)

    def is_of_minor(self, born: date | None, today: date) -> bool:
        """Whether a guardian has to be asked for: by the document, else by the birth date as typed."""
        if born is None and self.is_bound and "birth_date" not in self.errors:
            born = self.cleaned_data.get("birth_date")
        return born is not None and is_minor(born, today)


class TakeOverForm(AdoptForm):
    """Opening a file of another station; the number was read before."""

    document_number = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kinds_wanted = _several("办理登记", RegistrationKind.choices, required=True, missing="请至少选择一项登记")


class MergeForm(forms.Form):
    """Which of the two files stays, and why they are one person."""

    keep = forms.ChoiceField(
        label="保留哪一份", choices=[("left", "保留左边的档案"), ("right", "保留右边的档案")], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="合并理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """A reason and nothing else."""

    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="会写入审计记录；不要写身份证号、手机号。",
    )


class ClosingForm(ReasonForm):
    """A reason, for the file as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class NothingForm(forms.Form):
    """A question that is answered by pressing the button."""


class SearchForm(forms.Form):
    """What a clerk knows of whom he looks for."""

    text = forms.CharField(label="查找", max_length=60, required=False)


class CodeForm(forms.Form):
    """By what an employer is known: a credit code, or the identity number of a resident."""

    number = forms.CharField(label="统一社会信用代码", max_length=40, help_text="居民用工的，填写居民身份证号码")
    reads_as = forms.ChoiceField(
        label="号码种类",
        choices=[("", "自动识别"), ("code", "统一社会信用代码"), ("resident", "居民身份证号码")],
        required=False,
    )


class CounterEmployerForm(EmployerForm):
    """The file of an employer typed by a clerk, code or number read before."""

    credit_code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    identity_number = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    papers = forms.BooleanField(label="已查验营业执照（居民：身份证）原件", required=False)
    licence = forms.FileField(label="营业执照照片", required=False, help_text="JPG、PNG 或 PDF，不超过 10 MB")
    consent = forms.BooleanField(label="本人已签字单独同意登记身份证号码", required=False)


class EmployerFileForm(EmployerForm):
    """What is said in a file. A phone or address left empty stays."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=EmployerKind.choices, widget=forms.HiddenInput)
    identity_number = forms.CharField(required=False, max_length=40, label="身份证号码")


class LicenceForm(forms.Form):
    """The licence that a clerk has before him."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    licence = forms.FileField(label="营业执照照片", required=False, help_text="JPG、PNG 或 PDF，不超过 10 MB")
    seen = forms.BooleanField(label="原件与档案一致")


class GuardianPaperForm(forms.Form):
    """The signed consent of a guardian."""

    upload = forms.FileField(
        label="监护人同意书",
        help_text="JPG、PNG 或 PDF，不超过 10 MB",
        error_messages={"required": "请选择照片或扫描件", "empty": "文件是空的，请重新选择"},
    )


class AgentForm(MandateForm):
    """An agent with the written mandate."""

    since = forms.DateField(label="开始日期", widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE))
    until = forms.DateField(
        label="结束日期", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE), help_text="最长五年"
    )
    file = forms.FileField(label="委托书", required=False, help_text="JPG、PNG 或 PDF，不超过 10 MB")


class SurveyForm(NeedsForm):
    """When a survey was made and for which period."""

    day = forms.DateField(label="摸排日期", widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE))
    first = forms.DateField(label="需求开始日期", widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE))
    last = forms.DateField(label="需求结束日期", widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE))


class LineForm(NeedForm):
    """One line of a survey; an empty line is left out."""

    trade = forms.CharField(label="工种", max_length=40, required=False, widget=_suggesting())
    headcount = forms.IntegerField(label="人数", min_value=1, max_value=10_000, required=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        return not any(self.cleaned_data.get(name) for name in ("trade", "headcount", "pay"))

    def clean(self) -> dict[str, Any]:
        """A line that says something says for what and how many."""
        said = super().clean() or {}
        if not self.is_empty:
            for name, words in (("trade", "请填写工种"), ("headcount", "请填写人数")):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return said


class CaseForm(ProposalForm):
    """A proposal for the blacklist with its proof."""

    reason = forms.ChoiceField(label="事由", choices=[("", "请选择"), *BlacklistReason.choices])
    statement = forms.CharField(label="违法事实", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    evidence = forms.FileField(label="佐证材料", help_text="JPG、PNG、PDF、Word 或 Excel，不超过 10 MB")

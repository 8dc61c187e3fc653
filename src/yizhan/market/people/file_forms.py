"""Forms of the file's pages, once it is open. They parse; every rule is in checking.py and in the actions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from yizhan.floor.files.models import StoredFile
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.market.people import availability
from yizhan.market.people.availability import Slot
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.forms import DATES, WEEK, listed, slot_of
from yizhan.market.people.models import Worker
from yizhan.market.people.states import (
    CategoryKind,
    Education,
    PayForm,
    ProofKind,
    RegistrationKind,
    Sex,
    SkillLevel,
    WorkKind,
)

_PLAIN = ("name", "birth_date", "sex", "education", "self_supporting", "contact_name", "contact_note")
_PLACE = ("home_region", "search_radius_km")
SEALED = ("contact_phone", "address", "health", "hardship", "guardian_phone")
_DAY = {"invalid": "日期应写成 2026-11-20 的样子"}
_FULL_OUTLINE = 20


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget, error_messages=_DAY)


def _reason(label: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, max_length=500, widget=widget, help_text="会写入审计记录；不要写身份证号、手机号。"
    )


def _suggesting() -> forms.TextInput:
    """A field that offers the usual trades of trades.py, where the page holds their list."""
    return forms.TextInput(attrs={"list": "trades"})


class FileForm(forms.Form):
    """The plain parts of a file. A sealed value is never shown: left empty it stays, `clear` takes it out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="姓名", max_length=200)
    birth_date = forms.DateField(label="出生日期", input_formats=DATES, required=False)
    sex = forms.ChoiceField(label="性别", choices=Sex.choices, required=False)
    education = forms.ChoiceField(label="文化程度", choices=Education.choices, required=False)
    contact_name = forms.CharField(label="联系人", max_length=200, required=False)
    contact_note = forms.CharField(label="与本人关系", max_length=100, required=False)
    contact_phone = forms.CharField(label="联系人电话", max_length=30, required=False)
    address = forms.CharField(label="住址", max_length=400, required=False)
    home_region = forms.CharField(label="居住地", max_length=9, required=False)
    search_radius_km = forms.IntegerField(label="求职范围（公里）", required=False)
    guardian_name = forms.CharField(label="监护人（16至17周岁）", max_length=200, required=False)
    guardian_phone = forms.CharField(label="监护人电话", max_length=30, required=False)
    self_supporting = forms.BooleanField(label="以自己的劳动收入为主要生活来源", required=False)
    health = forms.CharField(label="健康状况", max_length=600, required=False)
    hardship = forms.CharField(label="困难情况", max_length=600, required=False)
    clear = forms.MultipleChoiceField(
        label="删除已登记的内容",
        choices=[
            ("contact_phone", "联系人电话"),
            ("address", "住址"),
            ("health", "健康状况"),
            ("hardship", "困难情况"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def changes(self) -> dict[str, Any]:
        """What `edit_file` takes: the plain fields as they stand, the sealed ones only where something was typed or cleared."""
        said: dict[str, Any] = dict(self.cleaned_data)
        said["sex"], said["education"] = said["sex"] or Sex.UNKNOWN, said["education"] or Education.UNKNOWN
        found = {name: said[name] for name in (*_PLAIN, *_PLACE) if name in said}
        if said["guardian_name"]:
            found["guardian_name"] = said["guardian_name"]
        for name in SEALED:
            if said[name].strip():
                found[name] = said[name]
            elif name in said["clear"]:
                found[name] = ""
        return found

    @staticmethod
    def stated(worker: Worker, guardian_name: str) -> dict[str, Any]:
        """What the file says now, for the form; nothing of what is sealed."""
        found = {name: getattr(worker, name) for name in (*_PLAIN, *_PLACE) if name != "name"}
        return {**found, "name": worker.person.name, "guardian_name": guardian_name, "version": worker.version}


class PhoneForm(forms.Form):
    """Another phone for the account, the papers seen."""

    phone = forms.CharField(label="新手机号", max_length=30)
    seen = forms.BooleanField(label="已核对本人身份证件")


class WishForm(forms.Form):
    """What is looked for, and when."""

    trades = forms.CharField(
        label="想做的工种", max_length=400, required=False, help_text="几样之间用顿号隔开", widget=_suggesting()
    )
    kinds = forms.MultipleChoiceField(
        label="工作类型", choices=WorkKind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    pay_form = forms.ChoiceField(label="计酬方式", choices=PayForm.choices, required=False)
    least_pay = forms.DecimalField(label="最低报酬（元）", max_digits=9, decimal_places=2, required=False)
    week = forms.MultipleChoiceField(
        label="可工作时间", choices=WEEK, widget=forms.CheckboxSelectMultiple, required=False
    )

    def draft(self) -> WishDraft:
        """The wish as typed."""
        said, pay = self.cleaned_data, self.cleaned_data["least_pay"]
        return WishDraft(
            trades=listed(said["trades"]),
            kinds=tuple(WorkKind(kind) for kind in said["kinds"]),
            pay_form=PayForm(said["pay_form"] or PayForm.ANY),
            least_pay_fen=None if pay is None else int(pay * 100),
            availability=availability.packed(slot_of(value) for value in said["week"]),
        )

    @staticmethod
    def stated(draft: WishDraft) -> dict[str, Any]:
        """A wish, for the form."""
        fen = draft.least_pay_fen
        return {
            "trades": "、".join(draft.trades),
            "kinds": list(draft.kinds),
            "pay_form": draft.pay_form,
            "least_pay": None if fen is None else f"{fen // 100}.{fen % 100:02d}",
            "week": [_code(slot) for slot in availability.unpacked(draft.availability)],
        }


class SkillsForm(forms.Form):
    """Every skill of a file on a line of its own: twenty lines at most, empty ones are left out."""

    def __init__(self, *args: Any, rows: Iterable[SkillDraft] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stated = [(each.trade, str(each.level)) for each in rows]
        sent = sum(1 for name in self.data if name.startswith("trade_")) if self.is_bound else 0
        self.lines = min(_FULL_OUTLINE, max(sent, len(stated) + 3, 4))
        for at in range(self.lines):
            trade, level = stated[at] if at < len(stated) else ("", SkillLevel.NONE.value)
            self.fields[f"trade_{at}"] = forms.CharField(
                label=f"工种{at + 1}", max_length=100, required=False, initial=trade, widget=_suggesting()
            )
            self.fields[f"level_{at}"] = forms.ChoiceField(
                label=f"等级{at + 1}", choices=SkillLevel.choices, required=False, initial=level
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields, line by line."""
        return [(self[f"trade_{at}"], self[f"level_{at}"]) for at in range(self.lines)]

    def drafts(self) -> tuple[SkillDraft, ...]:
        """The lines that name a trade."""
        said = self.cleaned_data
        return tuple(
            SkillDraft(trade=said[f"trade_{at}"], level=SkillLevel(said[f"level_{at}"] or SkillLevel.NONE))
            for at in range(self.lines)
            if said[f"trade_{at}"].strip()
        )


class CertificateForm(forms.Form):
    """A certificate with its scan."""

    name = forms.CharField(label="证书名称", max_length=200)
    number = forms.CharField(label="证书编号", max_length=100, required=False)
    issued_on = _day("发证日期", required=False)
    expires_on = _day("有效期至", required=False, help_text="长期有效的不填")
    scan = forms.FileField(label="证书照片或扫描件", required=False, help_text="JPG、PNG 或 PDF，不超过 10 MB")

    def draft(self, scan: StoredFile | None) -> CertificateDraft:
        """The certificate as typed."""
        said = self.cleaned_data
        return CertificateDraft(
            name=said["name"],
            number=said["number"],
            issued_on=said["issued_on"],
            expires_on=said["expires_on"],
            scan=scan,
        )


class CategoryForm(forms.Form):
    """A category with its proof."""

    kind = forms.ChoiceField(label="人员类别", choices=[("", "请选择"), *CategoryKind.choices])
    since = _day("起始日期")
    until = _day("截止日期", required=False, help_text="没有截止日期的不填")
    proof_kind = forms.ChoiceField(label="证明材料", choices=ProofKind.choices)
    proof = forms.FileField(label="材料照片或扫描件", required=False, help_text="JPG、PNG 或 PDF，不超过 10 MB")
    detail = forms.CharField(label="说明", max_length=600, required=False, help_text="如残疾类别和等级；加密保存")

    def draft(self, proof: StoredFile | None) -> CategoryDraft:
        """The category as typed."""
        said = self.cleaned_data
        return CategoryDraft(
            kind=CategoryKind(said["kind"]),
            since=said["since"],
            until=said["until"],
            proof_kind=ProofKind(said["proof_kind"]),
            proof=proof,
            detail=said["detail"],
        )


class ProofForm(forms.Form):
    """Which proof of a category was seen."""

    proof_kind = forms.ChoiceField(
        label="所核对的证明材料",
        choices=[("", "请选择"), *((each.value, each.label) for each in ProofKind if each is not ProofKind.NONE)],
    )
    proof = forms.FileField(label="材料照片或扫描件", required=False, help_text="JPG、PNG 或 PDF，不超过 10 MB")


class UntilForm(forms.Form):
    """The last day of something."""

    until = _day("截止日期")


class FurtherForm(forms.Form):
    """A further registration of somebody who has a file."""

    kinds_wanted = forms.MultipleChoiceField(
        label="办理登记", choices=RegistrationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    day = _day("登记日期", help_text="补录以前的登记时修改")
    willing = forms.BooleanField(label="愿意灵活就业", required=False)
    published = forms.BooleanField(label="同意发布求职信息（不含姓名电话）", required=False)

    def kinds(self) -> tuple[RegistrationKind, ...]:
        """The registrations asked for."""
        return tuple(RegistrationKind(kind) for kind in self.cleaned_data["kinds_wanted"])


class CorrectionForm(forms.Form):
    """A registration as it should have been, and why."""

    kind = forms.ChoiceField(label="登记类型", choices=RegistrationKind.choices)
    day = _day("登记日期")
    willing = forms.BooleanField(label="愿意灵活就业", required=False)
    reason = _reason("更正原因")


class WithdrawalForm(forms.Form):
    """Why a registration is taken back."""

    reason = _reason("撤销原因")


class ConsentForm(forms.Form):
    """One consent given or withdrawn before a clerk."""

    purpose = forms.ChoiceField(choices=ConsentPurpose.choices, widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label="方式",
        choices=[(each.value, each.label) for each in (ConsentChannel.COUNTER, ConsentChannel.PAPER)],
        widget=forms.RadioSelect,
        initial=ConsentChannel.COUNTER,
    )
    agrees = forms.BooleanField(widget=forms.HiddenInput, required=False)


class CrewForm(forms.Form):
    """The name of a crew."""

    name = forms.CharField(label="班组名称", max_length=100)


class InvitationForm(forms.Form):
    """Who is asked to join: by the number of the document or the phone that the clerk was told."""

    text = forms.CharField(label="手机号或证件号码", max_length=40, help_text="须是在本站办理过登记的人")


class AnswerForm(forms.Form):
    """What the person said to an invitation, at the counter or on paper."""

    agrees = forms.ChoiceField(
        label="本人答复", choices=[("yes", "同意加入"), ("no", "不同意")], widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label="方式",
        choices=[(each.value, each.label) for each in (ConsentChannel.COUNTER, ConsentChannel.PAPER)],
        widget=forms.RadioSelect,
        initial=ConsentChannel.COUNTER,
    )


def category_today(today: date) -> dict[str, Any]:
    """A category begins today unless something else is said."""
    return {"since": today, "proof_kind": ProofKind.NONE}


def _code(slot: Slot) -> str:
    return f"{slot.weekday}-{slot.part}"

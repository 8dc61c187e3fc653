"""Forms: they parse. Fields stand in the order in which a clerk types them. Every rule is in checking.py, for every way in."""

import re
import secrets
from datetime import date
from typing import Any

from django import forms

from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.market.people import availability, card_line
from yizhan.market.people.availability import DAYS, PARTS, SLOTS, Slot
from yizhan.market.people.card_line import CardLine
from yizhan.market.people.drafts import Agreed, CategoryDraft, FileDraft, SkillDraft, WishDraft
from yizhan.market.people.states import (
    CategoryKind,
    DocumentKind,
    Education,
    PayForm,
    RegistrationKind,
    Sex,
    SkillLevel,
    WorkKind,
)

NOTICE_VERSION = "2026-1"
ASKED = (
    ConsentPurpose.EMPLOYMENT_SERVICE,
    ConsentPurpose.IDENTITY_CHECK,
    ConsentPurpose.MESSAGES,
    ConsentPurpose.MATCHING,
    ConsentPurpose.SHOW_TO_EMPLOYER,
    ConsentPurpose.LOCATION,
    ConsentPurpose.HEALTH,
    ConsentPurpose.HARDSHIP,
)
WEEK = [(f"{slot.weekday}-{slot.part}", DAYS[slot.weekday] + PARTS[slot.part]) for slot in SLOTS]
_LISTED = re.compile(r"[、，,;；\s]+")
DATES = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]


def new_key() -> str:
    """The key of a form that is shown now; it comes back with the form, which then counts once."""
    return secrets.token_urlsafe(24)


class CardForm(forms.Form):
    """A line from the card reader, or a number typed by hand."""

    card_line = forms.CharField(label="读卡或输入证件号码", max_length=card_line.LONGEST, required=False)

    def read(self, today: date) -> CardLine | None:
        """What the line says; None for an empty one. Refusal for one that cannot be used."""
        text = self.cleaned_data["card_line"]
        return card_line.parse(text, today=today) if text else None


class SearchForm(forms.Form):
    """What a clerk types to find somebody."""

    text = forms.CharField(label="姓名、拼音、电话尾号或证件号码", max_length=60, required=False)
    after = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)


class RegistrationForm(forms.Form):
    """The counter's and the phone's registration. `draft()`, `kinds()` and `agreed()` are what the actions take."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    document_number = forms.CharField(label="证件号码", max_length=40, required=False)
    document_kind = forms.ChoiceField(
        label="证件类型", choices=[("", "自动识别"), *DocumentKind.choices], required=False
    )
    document_seen = forms.BooleanField(label="已核对证件原件", required=False)
    name = forms.CharField(label="姓名", max_length=200)
    sex = forms.ChoiceField(label="性别", choices=Sex.choices, required=False)
    birth_date = forms.DateField(label="出生日期（无证件时填写）", input_formats=DATES, required=False)
    phone = forms.CharField(label="手机号", max_length=30, required=False)
    kinds_wanted = forms.MultipleChoiceField(label="办理登记", choices=RegistrationKind.choices)
    willing = forms.BooleanField(label="愿意灵活就业", required=False)
    published = forms.BooleanField(label="同意发布求职信息（不含姓名电话）", required=False)
    trades = forms.CharField(label="想做的工种", max_length=400, required=False)
    skills = forms.CharField(label="会做的工种", max_length=400, required=False)
    work_kinds = forms.MultipleChoiceField(label="工作类型", choices=WorkKind.choices, required=False)
    pay_form = forms.ChoiceField(label="计酬方式", choices=PayForm.choices, required=False)
    least_pay = forms.DecimalField(label="最低报酬（元）", max_digits=9, decimal_places=2, required=False)
    week = forms.MultipleChoiceField(label="可工作时间", choices=WEEK, required=False)
    home_region = forms.CharField(label="居住地", max_length=9, required=False)
    search_radius_km = forms.IntegerField(label="求职范围（公里）", required=False)
    address = forms.CharField(label="住址", max_length=400, required=False)
    education = forms.ChoiceField(label="文化程度", choices=Education.choices, required=False)
    categories = forms.MultipleChoiceField(label="人员类别", choices=CategoryKind.choices, required=False)
    contact_name = forms.CharField(label="联系人", max_length=200, required=False)
    contact_phone = forms.CharField(label="联系人电话", max_length=30, required=False)
    contact_note = forms.CharField(label="与本人关系", max_length=100, required=False)
    guardian_name = forms.CharField(label="监护人（16至17周岁）", max_length=200, required=False)
    guardian_phone = forms.CharField(label="监护人电话", max_length=30, required=False)
    self_supporting = forms.BooleanField(label="以自己的劳动收入为主要生活来源", required=False)
    health = forms.CharField(label="健康状况", max_length=600, required=False)
    hardship = forms.CharField(label="困难情况", max_length=600, required=False)
    consents = forms.MultipleChoiceField(
        label="本人同意", choices=[(each.value, each.label) for each in ASKED], widget=forms.CheckboxSelectMultiple
    )

    def draft(self, today: date) -> FileDraft:
        """The file as typed. Call it after is_valid. A category chosen here begins today and waits for its proof."""
        said: dict[str, Any] = self.cleaned_data
        plain = ("name", "document_number", "document_seen", "birth_date", "phone", "contact_name", "contact_phone")
        more = ("contact_note", "address", "home_region", "search_radius_km", "self_supporting")
        rest = ("guardian_name", "guardian_phone", "health", "hardship")
        pay = said["least_pay"]
        return FileDraft(
            **{name: said[name] for name in (*plain, *more, *rest)},
            document_kind=DocumentKind(said["document_kind"]) if said["document_kind"] else None,
            sex=Sex(said["sex"] or Sex.UNKNOWN),
            education=Education(said["education"] or Education.UNKNOWN),
            categories=tuple(CategoryDraft(kind=CategoryKind(kind), since=today) for kind in said["categories"]),
            skills=tuple(SkillDraft(trade=name, level=SkillLevel.NONE) for name in listed(said["skills"])),
            wish=WishDraft(
                trades=listed(said["trades"]),
                kinds=tuple(WorkKind(kind) for kind in said["work_kinds"]),
                pay_form=PayForm(said["pay_form"] or PayForm.ANY),
                least_pay_fen=None if pay is None else int(pay * 100),
                availability=availability.packed(slot_of(value) for value in said["week"]),
            ),
        )

    def kinds(self) -> tuple[RegistrationKind, ...]:
        """The registrations asked for."""
        return tuple(RegistrationKind(kind) for kind in self.cleaned_data["kinds_wanted"])

    def agreed(self, channel: ConsentChannel) -> Agreed:
        """The consents given, in the words of the present notice."""
        given = frozenset(ConsentPurpose(each) for each in self.cleaned_data["consents"])
        return Agreed(given, NOTICE_VERSION, channel)


class AdoptForm(forms.Form):
    """Opening a file that another station made, with the person present."""

    document_number = forms.CharField(label="证件号码", max_length=40)
    kinds_wanted = forms.MultipleChoiceField(label="办理登记", choices=RegistrationKind.choices)
    willing = forms.BooleanField(label="愿意灵活就业", required=False)
    agrees = forms.BooleanField(label="本人当面同意本站调取档案")

    def kinds(self) -> tuple[RegistrationKind, ...]:
        """The registrations asked for."""
        return tuple(RegistrationKind(kind) for kind in self.cleaned_data["kinds_wanted"])

    def agreed(self) -> Agreed:
        """The consent said at the counter."""
        given = frozenset((ConsentPurpose.EMPLOYMENT_SERVICE, ConsentPurpose.IDENTITY_CHECK))
        return Agreed(given, NOTICE_VERSION, ConsentChannel.COUNTER)


class DocumentForm(forms.Form):
    """A number that is put right, and why."""

    document_number = forms.CharField(label="证件号码", max_length=40)
    reason = forms.CharField(label="更正原因", max_length=500)


class MergeForm(forms.Form):
    """Why two files are one person."""

    reason = forms.CharField(label="合并理由", max_length=500)


def listed(text: str) -> tuple[str, ...]:
    """Names parted by 、, commas, semicolons or spaces."""
    return tuple(part for part in _LISTED.split(text) if part)


def slot_of(value: str) -> Slot:
    """The slot of a choice of WEEK."""
    weekday, _, part = value.partition("-")
    return Slot(int(weekday), int(part))

"""The forms of the station file: they parse and keep what was typed; the rules are in sections, naming and actions."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from yizhan.kernel.errors import Refusal
from yizhan.network.stations import hours
from yizhan.network.stations.models import Station
from yizhan.network.stations.sections import (
    Basics,
    Contacts,
    Coordinates,
    Equipment,
    Hours,
    Legal,
    PostedPhone,
    Premises,
)
from yizhan.network.stations.states import Datum, HolidayRule, Setting, StationKind, Tier, Weekday
from yizhan.network.stations.terms import Display, Facility, Rule, Service, SharedPremises, Zone
from yizhan.network.stations.weeks import week_of

_YES_NO = [("", "未填写"), ("yes", "是"), ("no", "否")]
_POSTED = re.compile(r"(.*\S)[\s:：]+(\S+)")


def _choice(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def _typed(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


def _many(label: str, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class SectionForm(forms.Form):
    """Every section carries the version that was seen, so that a stale page is refused and not half written."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PlanForm(forms.Form):
    """What a new file starts with."""

    kind = forms.ChoiceField(label="类型", choices=StationKind.choices)
    tier = forms.ChoiceField(label="层级", choices=Tier.choices)
    setting = forms.ChoiceField(label="城乡", choices=Setting.choices)


class BasicsForm(SectionForm):
    """Sign and place."""

    sign_name = forms.CharField(label="标识名称", max_length=80, required=False, help_text="与门头标识一致")
    street = forms.CharField(label="所在街道（乡镇）", max_length=9, required=False)
    address = forms.CharField(label="详细地址", max_length=200, required=False)
    directions = forms.CharField(label="交通说明", max_length=200, required=False, help_text="如：公交3路到东海街道站")
    reason = forms.CharField(label="变更理由", max_length=500, required=False, help_text="已认定的驿站变更时填写")

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """What the file holds."""
        return {name: getattr(station, name) for name in ("version", "sign_name", "street", "address", "directions")}

    def section(self) -> Basics:
        """The section as an action takes it."""
        data = self.cleaned_data
        return Basics(data["sign_name"], data["street"], data["address"], data["directions"])


class PremisesForm(SectionForm):
    """Area, zones and condition."""

    area = forms.DecimalField(
        label="建筑面积（平方米）",
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal("100000"),
        decimal_places=2,
    )
    shared_with = forms.ChoiceField(label="场地使用", choices=[("", "未填写"), *SharedPremises.choices], required=False)
    zones = _many("功能区", Zone)
    tidy = forms.ChoiceField(label="布置合理、清洁", choices=_YES_NO, required=False)
    fire_safe = forms.ChoiceField(label="符合消防安全条件", choices=_YES_NO, required=False)
    reason = forms.CharField(label="变更理由", max_length=500, required=False, help_text="已认定的驿站变更面积时填写")

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """What the file holds."""
        held = {name: getattr(station, name) for name in ("version", "area", "shared_with", "zones")}
        return {**held, "tidy": _typed(station.tidy), "fire_safe": _typed(station.fire_safe)}

    def section(self) -> Premises:
        """The section as an action takes it."""
        data = self.cleaned_data
        return Premises(
            data["area"], data["shared_with"], data["zones"], _choice(data["tidy"]), _choice(data["fire_safe"])
        )


class EquipmentForm(SectionForm):
    """Facilities, services, rules and what is displayed."""

    facilities = _many("服务设施", Facility)
    services = _many("免费服务", Service)
    rules = _many("上墙制度", Rule)
    displays = _many("对外标示", Display)
    uses_platform = forms.ChoiceField(label="经办人员熟练使用零工平台", choices=_YES_NO, required=False)

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """What the file holds."""
        held = {name: getattr(station, name) for name in ("version", "facilities", "services", "rules", "displays")}
        return {**held, "uses_platform": _typed(station.uses_platform)}

    def section(self) -> Equipment:
        """The section as an action takes it."""
        data = self.cleaned_data
        return Equipment(
            data["facilities"], data["services"], data["rules"], data["displays"], _choice(data["uses_platform"])
        )


class HoursForm(SectionForm):
    """One line a weekday, as 08:30-12:00,14:30-17:30; empty is closed."""

    holiday_rule = forms.ChoiceField(label="节假日", choices=HolidayRule.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for day in Weekday:
            self.fields[f"day_{day.value}"] = forms.CharField(
                label=day.label, max_length=120, required=False, help_text="如：08:30-12:00,14:30-17:30"
            )

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """What the file holds."""
        week = week_of(station)
        days = {f"day_{day.value}": ",".join(map(str, week.get(day, ()))) for day in Weekday}
        return {"version": station.version, "holiday_rule": station.holiday_rule, **days}

    def section(self) -> Hours:
        """The section as an action takes it. Refusal that names the weekday's field."""
        data = self.cleaned_data
        week = {day: hours.spans(data[f"day_{day.value}"], field=f"day_{day.value}") for day in Weekday}
        return Hours({day: spans for day, spans in week.items() if spans}, HolidayRule(data["holiday_rule"]))


class ContactsForm(SectionForm):
    """Manager and phones. The sealed phone is never shown: empty leaves it as it is, 删除 removes it."""

    manager_name = forms.CharField(label="管理人员姓名", max_length=60, required=False, help_text="对外公示")
    manager_phone = forms.CharField(
        label="管理人员手机",
        max_length=20,
        required=False,
        help_text="仅供主管部门联系，不公示；不填则不变，填“删除”则清除",
    )
    service_phone = forms.CharField(label="对外联系电话", max_length=20, required=False)
    hotline = forms.CharField(label="用工专线电话", max_length=20, required=False)
    posted = forms.CharField(
        label="公布的监督投诉电话",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="一行一个，如：丰泽区人社局 0595-12345678",
    )

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """What the file holds, without the sealed phone."""
        held = {name: getattr(station, name) for name in ("version", "manager_name", "service_phone", "hotline")}
        lines = [f"{contact.office} {contact.phone}" for contact in station.posted_contacts.all()]
        return {**held, "posted": "\n".join(lines)}

    def section(self) -> Contacts:
        """The section as an action takes it. Refusal for a line without office or phone."""
        data = self.cleaned_data
        typed: str = data["manager_phone"].strip()
        phone = "" if typed == "删除" else typed or None
        posted = tuple(_posted(line) for line in data["posted"].splitlines() if line.strip())
        return Contacts(data["manager_name"], phone, data["service_phone"], data["hotline"], posted)


class CoordinatesForm(SectionForm):
    """A position as read from a map."""

    longitude = forms.DecimalField(label="经度", decimal_places=6, max_digits=9, help_text="如 118.675724")
    latitude = forms.DecimalField(label="纬度", decimal_places=6, max_digits=9, help_text="如 24.874452")
    datum = forms.ChoiceField(label="坐标来源", choices=Datum.choices)

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """What was given before."""
        return {
            "version": station.version,
            "longitude": station.given_longitude,
            "latitude": station.given_latitude,
            "datum": station.datum or Datum.GCJ02,
        }

    def section(self) -> Coordinates:
        """The section as an action takes it."""
        data = self.cleaned_data
        return Coordinates(data["longitude"], data["latitude"], Datum(data["datum"]))


class LegalForm(SectionForm):
    """Who runs it."""

    legal_name = forms.CharField(label="运营主体名称", max_length=120, required=False)
    credit_code = forms.CharField(label="统一社会信用代码", max_length=30, required=False)
    legal_representative = forms.CharField(label="法人代表或负责人", max_length=60, required=False)

    @staticmethod
    def initial_of(station: Station) -> dict[str, Any]:
        """What the file holds."""
        return {
            name: getattr(station, name) for name in ("version", "legal_name", "credit_code", "legal_representative")
        }

    def section(self) -> Legal:
        """The section as an action takes it."""
        data = self.cleaned_data
        return Legal(data["legal_name"], data["credit_code"], data["legal_representative"])


def _posted(line: str) -> PostedPhone:
    found = _POSTED.fullmatch(line.strip())
    if found is None:
        raise Refusal(
            "监督投诉电话一行一个，先写单位再写号码，中间空一格",
            "a line is the office, a space, the phone",
            field="posted",
        )
    return PostedPhone(found[1].rstrip(":： "), found[2])

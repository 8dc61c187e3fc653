"""The sections of the file: the form of each, what it shows, and the action that writes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from yizhan.faces.workbench.station.forms import StreetForm
from yizhan.floor.accounts.actors import Actor
from yizhan.network.regions import queries as regions
from yizhan.network.stations import actions
from yizhan.network.stations.forms import (
    BasicsForm,
    ContactsForm,
    CoordinatesForm,
    EquipmentForm,
    HoursForm,
    LegalForm,
    PremisesForm,
    SectionForm,
)
from yizhan.network.stations.models import Station
from yizhan.network.stations.policy import is_fixed


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its title, its form, a line of advice, and whether its choices need the whole width."""

    title: str
    form: type[SectionForm]
    lead: str = ""
    wide: bool = False


SECTIONS = {
    "basics": Section("基本信息", StreetForm, "标识名称、地址和怎么走。"),
    "premises": Section("场地", PremisesForm, "面积、功能区和安全条件。", wide=True),
    "equipment": Section("设施、服务和制度", EquipmentForm, "有什么勾什么，没有的不要勾。", wide=True),
    "hours": Section("开放时间", HoursForm, "一天可以写几段，用逗号隔开；不开放的日子留空。"),
    "contacts": Section("联系和投诉电话", ContactsForm, "除管理人员手机外，都会公开。"),
    "legal": Section("运营主体", LegalForm, "与营业执照或登记证书一致。"),
    "coordinates": Section("地图位置", CoordinatesForm, "在地图上点驿站门口，把经度、纬度抄在这里。"),
}


def form_of(section: str, station: Station, sent: QueryDict | None) -> SectionForm:
    """The form of a section with what the file holds, or with what was sent.

    What only an application may change is not offered: the area of a recognised station stands, and is not typed.
    """
    form_class = SECTIONS[section].form
    options: dict[str, Any] = {"initial": stored_in(section, station)}
    if form_class is StreetForm:
        options["streets"] = regions.children(station.organisation.region[:6])
    form = form_class(sent, **options)
    form.fields.pop("reason", None)
    if section == "premises" and is_fixed(station.state):
        form.fields["area"].disabled = True
    return form


def stored_in(section: str, station: Station) -> dict[str, Any]:
    """What the file holds of a section, as its form shows it. The station must have been read by its actor."""
    initial: dict[str, Any] = SECTIONS[section].form.initial_of(station)  # type: ignore[attr-defined]
    return initial


def write(form: SectionForm, *, actor: Actor, station: Station, now: datetime) -> Station:
    """Writes the section that the form is of. Refusal as the actions and the sections give it."""
    common: dict[str, Any] = {
        "actor": actor,
        "station": station,
        "version": form.cleaned_data["version"],
        "now": now,
    }
    match form:
        case BasicsForm():
            return actions.edit_basics(basics=form.section(), **common)
        case PremisesForm():
            return actions.edit_premises(premises=form.section(), **common)
        case EquipmentForm():
            return actions.edit_equipment(equipment=form.section(), **common)
        case HoursForm():
            return actions.edit_hours(hours=form.section(), **common)
        case ContactsForm():
            return actions.edit_contacts(contacts=form.section(), **common)
        case LegalForm():
            return actions.edit_legal(legal=form.section(), **common)
        case CoordinatesForm():
            return actions.edit_coordinates(coordinates=form.section(), **common)
    raise ValueError(f"no section has the form {type(form).__name__}")

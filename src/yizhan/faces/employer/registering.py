"""From the pages of registration to what the action takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.forms import Form

from yizhan.faces.components.drafts import Page
from yizhan.faces.components.stages import Stage
from yizhan.faces.employer.forms import CodeForm, DetailsForm, KindForm, PlaceForm, ResidentForm
from yizhan.floor.accounts.actors import Actor
from yizhan.market.employers import actions
from yizhan.market.employers.details import Details
from yizhan.market.employers.states import EmployerKind
from yizhan.market.people.forms import NOTICE_VERSION

DRAFT = "employer.register"
_KIND = Stage("kind", "谁招人", KindForm)
_DETAILS = Stage("details", "基本情况", DetailsForm)
_PLACE = Stage("place", "驿站", PlaceForm)
CODED = (_KIND, Stage("identity", "代码", CodeForm), _DETAILS, _PLACE)
RESIDENT = (_KIND, Stage("identity", "身份", ResidentForm), _DETAILS, _PLACE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is handed in. It holds personal numbers: neither shown nor logged."""

    details: Details
    station: str
    consent_notice: str


def kind_of(pages: Mapping[str, Page]) -> str:
    """What was chosen on the first page; empty where nothing was."""
    return str(pages["kind"].get("kind", "")) if "kind" in pages else ""


def stages_for(pages: Mapping[str, Page]) -> tuple[Stage, ...]:
    """The pages to fill in, by who hires."""
    return RESIDENT if kind_of(pages) == EmployerKind.RESIDENT else CODED


def look_at(form: Form, actor: Actor, address: str, now: datetime) -> None:
    """Refuses at once what the action would refuse at the end: a code or number that is wrong or has a file."""
    said = form.cleaned_data
    code, number = said.get("credit_code", ""), said.get("identity_number", "")
    actions.ask(actor=actor, credit_code=code, identity_number=number, address=address, now=now)


def entry(pages: Mapping[str, Page], last: PlaceForm) -> Entry | str:
    """What all pages say together; the code of the first page that no longer holds."""
    said: dict[str, object] = {}
    for stage in stages_for(pages)[:-1]:
        form = stage.form(pages[stage.code])
        if not form.is_valid():
            return stage.code
        said |= form.cleaned_data
    said |= last.cleaned_data
    agreed = said.pop("identity_agree", False)
    station = str(said.pop("station"))
    said.pop("true")
    return Entry(Details(**said), station, NOTICE_VERSION if agreed else "")  # type: ignore[arg-type]

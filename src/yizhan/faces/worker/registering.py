"""From the pages of self-registration to what the action takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yizhan.faces.components.drafts import Page
from yizhan.faces.components.stages import Stage
from yizhan.faces.worker.forms.fields import in_fen, listed, week_of
from yizhan.faces.worker.forms.registering import (
    AgreeForm,
    GuardianForm,
    PlaceForm,
    TimeForm,
    WhoForm,
    WishForm,
)
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, documents
from yizhan.market.people.ages import WORKING_AGE, age_on, is_minor, require_working_age
from yizhan.market.people.drafts import Agreed, FileDraft, WishDraft
from yizhan.market.people.forms import NOTICE_VERSION
from yizhan.market.people.states import PayForm, RegistrationKind, WorkKind
from yizhan.market.people.wording import person_name

DRAFT = "worker.register"
GUARDIAN = Stage("guardian", "您是谁", GuardianForm)
STAGES = (
    Stage("who", "您是谁", WhoForm),
    Stage("wish", "做什么", WishForm),
    Stage("time", "什么时间", TimeForm),
    Stage("place", "在哪里", PlaceForm),
    Stage("agree", "同意", AgreeForm),
)
WITH_GUARDIAN = (STAGES[0], GUARDIAN, *STAGES[1:])
_PURPOSES = {
    "messages": ConsentPurpose.MESSAGES,
    "matching": ConsentPurpose.MATCHING,
    "show_to_employer": ConsentPurpose.SHOW_TO_EMPLOYER,
}


class TooYoung(Exception):
    """Somebody under 16. `from_day` is his sixteenth birthday."""

    def __init__(self, from_day: date) -> None:
        super().__init__("under 16")
        self.from_day = from_day


@dataclass(frozen=True, slots=True)
class Entry:
    """What is handed in. The number is in the draft; it is neither shown nor logged."""

    draft: FileDraft
    kinds: tuple[RegistrationKind, ...]
    agreed: Agreed
    station: str
    published: bool


def look_at(form: WhoForm, actor: Actor, address: str, now: datetime) -> None:
    """Refuses at once what the action would refuse at the end. TooYoung for somebody under 16."""
    said, today = form.cleaned_data, now.astimezone(SHANGHAI).date()
    person_name(said["name"])
    born = said["birth_date"]
    if said["document_number"]:
        document = documents.read(said["document_number"], today=today)
        if born is not None and born != document.birth_date:
            raise Refusal("与身份证号码不一致，请核对", "not that of the number", field="birth_date")
        born = document.birth_date
    if date(1900, 1, 1) <= born <= today and age_on(born, today) < WORKING_AGE:
        raise TooYoung(_birthday(born, WORKING_AGE))
    require_working_age(born, today)
    if said["document_number"]:
        actions.ask(actor=actor, document_number=said["document_number"], address=address, now=now)


def stages_for(pages: Mapping[str, Page], today: date) -> tuple[Stage, ...]:
    """The pages to fill in: one more for whoever is 16 or 17."""
    form = WhoForm(pages.get("who"))
    if not form.is_valid():
        return STAGES
    born = form.cleaned_data["birth_date"]
    if form.cleaned_data["document_number"]:
        try:
            born = documents.read(form.cleaned_data["document_number"], today=today).birth_date
        except Refusal:
            return STAGES
    return WITH_GUARDIAN if is_minor(born, today) else STAGES


def entry(pages: Mapping[str, Page], agree: AgreeForm, *, minor: bool) -> Entry | str:
    """What all pages say together; the code of the first page that no longer holds."""
    forms = {
        "who": WhoForm(pages["who"]),
        "wish": WishForm(pages["wish"]),
        "time": TimeForm(pages["time"]),
        "place": PlaceForm(pages["place"]),
        **({"guardian": GuardianForm(pages["guardian"])} if minor else {}),
    }
    for code, form in forms.items():
        if not form.is_valid():
            return code
    said = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    purposes = {ConsentPurpose.EMPLOYMENT_SERVICE}
    purposes |= {purpose for name, purpose in _PURPOSES.items() if agree.cleaned_data[name]}
    if said["document_number"]:
        purposes.add(ConsentPurpose.IDENTITY_CHECK)
    return Entry(
        draft=_draft(said),
        kinds=(RegistrationKind.SEEKING, *(RegistrationKind(kind) for kind in said["more_kinds"])),
        agreed=Agreed(frozenset(purposes), NOTICE_VERSION, ConsentChannel.ONLINE),
        station=said["station"],
        published=agree.cleaned_data["published"],
    )


def wish_draft(said: Mapping[str, Any], availability: int) -> WishDraft:
    """The wish of a page with `trades`, `more_trades`, kinds, `pay_form` and `least_pay`."""
    kinds = said.get("work_kinds") or said.get("kinds") or ()
    return WishDraft(
        trades=(*(str(name) for name in said["trades"]), *listed(str(said["more_trades"]))),
        kinds=tuple(WorkKind(kind) for kind in kinds),
        pay_form=PayForm(said["pay_form"] or PayForm.ANY),
        least_pay_fen=in_fen(said["least_pay"]),
        availability=availability,
    )


def _draft(said: Mapping[str, Any]) -> FileDraft:
    radius = said["search_radius_km"]
    return FileDraft(
        name=str(said["name"]),
        document_number=str(said["document_number"]),
        birth_date=said["birth_date"],
        home_region=str(said["home_region"]),
        search_radius_km=int(str(radius)) if radius else None,
        guardian_name=str(said.get("guardian_name") or ""),
        guardian_phone=str(said.get("guardian_phone") or ""),
        self_supporting=bool(said.get("self_supporting")),
        wish=wish_draft(said, week_of(str(said["pattern"]), said["week"])),
    )


def _birthday(born: date, years: int) -> date:
    """A year is full on the birthday; of 29 February on 1 March of a common year."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)

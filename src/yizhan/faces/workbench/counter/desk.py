"""The desk at which somebody sits: its stations, its regions, and how a page of the counter is answered."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import ChoiceField, Form, HiddenInput, Select
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, taken
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.files.actions import store
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.queries import organisations
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.regions import queries as regions

_LAST = "counter.station"
_CITY, _COUNTY = 4, 6


def stations_of(actor: Actor) -> list[Organisation]:
    """The open stations at whose counter the actor may work."""
    return [one for one in organisations(actor).filter(kind=OrganisationKind.STATION, closed_on=None) if one.parent_id]


def offer_stations(request: HttpRequest, form: Form) -> None:
    """Adds the field `station` to a form: hidden where there is only one, else with the last one chosen."""
    mine = stations_of(actor_of(request))
    choices = [(str(one.pk), one.name) for one in mine]
    last = str(request.session.get(_LAST, ""))
    widget = HiddenInput() if len(mine) == 1 else Select()
    initial = last if last in dict(choices) else (choices[0][0] if choices else "")
    form.fields["station"] = ChoiceField(label="办理驿站", choices=choices, widget=widget, initial=initial)


def station_in(request: HttpRequest, form: Form) -> Organisation:
    """The station chosen in a valid form, remembered for the next one. Organisation.DoesNotExist for another's."""
    found = organisations(actor_of(request)).get(pk=UUID(form.cleaned_data["station"]))
    request.session[_LAST] = str(found.pk)
    return found


def offer_regions(form: Form, name: str, code: str, *, stated: str = "") -> None:
    """Lets a field of region codes be chosen: the streets of the county of `code`, then the counties of its city."""
    county, city = code[:_COUNTY], code[:_CITY]
    streets = [(one.code, one.name) for one in regions.children(county)] if len(county) == _COUNTY else []
    counties = [(one.code, one.name) for one in regions.children(city)] if len(city) == _CITY else []
    groups: list[tuple[str, object]] = [("", "请选择")]
    if streets:
        groups.append((dict(counties).get(county, "本区县"), streets))
    if counties:
        groups.append(("其他区县", counties))
    if stated and stated not in {code for code, _ in (*streets, *counties)}:
        groups.insert(1, (stated, regions.line(stated) or stated))
    form.fields[name].widget = Select(choices=groups)


def region_of(actor: Actor) -> str:
    """The region of the actor's first station, whose streets are offered first."""
    return next((one.region for one in stations_of(actor) if one.region), "")


def path_of(actor: Actor) -> str:
    """In whose name an upload is kept: the actor's station; of an operator the first of his, so that its staff see it too."""
    return next((one.path for one in stations_of(actor)), actor.path) if actor.operates else actor.path


def renamed(act: Callable[[], object], moved: Mapping[str, str]) -> Callable[[], object]:
    """An act whose refusals name the fields as the form calls them."""

    def acted() -> object:
        try:
            return act()
        except Refusal as refusal:
            if refusal.field in moved:
                raise Refusal(*refusal.text, field=moved[refusal.field]) from refusal
            raise

    return acted


@contextmanager
def with_upload(
    actor: Actor,
    upload: "UploadedFile[bytes] | None",
    purpose: FilePurpose,
    *,
    path: str,
    person_id: UUID | None,
    now: datetime,
) -> Iterator[StoredFile | None]:
    """Keeps an upload together with what is done with it, or neither. None where nothing was uploaded."""
    with transaction.atomic():
        if upload is None:
            yield None
        else:
            yield store(
                actor=actor, upload=upload, purpose=purpose, organisation_path=path, person_id=person_id, now=now
            )


def shown(request: HttpRequest, template: str, context: Mapping[str, object], *forms: Form) -> HttpResponse:
    """A page of the counter; with status 422 where one of its forms was refused."""
    status = 422 if any(form.errors for form in forms) else 200
    return render(request, f"workbench/counter/{template}", dict(context), status=status)


def step_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    step: Step,
    said: Callable[[], str] | str,
    to: str = "",
    template: str = "step.html",
    **more: object,
) -> HttpResponse:
    """The whole of a step that has a page of its own. It leads back to `step.back` unless `to` is given."""
    done = taken(request, form, act, said=said, to=to or step.back)
    return done or shown(request, template, {"form": form, "step": step, **more}, form)

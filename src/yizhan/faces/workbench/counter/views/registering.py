"""Registering a person: read the card, ask what is missing, done. Nothing that was read ever stands in an address."""

from datetime import date
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components import submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.workbench.counter import desk, overview
from yizhan.faces.workbench.counter.forms import CounterForm, ReaderForm, TakeOverForm
from yizhan.faces.workbench.counter.reading import Reading, of_card, of_number
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.ages import MINOR_LIMITS
from yizhan.market.people.filing import FileExists
from yizhan.market.people.forms import NOTICE_VERSION, new_key
from yizhan.market.people.states import RegistrationKind, Sex
from yizhan.market.people.trades import COMMON

# What the action calls otherwise than the form.
_MOVED = {"kinds": "kinds_wanted", "home_latitude": "home_region"}


def register(request: HttpRequest) -> HttpResponse:
    """One field. What comes out of it is the second step, on the same page."""
    card, reading = ReaderForm(request.POST or None), None
    if request.method == "POST" and card.is_valid():
        with refusals(card):
            reading = _read(request, card)
    form = None if reading is None or reading.known else _form(request, reading)
    adopt = _adoption(request, reading) if reading and _elsewhere(reading) else None
    return _page(request, card=card, reading=reading, form=form, adopt=adopt)


def register_form(request: HttpRequest) -> HttpResponse:
    """The second step: sent after a card was read, or begun without papers."""
    now, today = now_and_today()
    form, reading = _form(request), None
    if request.method == "POST":
        reading = _reading_of(request, today)
        if form.is_valid():
            moved = _MOVED if _may_keep_number(form) else {**_MOVED, "document_number": "separate"}
            known = None
            with refusals(form, moved):
                try:
                    done = actions.register_at_counter(
                        actor=actor_of(request),
                        station=desk.station_in(request, form),
                        draft=form.draft(today),
                        kinds=form.kinds(),
                        agreed=form.agreed(ConsentChannel.COUNTER),
                        form_key=form.cleaned_data["form_key"],
                        willing=form.cleaned_data["willing"],
                        published=form.cleaned_data["published"],
                        now=now,
                    )
                    return redirect("workbench:register_done", pk=done.worker.pk)
                except FileExists as found:
                    known = found.known
                    raise
            if known is not None:
                return _page(request, card=ReaderForm(), reading=reading, form=form, known=known)
    return _page(request, card=ReaderForm(), reading=reading, form=form)


def register_adopt(request: HttpRequest) -> HttpResponse:
    """Opens a file that another station made, with the agreement of the person at the counter."""
    now, today = now_and_today()
    form = TakeOverForm(request.POST)
    desk.offer_stations(request, form)
    before = submissions.answered(request)
    if before:
        return redirect(before)
    if form.is_valid():
        with refusals(form, _MOVED):
            done = actions.adopt(
                actor=actor_of(request),
                station=desk.station_in(request, form),
                document_number=form.cleaned_data["document_number"],
                kinds=form.kinds(),
                agreed=form.agreed(),
                willing=form.cleaned_data["willing"],
                now=now,
            )
            return redirect(submissions.remember(request, reverse("workbench:register_done", args=[done.worker.pk])))
    return _page(request, card=ReaderForm(), reading=_reading_of(request, today), adopt=form)


def register_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was registered, and the way to the next person."""
    actor, (now, today) = actor_of(request), now_and_today()
    worker = get_object_or_404(queries.workers(actor, at=now), pk=pk)
    made = [one for one in queries.history(actor, worker) if one.day == today]
    context = {"worker": worker, "registrations": made, "counts": overview.counts(actor, today)}
    context["awaits_guardian"] = queries.awaits_guardian(worker, on=today)
    return render(request, "workbench/counter/register_done.html", context)


def register_notice(request: HttpRequest) -> HttpResponse:
    """The notice that the person reads before agreeing, on paper."""
    stations = desk.stations_of(actor_of(request))
    purposes = [*CounterForm.base_fields["consents"].choices, *CounterForm.base_fields["separate"].choices]  # type: ignore[attr-defined]
    context = {"version": NOTICE_VERSION, "stations": stations, "purposes": [label for _, label in purposes]}
    return render(request, "workbench/counter/notice.html", context)


def _read(request: HttpRequest, card: ReaderForm) -> Reading:
    _, today = now_and_today()
    try:
        found = card.read(today)
        assert found is not None
        return of_card(actor_of(request), found, today)
    except Refusal as refusal:
        raise Refusal(*refusal.text, field="card_line") from refusal


def _reading_of(request: HttpRequest, today: date) -> Reading | None:
    number = request.POST.get("document_number", "")
    try:
        return of_number(actor_of(request), number, today) if number.strip() else None
    except Refusal:
        return None


def _form(request: HttpRequest, reading: Reading | None = None) -> CounterForm:
    """Empty, filled by what was read, or as it was sent."""
    said: dict[str, object] = {
        "form_key": new_key(),
        "kinds_wanted": [RegistrationKind.SEEKING],
        "willing": True,
        "sex": Sex.UNKNOWN,
    }
    if reading is not None:
        said |= {"name": reading.name, "address": reading.address, "document_number": reading.document.number}
        said |= {"document_seen": reading.from_card}
    sent = request.POST if request.method == "POST" and reading is None else None
    form = CounterForm(sent, initial=said)
    desk.offer_stations(request, form)
    desk.offer_regions(form, "home_region", desk.region_of(actor_of(request)))
    return form


def _adoption(request: HttpRequest, reading: Reading) -> TakeOverForm:
    said = {"document_number": reading.document.number, "kinds_wanted": [RegistrationKind.SEEKING], "willing": True}
    form = TakeOverForm(initial=said)
    desk.offer_stations(request, form)
    return form


def _elsewhere(reading: Reading) -> bool:
    known = reading.known
    return known is not None and not known.mine and not known.held_back


def _may_keep_number(form: CounterForm) -> bool:
    return "identity_check" in form.cleaned_data["separate"]


def _page(
    request: HttpRequest,
    *,
    card: ReaderForm,
    reading: Reading | None,
    form: CounterForm | None = None,
    adopt: TakeOverForm | None = None,
    known: queries.Known | None = None,
) -> HttpResponse:
    _, today = now_and_today()
    born = None if reading is None else reading.document.birth_date
    minor = form is not None and form.is_of_minor(born, today)
    context = {
        "card": card,
        "reading": reading,
        "known": known or (reading.known if reading and form is None else None),
        "form": form,
        "adopt": adopt,
        "minor": minor,
        "limits": MINOR_LIMITS if minor else (),
        "trades": COMMON,
        "week": None if form is None else overview.week_of(form["week"]),
        "step": 1 if form is None and adopt is None and reading is None else 2,
        "stations": desk.stations_of(actor_of(request)),
    }
    forms: list[Form] = [one for one in (card, form, adopt) if one is not None]
    return desk.shown(request, "register.html", context, *forms)

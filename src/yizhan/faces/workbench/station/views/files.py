"""The station's file: one page to read, one page for each section to fill in, and the days on which it is closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import taken
from yizhan.faces.workbench.station import conflicts, filing
from yizhan.faces.workbench.station.choosing import station_of
from yizhan.faces.workbench.station.forms import ClosingForm
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.plans import plan_of
from yizhan.faces.workbench.station.sections import SECTIONS, form_of, stored_in, write
from yizhan.faces.workbench.station.steps import shown
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import queries as recognition
from yizhan.network.recognition.states import MeasureState
from yizhan.network.stations import actions, queries
from yizhan.network.stations.models import Station
from yizhan.network.stations.policy import is_fixed, may_edit, sealed
from yizhan.network.stations.states import StationState

# What the station has to act on or to know of; what was met or lifted is over.
_IN_FORCE = (MeasureState.IN_FORCE, MeasureState.UNMET, MeasureState.FINAL)


def station_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is on file, and what the standard of the city still misses."""
    return _file_page(request, station_of(request, pk))


def station_phone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sealed phone of the manager, with a reason that is logged; the file with it."""
    station = station_of(request, pk)
    now, _ = now_and_today()
    if station.manager_phone is None:
        return redirect("workbench:station_file", pk=pk)
    try:
        phone = station.manager_phone.reveal(actor=actor_of(request), reason=request.POST.get("reason", ""), now=now)
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("workbench:station_file", pk=pk)
    return _file_page(request, station, manager_phone=phone)


def section(request: HttpRequest, pk: UUID, section: str) -> HttpResponse:
    """One section, filled in. Overtaken by somebody else, it shows what is stored beside what was typed."""
    station, actor = station_of(request, pk), actor_of(request)
    form = form_of(section, station, request.POST if request.method == "POST" else None)
    now, _ = now_and_today()

    def act() -> None:
        write(form, actor=actor, station=station, now=now)

    back = reverse("workbench:station_file", args=[pk])
    done = taken(request, form, act, said=f"{SECTIONS[section].title}已保存。", to=back)
    if done is None and form.errors:
        present = queries.station(actor, pk)
        if present.version != form.cleaned_data.get("version", present.version):
            return _overtaken(request, present, section, form)
    if done:
        return done
    return shown(request, "section.html", _context(station, section, form), form)


def closed_days(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The days that were announced as closed, and one more."""
    station, actor = station_of(request, pk), actor_of(request)
    now, today = now_and_today()
    form = ClosingForm(request.POST if request.method == "POST" else None)
    here = reverse("workbench:station_closed_days", args=[pk])

    def act() -> None:
        data = form.cleaned_data
        actions.close_day(actor=actor, station=station, day=data["day"], reason=data["reason"], now=now)

    done = taken(request, form, act, said="闭馆日期已登记，公开页面当天会显示。", to=here)
    days = [(one, not sealed(one.day, today) and one.day >= today) for one in queries.closed_days(actor, station)]
    return done or shown(request, "closed_days.html", {"station": station, "form": form, "days": days}, form)


def reopen_day(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes an announced day back."""
    station = station_of(request, pk)
    form, (now, _) = _DayForm(request.POST), now_and_today()
    if form.is_valid():
        actions.reopen_day(actor=actor_of(request), station=station, day=form.cleaned_data["day"], now=now)
        messages.success(request, "已取消闭馆。")
    return redirect("workbench:station_closed_days", pk=pk)


class _DayForm(ClosingForm):
    """Which day."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]


def _file_page(request: HttpRequest, station: Station, manager_phone: str = "") -> HttpResponse:
    actor, (_, today) = actor_of(request), now_and_today()
    missing = queries.missing_of(station, on=today)
    public = request.build_absolute_uri(reverse("public:station", args=[station.pk]))
    context = {
        "station": station,
        "keeps": may_edit(actor) and station.state != StationState.CLOSED,
        "basics": filing.basics(station),
        "premises": filing.premises(station),
        "equipment": filing.equipment(station),
        "opening": filing.opening(station),
        "legal": filing.legal(station),
        "position": filing.position(station),
        "lacks": filing.lacks(station, [one for one in missing if not one.suggested]),
        "suggestions": filing.lacks(station, [one for one in missing if one.suggested]),
        "demands": sum(not one.suggested for one in missing),
        "public": public if station.state == StationState.OPEN else "",
        "code": queries.qr(public) if station.state == StationState.OPEN else "",
        "manager_phone": manager_phone,
        "measures": recognition.measures(actor, station=station.organisation).filter(state__in=_IN_FORCE),
        "today": today,
    }
    return shown(request, "file.html", context)


def _context(station: Station, section: str, form: Form) -> dict[str, object]:
    fixed = is_fixed(station.state)
    context: dict[str, object] = {
        "station": station,
        "section": SECTIONS[section],
        "form": form,
        "locked": fixed and section == "basics",
        "area_locked": fixed and section == "premises",
        "facts": filing.basics(station) if fixed and section == "basics" else (),
        "proposals": queries.sign_proposals(station) if section == "basics" and not fixed else (),
        "plan": plan_of(station) if section == "coordinates" else None,
    }
    return context


def _overtaken(request: HttpRequest, present: Station, section: str, form: Form) -> HttpResponse:
    stored = stored_in(section, present)
    found = conflicts.differences(form, stored, hidden=("manager_phone",))
    again = form_of(section, present, conflicts.at_version(request.POST, present.version))
    context = {**_context(present, section, again), "differences": found, "overtaken": True}
    response = shown(request, "section.html", context)
    response.status_code = 409
    return response

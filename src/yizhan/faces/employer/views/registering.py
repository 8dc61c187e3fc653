"""Registering an employer: who, which code, what it is, which station; then the papers."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yizhan.faces.components import drafts, stages, submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.acting import act_as
from yizhan.faces.components.drafts import Page
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.stations import nearest, organisation_of
from yizhan.faces.components.steps import now, sent
from yizhan.faces.employer import registering
from yizhan.faces.employer.answers import with_employer
from yizhan.faces.employer.forms import CodeForm, PlaceForm, ResidentForm
from yizhan.faces.employer.registering import DRAFT, Entry, kind_of, stages_for
from yizhan.faces.employer.views.agents import mandate_page
from yizhan.faces.employer.views.filing import licence_page
from yizhan.floor.accounts.addresses import client_address
from yizhan.floor.accounts.states import Role
from yizhan.market.employers import queries
from yizhan.market.employers.actions import register_self
from yizhan.market.employers.models import Employer
from yizhan.market.employers.states import EmployerKind


def register(request: HttpRequest) -> HttpResponse:
    """Leads to the first page that is not filled in."""
    pages = drafts.read(request, DRAFT, now=now())
    return redirect(f"employer:register_{stages.open_before(stages_for(pages), pages, 'place') or 'place'}")


def stage(request: HttpRequest, code: str) -> HttpResponse:
    """One page. What is typed is kept in the sealed draft; the last page hands in."""
    before = submissions.answered(request) if request.method == "POST" else None
    if before:
        return redirect(before)
    pages = drafts.read(request, DRAFT, now=now())
    wanted = stages_for(pages)
    if stages.open_before(wanted, pages, code):
        return redirect("employer:register")
    here = next(one for one in wanted if one.code == code)
    initial = {}
    if code == "details" and kind_of(pages) == EmployerKind.RESIDENT:
        initial = {"legal_name": actor_of(request).name}
    form = here.form(sent(request) or pages.get(code), initial=initial)
    if request.method == "POST" and form.is_valid():
        answer = _taken(request, code, form, pages)
        if answer is not None:
            return answer
    context = {
        "line": stages.line(wanted, code),
        "back": f"employer:register_{stages.before(wanted, code)}" if stages.before(wanted, code) else "",
        "resident": kind_of(pages) == EmployerKind.RESIDENT,
    }
    return stages.shown(request, f"employer/register/{code}.html", form, context)


@with_employer
def licence(request: HttpRequest, own: Employer) -> HttpResponse:
    """The licence, straight after the file was opened. It may be left for later."""
    to = reverse("employer:register_mandate")
    return licence_page(request, own, template="employer/register/licence.html", to=to)


@with_employer
def mandate(request: HttpRequest, own: Employer) -> HttpResponse:
    """The mandate of who registers. It may be left for later; an owner needs none."""
    to = reverse("employer:register_done")
    return mandate_page(request, own, template="employer/register/mandate.html", to=to)


@with_employer
def done(request: HttpRequest, own: Employer) -> HttpResponse:
    """Registered: what the counter still has to see, and where it is."""
    first = queries.registrations(actor_of(request)).first()
    station = None if first is None else first.station
    found = nearest(None, station, now(), most=1) if station is not None else []
    context = {"own": own, "station": next(iter(found), None), "resident": own.kind == EmployerKind.RESIDENT}
    return render(request, "employer/register/done.html", context)


def _taken(request: HttpRequest, code: str, form: Form, pages: dict[str, Page]) -> HttpResponse | None:
    """Keeps a page and leads on; hands in on the last. None when the form says what is wrong."""
    if isinstance(form, PlaceForm):
        return _handed_in(request, form, pages)
    if isinstance(form, CodeForm | ResidentForm):
        with refusals(form):
            registering.look_at(form, actor_of(request), client_address(request.META), now())
        if form.errors:
            return None
    if code == "kind" and kind_of(pages) != form.cleaned_data["kind"]:
        drafts.forget(request, DRAFT)
    stages.keep(request, DRAFT, code, form, now=now())
    wanted = stages_for(drafts.read(request, DRAFT, now=now()))
    return redirect(f"employer:register_{stages.after(wanted, code)}")


def _handed_in(request: HttpRequest, form: PlaceForm, pages: dict[str, Page]) -> HttpResponse | None:
    entry = registering.entry(pages, form)
    if not isinstance(entry, Entry):
        return redirect(f"employer:register_{entry}")
    station = organisation_of(entry.station)
    if station is None:
        form.add_error("station", "该驿站已停止服务，请选择其他驿站")
        return None
    with refusals(form):
        made = register_self(
            actor=actor_of(request),
            station=station,
            details=entry.details,
            consent_notice=entry.consent_notice,
            now=now(),
            address=client_address(request.META),
        )
        drafts.forget(request, DRAFT)
        act_as(request, Role.EMPLOYER_AGENT, made.employer.organisation_id)
        resident = made.employer.kind == EmployerKind.RESIDENT
        to = reverse("employer:register_done" if resident else "employer:register_licence")
        return redirect(submissions.remember(request, to))
    return None

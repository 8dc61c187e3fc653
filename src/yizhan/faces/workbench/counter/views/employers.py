"""Finding and registering employers: the code first, so that nobody is filed twice."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from yizhan.faces.components import submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import data_of
from yizhan.faces.workbench.counter import desk, employing
from yizhan.faces.workbench.counter.employing import Identified
from yizhan.faces.workbench.counter.forms import CodeForm, CounterEmployerForm, NothingForm
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.floor.files.states import FilePurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import queries
from yizhan.market.employers.actions import AlreadyKnown, Seen, adopt, look, register_at_counter
from yizhan.market.employers.states import EmployerKind
from yizhan.market.people.forms import NOTICE_VERSION

_LONGEST = 60
# Phones and identity numbers are never put into an address; a credit code is public.
_NUMBER = re.compile(r"1[3-9][0-9]{9}|[0-9]{17}[0-9Xx]")


def employers(request: HttpRequest) -> HttpResponse:
    """The files that match, or all of them."""
    actor, (_, today) = actor_of(request), now_and_today()
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("text", "").strip()[:_LONGEST]
    is_number = _NUMBER.fullmatch(re.sub(r"[\s-]", "", text)) is not None
    if request.method == "POST" and not is_number:
        address = reverse("workbench:employers")
        return redirect(f"{address}?{urlencode({'text': text})}" if text else address)
    if request.method == "GET" and is_number:
        return redirect("workbench:employers")
    found = queries.search(actor, text, today=today) if text else queries.employers(actor)
    if is_number and len(one := list(found[:2])) == 1:
        return redirect("workbench:employers_file", pk=one[0].pk)
    rows = page(found, request, order=("legal_name", "pk"))
    context = {
        "page": rows,
        "lines": employing.lines(rows.rows),
        "text": "" if is_number else text,
        "asked": bool(text),
    }
    return render(request, "workbench/counter/employers.html", context)


def employer_register(request: HttpRequest) -> HttpResponse:
    """One field: the code, or a resident's number."""
    _, today = now_and_today()
    code, found, form = CodeForm(request.POST or None), None, None
    if request.method == "POST" and code.is_valid():
        said = code.cleaned_data
        with refusals(code):
            found = employing.identified(actor_of(request), said["number"], said["reads_as"], today)
    if found is not None and found.known is None:
        form = _form(request, found)
    return _page(request, code=code, found=found, form=form)


def employer_form(request: HttpRequest) -> HttpResponse:
    """The file, once the code was read."""
    actor, (now, _) = actor_of(request), now_and_today()
    before = submissions.answered(request)
    if before:
        return redirect(before)
    form, found = _form(request), None
    if form.is_valid():
        said = form.cleaned_data
        moved = {"consent_notice": "consent", "upload": "licence"}
        with refusals(form, moved):
            try:
                with desk.with_upload(
                    actor, said["licence"], FilePurpose.LICENCE, path=desk.path_of(actor), person_id=None, now=now
                ) as licence:
                    made = register_at_counter(
                        actor=actor,
                        station=desk.station_in(request, form),
                        details=form.details(),
                        seen=Seen(
                            papers=said["papers"],
                            licence=licence,
                            consent_notice=NOTICE_VERSION if said["consent"] else "",
                        ),
                        now=now,
                    )
                to = reverse("workbench:employers_file", args=[made.employer_id])
                return redirect(submissions.remember(request, f"{to}?new=1"))
            except AlreadyKnown as known:
                found = Identified(said["credit_code"], said["identity_number"], known.known)
                raise
    return _page(request, code=CodeForm(), found=found or _sent(request), form=form)


def employer_adopt(request: HttpRequest) -> HttpResponse:
    """Registers an employer here that another station has filed."""
    actor, (now, today) = actor_of(request), now_and_today()
    before = submissions.answered(request)
    if before:
        return redirect(before)
    form = NothingForm(**data_of(request))
    desk.offer_stations(request, form)
    if form.is_valid():
        with refusals(form, {}):
            made = adopt(
                actor=actor,
                station=desk.station_in(request, form),
                credit_code=request.POST.get("credit_code", ""),
                identity_number=request.POST.get("identity_number", ""),
                now=now,
            )
            to = reverse("workbench:employers_file", args=[made.employer_id])
            return redirect(submissions.remember(request, to))
    try:
        text = request.POST.get("credit_code") or request.POST.get("identity_number", "")
        found = employing.identified(actor, text, "", today)
    except Refusal:
        found = None
    return _page(request, code=CodeForm(), found=found, adopting=form)


def employer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole file. That a resident's was opened is recorded, as of a worker's: by a GET, once for clerk and day."""
    now, _ = now_and_today()
    found = get_object_or_404(queries.employers(actor_of(request)), pk=pk)
    look(actor=actor_of(request), employer=found, now=now)
    return file_page(request, pk, {})


def file_page(request: HttpRequest, pk: UUID, revealed: dict[str, str]) -> HttpResponse:
    """The page of a file, with values that were just asked for."""
    actor, (now, today) = actor_of(request), now_and_today()
    found = get_object_or_404(queries.employers(actor), pk=pk)
    context = employing.page_of(actor, found, now=now, today=today, revealed=revealed)
    context["is_new"] = request.GET.get("new") == "1"
    return render(request, "workbench/counter/employer.html", context)


def _form(request: HttpRequest, found: Identified | None = None) -> CounterEmployerForm:
    initial: dict[str, object] = {}
    if found is not None:
        initial = {"kind": found.kind, "credit_code": found.code, "identity_number": found.number}
    data = {} if found is not None else data_of(request)
    form = CounterEmployerForm(**data, initial=initial)
    kind = form["kind"].value()
    resident = kind == EmployerKind.RESIDENT
    kept = [(each.value, each.label) for each in EmployerKind if (each is EmployerKind.RESIDENT) == resident]
    form.fields["kind"].choices = kept  # type: ignore[attr-defined]
    if resident:
        form.fields["legal_name"].label = "姓名"
    desk.offer_stations(request, form)
    desk.offer_regions(form, "region", desk.region_of(actor_of(request)))
    return form


def _sent(request: HttpRequest) -> Identified:
    return Identified(request.POST.get("credit_code", ""), request.POST.get("identity_number", ""), None)


def _page(
    request: HttpRequest,
    *,
    code: CodeForm,
    found: Identified | None = None,
    form: CounterEmployerForm | None = None,
    adopting: NothingForm | None = None,
) -> HttpResponse:
    if found is not None and found.known is not None and not found.known.seen and adopting is None:
        adopting = NothingForm()
        desk.offer_stations(request, adopting)
    _, today = now_and_today()
    known = found.known if found else None
    listed = queries.blacklist(actor_of(request), on=today)
    context = {
        "code": code,
        "found": found,
        "listed": known is not None and listed.filter(employer_id=known.id).exists(),
        "form": form,
        "adopting": adopting,
        "step": 2 if form or found else 1,
        "stations": desk.stations_of(actor_of(request)),
        "resident": bool(found and found.number),
    }
    forms = [one for one in (code, form, adopting) if one is not None]
    return desk.shown(request, "employer_register.html", context, *forms)

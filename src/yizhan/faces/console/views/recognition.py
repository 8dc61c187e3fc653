"""Applications: the list, one of them, and what leaves the system from it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yizhan.faces.components import downloads
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.paging import page
from yizhan.faces.console import cases
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.filters import ApplicationFilter
from yizhan.faces.console.forms.recognition import HandOutForm
from yizhan.floor.accounts.actors import Actor
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.completeness import missing
from yizhan.network.recognition.documents.layout import FORMS
from yizhan.network.recognition.eligibility import eligibility
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.policy import receives
from yizhan.network.recognition.states import ApplicationKind, ApplicationState

_SHORT = {"recognition": "认定申请表", "subsidy": "补助资金申请表"}
_SEALED = ("contact_phone", "manager_identity_number")


def applications(request: HttpRequest) -> HttpResponse:
    """The list by state and kind, with how long each has waited."""
    actor = actor_of(request)
    _, today = now_and_today()
    form = ApplicationFilter(request.GET.dict())
    found = page(queries.applications(actor, state=form.chosen("state"), kind=form.chosen("kind")), request)
    rows = [
        (one, cases.name_of(one), cases.TONES[ApplicationState(one.state)], _days(one, today)) for one in found.rows
    ]
    return render(request, "console/applications.html", {"form": form, "page": found, "rows": rows})


def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook; that it was exported is on record."""
    form = ApplicationFilter(request.POST.dict())
    if not form.is_valid():
        return redirect("console:applications")
    now, _ = now_and_today()
    made = actions.export_list(actor=actor_of(request), state=form.chosen("state"), kind=form.chosen("kind"), now=now)
    return downloads.made(made.name, made.media_type, made.content)


def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One application: fields, papers, checks, what happened, what can be done."""
    return _page(request, queries.application(actor_of(request), pk))


def reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same with one sealed field in full, after the reason is on record."""
    actor = actor_of(request)
    application = queries.application(actor, pk)
    name = request.POST.get("field", "")
    value = getattr(application, name) if name in _SEALED else None
    try:
        if value is None:
            raise Refusal("没有这一项", "no such field")
        full = value.reveal(actor=actor, reason=request.POST.get("reason", ""), now=now_and_today()[0])
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("console:applications_file", pk)
    return _page(request, application, revealed={name: full})


def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The filled form as Word file or PDF."""
    actor = actor_of(request)
    application = queries.application(actor, pk)
    wanted = HandOutForm(request.POST)
    if wanted.is_valid():
        said = wanted.cleaned_data
        with refusals(wanted):
            made = actions.hand_out_form(
                actor=actor,
                application=application,
                form_code=said["form"],
                format=said["format"],
                full=said["full"],
                reason=said["reason"],
                now=now_and_today()[0],
            )
            return downloads.made(made.name, made.media_type, made.content)
    return _page(request, application, wanted=wanted)


def paper(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """An attached paper; that it was opened is on record."""
    actor = actor_of(request)
    held = actions.open_paper(actor=actor, attachment=queries.attachment(actor, pk), now=now_and_today()[0])
    return downloads.stored(held.file)


def photo(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """A photo of a visit, as it stands on the page."""
    return downloads.stored(queries.photo(actor_of(request), pk).file, inline=True)


def _page(
    request: HttpRequest,
    application: Application,
    *,
    revealed: dict[str, str] | None = None,
    wanted: HandOutForm | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    _, today = now_and_today()
    visits = list(queries.visits(actor, application))
    held = [one for one in visits if one.held_on is not None]
    attached = list(queries.attachments(actor, application))
    mine = receives(actor, application)
    hands = queries.hands(actor, application)
    context: dict[str, object] = {
        "application": application,
        "name": cases.name_of(application),
        "tone": cases.TONES[ApplicationState(application.state)],
        "next": cases.next_steps(actor, application, visits, today=today),
        "procedure": list(cases.PROCEDURE),
        "position": cases.position(application),
        "fields": cases.fields(application, full=mine),
        "mine": mine,
        "sealed": _sealed(application, revealed or {}, mine=mine),
        "papers": cases.papers(attached),
        "gaps": [] if application.ended_at else missing(application, [one.material for one in attached]),
        "checks": cases.check_rows(application, held[-1] if held else None),
        "visits": visits,
        "steps": [(one, hands.get(one.person_id, "")) for one in queries.steps(actor, application)],
        "handouts": _handouts(actor, application, wanted),
        "has_form": application.kind == ApplicationKind.RECOGNITION,
        "adds_photos": mine and application.state in (ApplicationState.VISIT_SCHEDULED, ApplicationState.VISITED),
        **_subsidy(request, application),
    }
    return render(request, "console/application.html", context, status=422 if wanted else 200)


def _handouts(actor: Actor, application: Application, wanted: HandOutForm | None) -> list[dict[str, object]]:
    """The forms that can be had: that of the recognition, and that of the subsidy where one was asked for."""
    if application.kind != ApplicationKind.RECOGNITION:
        return []
    codes = ["recognition", *(["subsidy"] if queries.subsidy_of(actor, application) else [])]
    sent = wanted.data.get("form", "") if wanted else ""
    sent = sent if sent in codes else codes[0]
    return [
        {
            "form": FORMS[code],
            "short": _SHORT[code],
            "wanted": wanted if wanted and code == sent else HandOutForm(auto_id=f"{code}_%s"),
        }
        for code in codes
    ]


def _subsidy(request: HttpRequest, application: Application) -> dict[str, object]:
    """The conditions of the one-time subsidy; only for a recognition."""
    if application.kind != ApplicationKind.RECOGNITION:
        return {"eligible": None}
    bought = {"yes": True, "no": False}.get(request.GET.get("bought", ""))
    facts = queries.subsidy_facts(actor_of(request), application, bought_by_government=bought)
    found = eligibility(facts)
    amount = None if found.amount_fen is None else found.amount_fen // 100
    return {"eligible": found, "amount": amount, "bought": request.GET.get("bought", "")}


def _sealed(application: Application, revealed: dict[str, str], *, mine: bool) -> list[dict[str, str]]:
    url = reverse("console:applications_reveal", args=[application.pk]) if mine else ""
    return [
        {
            "label": str(Application._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
            "field": name,
            "value": getattr(application, name).masked if getattr(application, name) else "",
            "revealed": revealed.get(name, ""),
            "url": url,
        }
        for name in _SEALED
    ]


def _days(application: Application, today: date) -> int | None:
    """Days since the last submission, while it is not ended."""
    if application.submitted_at is None or application.ended_at is not None:
        return None
    return int((today - application.submitted_at.astimezone(SHANGHAI).date()).days)

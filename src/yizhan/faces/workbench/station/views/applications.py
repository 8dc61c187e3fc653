"""Recognition from the applicant's side: begin, fill in, hand in, follow."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from yizhan.faces.components import submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of, taken
from yizhan.faces.workbench.station import applying, conflicts
from yizhan.faces.workbench.station.filling import filling_form, stored_in
from yizhan.faces.workbench.station.forms import StartForm
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.steps import shown, step_page
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.queries import organisations
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.actions import Saved
from yizhan.network.recognition.actions import save as save_application
from yizhan.network.recognition.clauses import PLEDGE
from yizhan.network.recognition.forms import ChangeForm, FilterForm, ReasonForm, RecognitionForm, VersionForm
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.policy import may_apply
from yizhan.network.recognition.states import ApplicationKind

_LIST = "workbench:applications"


def applications(request: HttpRequest) -> HttpResponse:
    """The applications of the actor's organisation and stations, the newest first."""
    actor = actor_of(request)
    narrowed = FilterForm(request.GET)
    asked = narrowed.cleaned_data if narrowed.is_valid() else {}
    found = page(queries.applications(actor, **asked), request)
    rows = [(one, applying.tone(one.state)) for one in found.rows]
    context = {
        "form": narrowed,
        "page": found,
        "rows": rows,
        "applies": may_apply(actor),
        "narrowed": any(asked.values()),
    }
    return render(request, "workbench/station/applications.html", context)


def begin(request: HttpRequest) -> HttpResponse:
    """For which matter, and for which station or county."""
    actor, (now, _) = actor_of(request), now_and_today()
    own = organisations(actor).filter(kind=OrganisationKind.STATION, closed_on=None)
    kind = request.GET.get("kind", "")
    form = StartForm(
        **data_of(request),
        counties=queries.counties(actor),
        stations=own,
        initial={
            "kind": kind if kind in ApplicationKind.values else ApplicationKind.RECOGNITION,
            "station": request.GET.get("station") or (own.first() if actor.organisation_id in _keys(actor) else None),
        },
    )
    before = submissions.answered(request) if request.method == "POST" else None
    if before:
        return redirect(before)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals(form):
            begun = actions.draft(
                actor=actor,
                kind=ApplicationKind(data["kind"]),
                county=data["county"],
                station=data["station"],
                now=now,
            )
            address = reverse("workbench:applications_edit", args=[begun.pk])
            return redirect(submissions.remember(request, address))
    return shown(request, "application_new.html", {"form": form}, form)


def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One application, whole."""
    actor = actor_of(request)
    found = queries.application(actor, pk)
    attached = list(queries.attachments(actor, found))
    steps = list(queries.steps(actor, found))
    names = queries.hands(actor, found)
    at = applying.way(found)
    context = {
        "application": found,
        "tone": applying.tone(found.state),
        "may": applying.may(actor, found),
        "steps": at[0],
        "step": at[1],
        "is_recognition": found.kind == ApplicationKind.RECOGNITION,
        "applicant": applying.applicant(found),
        "place": applying.place(found),
        "wish": applying.wish(found),
        "papers": applying.papers(found, attached),
        "gaps": applying.gaps(found, attached),
        "returned": applying.last_return(steps) if found.state == "returned" else "",
        "history": [(step, names.get(step.person_id, "")) for step in reversed(steps)],
        "visits": list(queries.visits(actor, found)),
        "subsidy": queries.subsidy_of(actor, found),
        "over": applying.is_over(found),
    }
    return render(request, "workbench/station/application.html", context)


def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form of annex 2, or of a change. What can be used is kept, whatever else is wrong."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = queries.application(actor, pk)
    if not applying.may(actor, found).edit:
        return redirect("workbench:applications_one", pk=pk)
    form = filling_form(found, request.POST if request.method == "POST" else None, actor=actor)
    back = reverse("workbench:applications_one", args=[pk])
    before = submissions.answered(request) if request.method == "POST" else None
    if before:
        return redirect(before)
    saved: Saved | None = None
    if request.method == "POST" and form.is_valid():
        version, values = form.cleaned_data["version"], form.values
        with refusals(form):
            saved = save_application(actor=actor, application=found, version=version, values=values, now=now)
        if saved is not None and not saved.refused:
            messages.success(request, "申请已保存，可以随时接着填。")
            return redirect(submissions.remember(request, back))
    context: dict[str, object] = {"application": found, "form": form, "back": back, "partly": saved is not None}
    present = queries.application(actor, pk) if form.errors or saved else found
    if saved is not None:
        context["form"] = form = _again(present, request.POST, actor)
        for name, refusal in saved.refused.items():
            form.add_error(name if name in form.fields else None, refusal.say())
    elif form.errors and present.version != form.cleaned_data.get("version", present.version):
        again = _again(present, request.POST, actor)
        hidden = tuple(getattr(again, "KEPT_WHEN_BLANK", ()))
        found_apart = conflicts.differences(again, stored_in(present), hidden=hidden)
        context |= {"form": again, "overtaken": True, "differences": found_apart}
    return shown(request, "application_edit.html", context, form)


def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hands it in, after showing what it lacks or asking for the pledge."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = queries.application(actor, pk)
    form = VersionForm(**data_of(request), initial={"version": found.version})
    back = reverse("workbench:applications_one", args=[pk])
    gaps = applying.gaps(found, queries.attachments(actor, found))

    def act() -> None:
        actions.submit(actor=actor, application=found, version=form.cleaned_data["version"], now=now)

    done = taken(request, form, act, said="申请已提交，受理结果会发到您的消息里。", to=back)
    context = {"application": found, "form": form, "back": back, "gaps": gaps, "pledge": PLEDGE.quote}
    return done or shown(request, "application_submit.html", context, form)


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes it back, with a reason."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = queries.application(actor, pk)
    form = ReasonForm(**data_of(request), initial={"version": found.version})
    back = reverse("workbench:applications_one", args=[pk])
    step = Step(
        "撤回申请",
        back,
        lead="撤回后这件申请就结束了，编号不再使用。需要时可以重新申请。",
        submit="撤回申请",
        danger=True,
        facts=(("事项", found.get_kind_display()), ("编号", found.number or "还没有编号")),
        crumbs=(("认定申请", reverse(_LIST)), ("申请", back)),
    )

    def act() -> None:
        data = form.cleaned_data
        actions.withdraw(actor=actor, application=found, version=data["version"], reason=data["reason"], now=now)

    return step_page(request, form, act, step=step, said="申请已撤回。")


def _again(present: Application, sent: QueryDict, actor: Actor) -> RecognitionForm | ChangeForm:
    """What was typed once more, as an answer to the present version."""
    again = filling_form(present, conflicts.at_version(sent, present.version), actor=actor)
    again.is_valid()
    return again


def _keys(actor: Actor) -> tuple[object, ...]:
    """The organisation of a head is a station: it is chosen beforehand."""
    return () if actor.operates else (actor.organisation_id,)

"""Exports with full values: one officer asks, another releases, the first fetches once."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components import downloads, submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of, sent
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.extracts import AskForm, RefuseForm, ReleaseForm
from yizhan.faces.console.forms.fields import NothingForm
from yizhan.faces.console.steps import step_page
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.extracts import actions, queries
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.states import MOST_ROWS, ExtractState
from yizhan.kernel.errors import Refusal

LIST = ("名册导出", "console:extracts")
_TONES = {
    ExtractState.ASKED: "warning",
    ExtractState.RELEASED: "success",
    ExtractState.REFUSED: "danger",
}


def extracts(request: HttpRequest) -> HttpResponse:
    """What is open, the longest waiting first; or what has ended."""
    actor = actor_of(request)
    ended = request.GET.get("view") == "ended"
    rows = queries.ended_extracts(actor) if ended else queries.open_extracts(actor)
    found = page(rows, request, order=("-ended_at" if ended else "asked_at", "pk"))
    address = reverse("console:extracts")
    context = {
        "page": found,
        "rows": [(one, _label(one), _tone(one)) for one in found.rows],
        "tabs": [
            {"label": "进行中", "url": address, "current": not ended},
            {"label": "已结束", "url": f"{address}?view=ended", "current": ended},
        ],
    }
    return render(request, "console/extracts.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """Asks for a register of an area within the own."""
    actor = actor_of(request)
    form = AskForm(sent(request), queries.extents(actor))
    before = submissions.answered(request)
    if before:
        return redirect(before)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            asked = actions.ask(actor=actor, now=now_and_today()[0], **form.cleaned_data)
            messages.success(request, "已申请，等另一人批准")
            return redirect(submissions.remember(request, reverse("console:extracts_file", args=[asked.pk])))
    context = {"form": form, "most": MOST_ROWS}
    return render(request, "console/extract_new.html", context, status=422 if form.errors else 200)


def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request: what is asked for, how many it is about, and what can be done with it."""
    actor, found = actor_of(request), _held(request, pk)
    now, _ = now_and_today()
    open_ = found.ended_at is None
    context = {
        "found": found,
        "label": _label(found),
        "register": queries.register_of(found),
        "tone": _tone(found),
        "number": queries.number_of(actor, found, at=now) if open_ else found.rows,
        "own": found.asked_by_id == actor.id,
        "decides": found.state == ExtractState.ASKED and found.asked_by_id != actor.id,
        "fetches": _fetches(actor, found) and found.expires_at is not None and now < found.expires_at,
    }
    return render(request, "console/extract.html", context)


def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person agrees."""
    found, form = _held(request, pk), ReleaseForm(**data_of(request))

    def act() -> None:
        actions.release(actor=actor_of(request), extract=found, now=now_and_today()[0], **form.cleaned_data)

    lead = "批准后，申请人可在7天内取走一次。名册里的每个人都会看到这次导出和用途。"
    return _about(request, found, form, act, "批准导出", "已批准", submit="批准", lead=lead)


def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person does not agree."""
    found, form = _held(request, pk), RefuseForm(**data_of(request))

    def act() -> None:
        actions.refuse(actor=actor_of(request), extract=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(request, found, form, act, "不批准导出", "已登记不批准", submit="不批准", danger=True)


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The one who asked takes it back."""
    found, form = _held(request, pk), NothingForm(**data_of(request))

    def act() -> None:
        actions.withdraw(actor=actor_of(request), extract=found, now=now_and_today()[0])

    title = "撤回这份申请？"
    return _about(request, found, form, act, title, "已撤回", submit="撤回", template="console/ask.html")


def fetch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The workbook, once."""
    try:
        made = actions.fetch(actor=actor_of(request), extract=_held(request, pk), now=now_and_today()[0])
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("console:extracts_file", pk)
    return downloads.made(made.name, downloads.XLSX, made.content)


def _about(
    request: HttpRequest,
    found: Extract,
    form: Form,
    act: Callable[[], object],
    title: str,
    said: str,
    *,
    submit: str,
    lead: str = "",
    danger: bool = False,
    template: str = "console/step.html",
) -> HttpResponse:
    back = reverse("console:extracts_file", args=[found.pk])
    crumbs = ((LIST[0], reverse(LIST[1])), (_label(found), back))
    facts = (
        ("名册", _label(found)),
        ("范围", found.extent.name),
        ("用途", found.reason),
        ("申请人", found.asked_by.name),
    )
    step = Step(title, back, lead, submit, danger=danger, facts=facts, crumbs=crumbs)
    return step_page(request, form, act, step=step, said=said, template=template)


def _held(request: HttpRequest, pk: UUID) -> Extract:
    return get_object_or_404(queries.extracts(actor_of(request)), pk=pk)


def _fetches(actor: Actor, found: Extract) -> bool:
    mine = found.asked_by_id == actor.id and found.organisation_id == actor.organisation_id
    return mine and found.state == ExtractState.RELEASED


def _label(found: Extract) -> str:
    register = queries.register_of(found)
    return found.register if register is None else register.label_zh


def _tone(found: Extract) -> str:
    return _TONES.get(ExtractState(found.state), "plain")

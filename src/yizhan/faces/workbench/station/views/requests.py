"""Requests of persons about their data, at the counter."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of, taken
from yizhan.faces.workbench.station.handling import STEPS, open_steps, take
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.request_forms import HandInForm
from yizhan.faces.workbench.station.steps import shown, step_page
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.floor.rights import actions, queries
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import CITATIONS, ENDS, IdentityCheck, RequestKind, RequestState
from yizhan.kernel.errors import Refusal
from yizhan.market.people.models import Worker
from yizhan.market.people.queries import workers
from yizhan.market.people.search import search

_LIST = "workbench:requests"
_ONE = "workbench:requests_one"
_TONES = {
    RequestState.HANDED_IN: "warning",
    RequestState.IN_REVIEW: "info",
    RequestState.PROPOSED: "warning",
    RequestState.ANSWERED: "success",
    RequestState.DONE: "success",
    RequestState.REFUSED: "danger",
}


def requests(request: HttpRequest) -> HttpResponse:
    """The open ones, the longest waiting first; or those that are over."""
    actor, (_, today) = actor_of(request), now_and_today()
    over = request.GET.get("show") == "over"
    mine = queries.requests(actor)
    wanted = mine.filter(state__in=ENDS) if over else queries.open_requests(actor)
    found = page(wanted, request, order=("handed_in_at", "pk"))
    rows = [(one, _name(one), _tone(one), _is_late(one, today)) for one in found.rows]
    tabs = [
        {"label": "待办", "url": "?", "current": not over, "count": queries.open_requests(actor).count()},
        {"label": "已办结", "url": "?show=over", "current": over, "count": 0},
    ]
    return render(request, "workbench/station/requests.html", {"page": found, "rows": rows, "tabs": tabs, "over": over})


def hand_in(request: HttpRequest) -> HttpResponse:
    """For somebody at the counter: first found, then asked."""
    actor, (now, today) = actor_of(request), now_and_today()
    worker = _chosen(request)
    if worker is None:
        text = request.POST.get("q", "").strip()[:60]
        found = (
            [(one, mask(one.person.name, Masking.NAME)) for one in search(actor, text, today=today).rows]
            if text
            else []
        )
        return render(request, "workbench/station/request_find.html", {"text": text, "found": found})
    form = HandInForm(**data_of(request))
    made: list[Request] = []

    def act() -> None:
        data = form.cleaned_data
        made.append(
            actions.hand_in(
                actor=actor,
                person=worker.person,
                kind=RequestKind(data["kind"]),
                organisation=queries.offices(actor)[0],
                channel=ConsentChannel(data["channel"]),
                now=now,
                words=data["words"],
                item=data["item"],
                value=data["value"],
                purpose=ConsentPurpose(data["purpose"]) if data["purpose"] else None,
                identity_check=IdentityCheck(data["identity_check"]),
            )
        )

    done = taken(request, form, act, said="请求已登记，请受理。", to=reverse(_LIST))
    name = mask(worker.person.name, Masking.NAME)
    context = {"form": form, "worker": worker, "name": name, "back": reverse(_LIST)}
    return done or shown(request, "request_new.html", context, form)


def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request, and what may be done with it now."""
    return _page(request, get_object_or_404(queries.requests(actor_of(request)), pk=pk))


def reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the person wrote, with a reason that is logged."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = get_object_or_404(queries.requests(actor), pk=pk)
    field = request.POST.get("field", "")
    sealed = {"words": found.words, "value": found.value, "answer": found.answer}.get(field)
    if sealed is None:
        return redirect(_ONE, pk=pk)
    try:
        said = sealed.reveal(actor=actor, reason=request.POST.get("reason", ""), now=now)
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect(_ONE, pk=pk)
    return _page(request, found, **{field: said})


def step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One step of handling."""
    if step not in STEPS:
        raise Http404
    actor, (now, _) = actor_of(request), now_and_today()
    found = get_object_or_404(queries.requests(actor), pk=pk)
    handling = STEPS[step]
    form = handling.form(**data_of(request))
    back = reverse(_ONE, args=[pk])
    page_of_step = Step(
        handling.label,
        back,
        lead=handling.lead,
        submit=handling.label,
        danger=handling.danger,
        facts=(("请求", found.get_kind_display()), ("本人", _name(found))),
        crumbs=(("个人信息请求", reverse(_LIST)), ("这件请求", back)),
    )
    return step_page(
        request,
        form,
        lambda: take(step, actor=actor, request=found, form=form, now=now),
        step=page_of_step,
        said=handling.said,
    )


def _page(request: HttpRequest, found: Request, **revealed: str) -> HttpResponse:
    actor, (_, today) = actor_of(request), now_and_today()
    context = {
        "request_": found,
        "name": _name(found),
        "tone": _tone(found),
        "late": _is_late(found, today),
        "due": queries.deadline_of(actor, found),
        "citation": CITATIONS[RequestKind(found.kind)],
        "sealed": [
            (label, field, revealed.get(field, ""))
            for field, label in (("value", "更正后的内容"), ("words", "本人的说明"), ("answer", "给本人的答复"))
            if getattr(found, field) is not None
        ],
        "ways": [(key, STEPS[key]) for key in open_steps(actor, found)],
        "outcome": list(queries.outcome_of(actor, found)),
    }
    return render(request, "workbench/station/request.html", context)


def _chosen(request: HttpRequest) -> Worker | None:
    try:
        key = UUID(request.GET.get("worker", ""))
    except ValueError:
        return None
    return get_object_or_404(workers(actor_of(request)), pk=key)


def _name(request: Request) -> str:
    return mask(request.person.name, Masking.NAME)


def _tone(request: Request) -> str:
    return _TONES.get(RequestState(request.state), "plain")


def _is_late(request: Request, today: date) -> bool:
    return request.ended_at is None and request.due_on is not None and request.due_on < today

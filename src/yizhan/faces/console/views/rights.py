"""Requests of persons about their own data, as the county handles them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.fields import NothingForm, ReasonForm
from yizhan.faces.console.forms.rights import AnswerForm, IdentityForm, LiftForm, RefuseForm
from yizhan.faces.console.requests import next_steps
from yizhan.faces.console.steps import step_page
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.floor.rights import actions, erasure, queries
from yizhan.floor.rights.deadline import BASIS_ZH
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import CITATIONS, REMEDY_ZH, IdentityCheck, RefusalBasis, RequestKind
from yizhan.kernel.errors import Refusal

ASK = "console/ask.html"
_SEALED = {"words": "本人的说明", "value": "希望更正成"}


def rights(request: HttpRequest) -> HttpResponse:
    """What is open, the longest waiting first; or what has ended."""
    actor = actor_of(request)
    _, today = now_and_today()
    ended = request.GET.get("view") == "ended"
    rows = queries.ended_requests(actor) if ended else queries.open_requests(actor)
    found = page(rows, request, order=("-ended_at" if ended else "handed_in_at", "pk"))
    address = reverse("console:rights")
    context = {
        "page": found,
        "rows": [
            (one, mask(one.person.name, Masking.NAME) if one.person.name else "", _late(one, today))
            for one in found.rows
        ],
        "tabs": [
            {"label": "待办", "url": address, "current": not ended},
            {"label": "已结束", "url": f"{address}?view=ended", "current": ended},
        ],
        "basis": BASIS_ZH,
    }
    return render(request, "console/rights.html", context)


def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request, and what can be done with it."""
    return _page(request, _held(request, pk))


def reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same with what the person wrote, after the reason is on record."""
    found, name = _held(request, pk), request.POST.get("field", "")
    value = getattr(found, name) if name in _SEALED else None
    try:
        if value is None:
            raise Refusal("没有这一项", "no such field")
        now, _ = now_and_today()
        full = value.reveal(actor=actor_of(request), reason=request.POST.get("reason", ""), now=now)
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("console:rights_file", pk)
    return _page(request, found, revealed={name: full})


def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begins to handle it."""
    return _asked(request, pk, actions.take_up, "开始办理这件请求？", "开始办理", "已开始办理")


def identity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How it was made sure that the person asks."""
    found, form = _held(request, pk), IdentityForm(**data_of(request))

    def act() -> None:
        means = IdentityCheck(form.cleaned_data["means"])
        actions.check_identity(actor=actor_of(request), request=found, means=means, now=now_and_today()[0])

    return _about(request, found, form, act, "核对申请人身份", "身份已核对")


def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Grants in words."""
    found, form = _held(request, pk), AnswerForm(**data_of(request))

    def act() -> None:
        actions.answer(actor=actor_of(request), request=found, now=now_and_today()[0], **form.cleaned_data)

    leads = {
        RequestKind.COPY: "答复后，系统备好副本，由本人登录后取走；工作人员看不到内容。",
        RequestKind.CORRECTION: "答复后，请在档案中更正，再回来办结。",
    }
    lead = leads.get(RequestKind(found.kind), "")
    return _about(request, found, form, act, "答复", "已答复", lead=lead)


def carry_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends a granted request."""
    lead = "限制处理、撤回同意立即生效；更正请先在档案中改好。"
    return _asked(request, pk, actions.carry_out, "办结这件请求？", "办结", "已办结", lead=lead)


def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuses on a ground of law."""
    found, form = _held(request, pk), RefuseForm(**data_of(request))

    def act() -> None:
        said = form.cleaned_data
        basis = RefusalBasis(said["basis"])
        actions.refuse(actor=actor_of(request), request=found, basis=basis, words=said["words"], now=now_and_today()[0])

    return _about(request, found, form, act, "不予办理", "已登记不予办理", lead=REMEDY_ZH, danger=True)


def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The first of the two who erase."""
    lead = "提出后，须由另一人复核确认才会删除。"
    return _asked(
        request, pk, erasure.propose_erasure, "提请删除此人的全部信息？", "提请删除", "已提请，待另一人复核", lead=lead
    )


def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second does not confirm."""
    found, form = _held(request, pk), ReasonForm(**data_of(request))

    def act() -> None:
        erasure.send_back(actor=actor_of(request), request=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(request, found, form, act, "退回重新审核", "已退回")


def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second confirms: all that may go is gone."""
    lead = "删除后不能恢复。保存期限未满的记录按法律保留，但停止使用。"
    return _asked(
        request,
        pk,
        erasure.carry_out_erasure,
        "确认删除此人的全部信息？",
        "确认删除",
        "已删除，结果见下",
        lead=lead,
        danger=True,
    )


def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person wants the data used again."""
    found, form = _held(request, pk), LiftForm(**data_of(request))

    def act() -> None:
        actions.lift_restriction(actor=actor_of(request), request=found, now=now_and_today()[0], **form.cleaned_data)

    lead = "只在本人要求恢复时办理：解除后，档案重新可以查看和使用，本人会收到通知。"
    return _about(request, found, form, act, "解除限制", "已解除限制", submit="解除限制", lead=lead)


def _page(request: HttpRequest, found: Request, revealed: dict[str, str] | None = None) -> HttpResponse:
    actor = actor_of(request)
    now, today = now_and_today()
    due = queries.deadline_of(actor, found)
    restricts = queries.restricts(actor, found, at=now)
    shown = revealed or {}
    context = {
        "found": found,
        "citation": CITATIONS[RequestKind(found.kind)],
        "due": due,
        "late": due is not None and due < today and found.ended_at is None,
        "next": next_steps(actor, found, restricts=restricts),
        "restricts": restricts,
        "lines": queries.outcome_of(actor, found),
        "sealed": [
            {"label": label, "field": name, "there": getattr(found, name) is not None, "revealed": shown.get(name, "")}
            for name, label in _SEALED.items()
        ],
        "basis": RefusalBasis(found.refusal_basis).label if found.refusal_basis else "",
    }
    return render(request, "console/request.html", context)


def _asked(
    request: HttpRequest,
    pk: UUID,
    action: Callable[..., object],
    title: str,
    submit: str,
    said: str,
    *,
    lead: str = "",
    danger: bool = False,
) -> HttpResponse:
    found, form = _held(request, pk), NothingForm(**data_of(request))

    def act() -> None:
        action(actor=actor_of(request), request=found, now=now_and_today()[0])

    return _about(request, found, form, act, title, said, submit=submit, lead=lead, danger=danger, template=ASK)


def _about(
    request: HttpRequest,
    found: Request,
    form: Form,
    act: Callable[[], object],
    title: str,
    said: str,
    *,
    submit: str = "确定",
    lead: str = "",
    danger: bool = False,
    template: str = "console/step.html",
) -> HttpResponse:
    back = reverse("console:rights_file", args=[found.pk])
    crumbs = (("个人信息请求", reverse("console:rights")), (str(found.get_kind_display()), back))
    facts = (("本人", found.person.name), ("请求", str(found.get_kind_display())))
    step = Step(title, back, lead, submit, danger=danger, facts=facts, crumbs=crumbs)
    return step_page(request, form, act, step=step, said=said, template=template)


def _held(request: HttpRequest, pk: UUID) -> Request:
    return get_object_or_404(queries.requests(actor_of(request)), pk=pk)


def _late(found: Request, today: date) -> bool:
    return found.ended_at is None and found.due_on is not None and found.due_on < today

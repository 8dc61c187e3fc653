"""Requests of a person about the own data: asked, followed, fetched, taken back; and the page that is left after an erasure."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components import submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.downloads import made
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.stations import organisation_of
from yizhan.faces.components.steps import form_page, now, sent
from yizhan.faces.worker.forms.filing import EmptyForm
from yizhan.faces.worker.forms.rights import RequestForm
from yizhan.floor.accounts.addresses import client_address
from yizhan.floor.accounts.models import Person
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.floor.rights import actions, proving, queries, receipts
from yizhan.floor.rights.copies import CopyForm, fetch_copy
from yizhan.floor.rights.erasure import foresee
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import CITATIONS, ENDS, REMEDY_ZH, RequestKind, RequestState
from yizhan.kernel.errors import Refusal
from yizhan.market.people import queries as people

_WORDS = {
    RequestKind.COPY: ("要一份我的资料", "我们把系统里关于您的全部资料整理成一份，您可以下载。"),
    RequestKind.CORRECTION: ("更正我的资料", "姓名、身份证号码这些核验过的内容，由工作人员核实后更正。"),
    RequestKind.RESTRICTION: ("先别用我的资料", "办好以后，您的资料只保存，不再用来推荐，别人也查不到。以后可以恢复。"),
    RequestKind.ERASURE: ("删除我的资料", "删除后不能恢复，您的账号也不能再登录。"),
    RequestKind.EXPLANATION: ("请工作人员解释", "资料为什么这样用、为什么这样推荐，都可以问。"),
}


def ask(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    """One kind of request. First a code to the own phone, then the request itself; what was typed stays in between."""
    actor, at = actor_of(request), now()
    sending = request.method == "POST" and "send" in request.POST
    first = people.registrations(actor).first()
    form = RequestForm(kind, sent(request), station=str(first.station_id) if first else "", sending=sending)
    before = submissions.answered(request) if request.method == "POST" else None
    if before:
        return redirect(before)
    code_sent = False
    if request.method == "POST" and form.is_valid():
        address = client_address(request.META)
        with refusals(form):
            if sending:
                proving.send_code(actor=actor, kind=kind, address=address, now=at)
                code_sent = True
            else:
                return redirect(submissions.remember(request, _handed_in(request, kind, form, address)))
    title, lead = _WORDS[kind]
    context = {
        "form": form,
        "kind": kind,
        "title": title,
        "lead": lead,
        "law": CITATIONS[kind],
        "phone": proving.masked_phone(actor),
        "code_sent": code_sent,
        "foreseen": foresee(actor=actor, now=at) if kind is RequestKind.ERASURE else (),
    }
    return render(request, "worker/rights/ask.html", context, status=422 if form.errors else 200)


def request_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How a request stands, the answer, and what may be fetched."""
    actor = actor_of(request)
    own = get_object_or_404(queries.own_requests(actor), pk=pk)
    context = {
        "own": own,
        "title": _WORDS.get(RequestKind(own.kind), (own.get_kind_display(), ""))[0],
        "ended": own.state in ENDS,
        "due": queries.deadline_of(actor, own),
        "answer": queries.answer_of(actor, own),
        "copy": queries.copy_for(actor, own, at=now()),
        "may_withdraw": own.state in (RequestState.HANDED_IN, RequestState.IN_REVIEW, RequestState.PROPOSED),
        "remedy": REMEDY_ZH,
        "receipt": receipts.receipt_of(own) if own.kind == RequestKind.ERASURE else "",
    }
    return render(request, "worker/rights/request.html", context)


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks, then takes the request back."""
    actor = actor_of(request)
    own = get_object_or_404(queries.own_requests(actor), pk=pk)
    back = reverse("worker:rights_request", args=[own.pk])

    def act() -> None:
        actions.withdraw(actor=actor, request=own, now=now())

    context = {
        "question": "撤回这个申请？",
        "words": "撤回后不再办理。以后可以重新提交。",
        "submit": "撤回",
        "back": back,
    }
    form = EmptyForm(sent(request))
    return form_page(request, form, act, template="worker/ask.html", said="申请已撤回。", to=back, context=context)


def file(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """The copy as a file. Each fetching is logged."""
    actor = actor_of(request)
    own = get_object_or_404(queries.own_requests(actor), pk=pk)
    if form not in list(CopyForm):
        raise Request.DoesNotExist
    found = fetch_copy(actor=actor, request=own, form=CopyForm(form), now=now())
    return made(found.name, found.content_type, found.content)


def erased(request: HttpRequest, receipt: str) -> HttpResponse:
    """How an erasure stands, for whoever holds the receipt: the person is signed out once it is done."""
    return render(request, "worker/rights/erased.html", {"erasure": receipts.erasure(receipt), "remedy": REMEDY_ZH})


def _handed_in(request: HttpRequest, kind: RequestKind, form: RequestForm, address: str) -> str:
    actor, at = actor_of(request), now()
    office = organisation_of(form.cleaned_data["organisation"])
    if office is None or not isinstance(request.user, Person):
        raise Refusal("请选一个驿站", "choose a station", field="organisation")
    proof = proving.prove(actor=actor, kind=kind, code=form.cleaned_data["code"], address=address, now=at)
    own = actions.hand_in(
        actor=actor,
        person=request.user,
        kind=kind,
        organisation=office,
        channel=ConsentChannel.ONLINE,
        identity_check=proof,
        now=at,
        words=form.said("words"),
        item=form.said("item"),
        value=form.said("value"),
    )
    messages.success(request, "申请已提交。")
    if kind is RequestKind.ERASURE:
        return reverse("worker:erased", args=[receipts.receipt_of(own)])
    return reverse("worker:rights_request", args=[own.pk])

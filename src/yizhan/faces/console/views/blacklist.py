"""The employers' blacklist: proposals, appeals, and who is on the list now."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yizhan.faces.components import downloads
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.blacklist import ConfirmForm, LiftForm, RejectForm, SettleForm
from yizhan.faces.console.steps import step_page
from yizhan.market.employers import actions, queries
from yizhan.market.employers.models import Blacklisting
from yizhan.market.employers.states import BlacklistState

_VIEWS = {
    "proposed": ("待审核", (BlacklistState.PROPOSED,)),
    "appealed": ("申诉", (BlacklistState.APPEALED,)),
    "listed": ("在册", ()),
    "closed": ("已结束", (BlacklistState.REJECTED, BlacklistState.LIFTED, BlacklistState.EXPIRED)),
}
TONES = {
    BlacklistState.PROPOSED: "warning",
    BlacklistState.APPEALED: "warning",
    BlacklistState.CONFIRMED: "danger",
    BlacklistState.UPHELD: "danger",
}
_YEAR = timedelta(days=364)


def blacklist(request: HttpRequest) -> HttpResponse:
    """The cases of the own bureaus by stage; under 在册 everybody who is listed in the city today."""
    actor = actor_of(request)
    _, today = now_and_today()
    view = request.GET.get("view", "proposed")
    view = view if view in _VIEWS else "proposed"
    rows = (
        queries.blacklist(actor, on=today) if view == "listed" else queries.blacklistings(actor, states=_VIEWS[view][1])
    )
    found = page(rows, request, order=("-proposed_at", "pk"))
    address = reverse("console:blacklist")
    context = {
        "view": view,
        "tabs": [
            {"label": label, "url": f"{address}?view={name}", "current": name == view}
            for name, (label, _) in _VIEWS.items()
        ],
        "page": found,
        "rows": [
            (
                one,
                queries.shown_name(one.employer),
                TONES.get(BlacklistState(one.state), "plain"),
                actor.path and one.bureau.path.startswith(actor.path),
            )
            for one in found.rows
        ],
    }
    return render(request, "console/blacklist.html", context)


def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case: facts, law, evidence, decision, appeal."""
    actor = actor_of(request)
    found = _held(request, pk)
    context = {
        "case": found,
        "name": queries.shown_name(found.employer),
        "tone": TONES.get(BlacklistState(found.state), "plain"),
        "proposed": found.state == BlacklistState.PROPOSED,
        "appealed": found.state == BlacklistState.APPEALED,
        "listed": found.state in (BlacklistState.CONFIRMED, BlacklistState.UPHELD),
        "own": actor.id in (found.proposed_by_id if found.state == BlacklistState.PROPOSED else found.decided_by_id,),
    }
    return render(request, "console/case.html", context)


def evidence(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The paper that proves it."""
    return downloads.stored(_held(request, pk).evidence)


def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lists the employer."""
    actor, found = actor_of(request), _held(request, pk)
    now, today = now_and_today()
    initial = {"since": today.isoformat(), "until": (today + _YEAR).isoformat()}
    form = ConfirmForm(initial=initial, **data_of(request))

    def act() -> None:
        actions.confirm(actor=actor, case=found, now=now, **form.cleaned_data)

    lead = "列入后，用工主体有60日申诉期；申诉期间不停止执行（行政复议法第四十二条）。"
    return _about(request, found, form, act, "列入黑名单", "已列入黑名单", lead=lead, danger=True)


def reject(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Does not list it."""
    actor, found = actor_of(request), _held(request, pk)
    form = RejectForm(**data_of(request))

    def act() -> None:
        actions.reject(actor=actor, case=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(request, found, form, act, "不列入", "案件已办结，未列入")


def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answers the appeal."""
    actor, found = actor_of(request), _held(request, pk)
    form = SettleForm(**data_of(request))

    def act() -> None:
        said = form.cleaned_data
        upheld = said["upheld"] == "yes"
        actions.settle_appeal(actor=actor, case=found, upheld=upheld, outcome=said["outcome"], now=now_and_today()[0])

    return _about(request, found, form, act, "处理申诉", "申诉已处理", facts=(("申诉理由", found.appeal),))


def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes it off the list before its time."""
    actor, found = actor_of(request), _held(request, pk)
    form = LiftForm(**data_of(request))

    def act() -> None:
        actions.lift(actor=actor, case=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(request, found, form, act, "移出黑名单", "已移出黑名单")


def _about(
    request: HttpRequest,
    found: Blacklisting,
    form: Form,
    act: Callable[[], object],
    title: str,
    said: str,
    *,
    lead: str = "",
    facts: tuple[tuple[str, str], ...] = (),
    danger: bool = False,
) -> HttpResponse:
    name, back = queries.shown_name(found.employer), reverse("console:blacklist_case", args=[found.pk])
    crumbs = (("黑名单", reverse("console:blacklist")), (name, back))
    about = (("用工主体", name), ("事由", str(found.get_reason_display())), ("依据", found.law), *facts)
    step = Step(title, back, lead, danger=danger, facts=about, crumbs=crumbs)
    return step_page(request, form, act, step=step, said=said)


def _held(request: HttpRequest, pk: UUID) -> Blacklisting:
    return get_object_or_404(queries.blacklistings(actor_of(request)), pk=pk)

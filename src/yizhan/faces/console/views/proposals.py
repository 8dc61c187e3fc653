"""A proposal for the blacklist, made by an officer: whom it is about, then what happened and its proof."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.blacklist import ProposeForm
from yizhan.faces.console.steps import step_page
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.actions import store
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.organisations import queries as organisations
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.market.employers import actions, queries
from yizhan.market.employers.states import BlacklistReason

_FEW = 20
_LONGEST = 60


def choose(request: HttpRequest) -> HttpResponse:
    """Finds the employer. By POST: an identity number may be typed, which must not stand in an address."""
    _, today = now_and_today()
    text = request.POST.get("q", "").strip()[:_LONGEST]
    found = list(queries.search(actor_of(request), text, today=today)[: _FEW + 1]) if text else []
    rows = [
        {
            "title": queries.shown_name(one),
            "note": f"{one.get_kind_display()} · {one.credit_code or '没有信用代码'}",
            "url": reverse("console:blacklist_propose", args=[one.pk]),
        }
        for one in found[:_FEW]
    ]
    context = {"q": text, "rows": rows, "more": len(found) > _FEW}
    return render(request, "console/proposal.html", context)


def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Puts a case before a county bureau, with its proof. Nothing follows until another officer has decided."""
    actor = actor_of(request)
    found = get_object_or_404(queries.employers(actor), pk=pk)
    county = actor.role is Role.COUNTY_OFFICER
    bureaus = [] if county else organisations.organisations(actor, kinds=(OrganisationKind.COUNTY_BUREAU,))
    form = ProposeForm(**data_of(request), bureaus=bureaus)

    def act() -> None:
        said, now = form.cleaned_data, now_and_today()[0]
        bureau = said.get("bureau")
        path = actor.path if bureau is None else bureau.path
        evidence = store(
            actor=actor, upload=said["upload"], purpose=FilePurpose.EVIDENCE, organisation_path=path, now=now
        )
        actions.propose(
            actor=actor,
            employer=found,
            reason=BlacklistReason(said["reason"]),
            statement=said["statement"],
            evidence=evidence,
            bureau=bureau,
            now=now,
        )

    lead = "由另一人审核决定；决定之前不影响用工主体。提出人不能参与决定。"
    back, name = reverse("console:blacklist"), queries.shown_name(found)
    crumbs = (("黑名单", back), ("提出列入", reverse("console:blacklist_new")))
    facts = (("用工主体", name), ("类型", str(found.get_kind_display())), ("信用代码", found.credit_code or "没有"))
    step = Step("提出列入黑名单", back, lead, "提交审核", danger=True, upload=True, facts=facts, crumbs=crumbs)
    return step_page(request, form, act, step=step, said="已提交审核")

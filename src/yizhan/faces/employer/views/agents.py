"""Who acts for the employer: the mandates, inviting somebody, the paper to sign, ending one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import form_page, now, sent
from yizhan.faces.employer.answers import stored, today, with_employer
from yizhan.faces.employer.forms import InviteForm, ReasonForm, UploadForm
from yizhan.floor.files.states import FilePurpose
from yizhan.market.employers import actions, queries
from yizhan.market.employers.models import Employer
from yizhan.market.employers.states import EmployerKind, MandateState

_AGENTS = "employer:agents"


@with_employer
def agents(request: HttpRequest, own: Employer) -> HttpResponse:
    """Those in force first; what has ended below."""
    actor = actor_of(request)
    every = list(queries.mandates(actor).filter(employer=own))
    context = {
        "own": own,
        "resident": own.kind == EmployerKind.RESIDENT,
        "current": [one for one in every if one.state == MandateState.ACTIVE],
        "ended": [one for one in every if one.state != MandateState.ACTIVE],
    }
    return render(request, "employer/agents.html", context)


@with_employer
def invite(request: HttpRequest, own: Employer) -> HttpResponse:
    """Asks somebody by phone. The answer is the same whether or not the number is known; the counter makes him an agent."""
    form = InviteForm(sent(request))

    def act() -> None:
        actions.invite_agent(actor=actor_of(request), employer=own, phone=form.cleaned_data["phone"], now=now())

    said = "已发出邀请。请对方带身份证和委托书到驿站柜台登记。"
    to = reverse(_AGENTS)
    return form_page(request, form, act, template="employer/invite.html", said=said, to=to, context={"own": own})


@with_employer
def paper(request: HttpRequest, own: Employer) -> HttpResponse:
    """The mandate to print, sign and bring along."""
    return render(request, "employer/mandate_paper.html", {"own": own, "today": today()})


@with_employer
def mandate(request: HttpRequest, own: Employer) -> HttpResponse:
    """A picture of the own written mandate."""
    return mandate_page(request, own, template="employer/mandate.html", to=reverse(_AGENTS))


def mandate_page(request: HttpRequest, own: Employer, *, template: str, to: str) -> HttpResponse:
    """The same within registration and later."""
    actor = actor_of(request)
    mine = queries.agents(actor, own, on=today()).filter(person_id=actor.id).first()
    form = UploadForm(sent(request), request.FILES or None)

    def act() -> None:
        if mine is not None:
            file = stored(actor, form.cleaned_data["upload"], FilePurpose.EVIDENCE, now())
            actions.hand_in_mandate(actor=actor, mandate=mine, file=file, now=now())

    context = {"own": own, "mine": mine}
    return form_page(request, form, act, template=template, said="委托书已上传。", to=to, context=context)


def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks for the reason, then ends a mandate."""
    actor = actor_of(request)
    found = get_object_or_404(queries.mandates(actor), pk=pk)
    form = ReasonForm(sent(request))

    def act() -> None:
        actions.end_mandate(actor=actor, mandate=found, reason=form.cleaned_data["reason"], now=now())

    own_one = found.person_id == actor.id
    to = reverse("entrance:start") if own_one else reverse(_AGENTS)
    context = {"mandate": found, "own_one": own_one, "back": reverse(_AGENTS)}
    return form_page(request, form, act, template="employer/end.html", said="委托已终止。", to=to, context=context)

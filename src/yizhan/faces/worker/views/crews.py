"""Crews: invitations, the crews that one joined, and the one that one leads."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components import submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import form_page, now, sent
from yizhan.faces.worker.answers import with_file
from yizhan.faces.worker.forms.crews import CrewForm, InviteForm
from yizhan.faces.worker.forms.filing import EmptyForm
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.market.people import actions, queries
from yizhan.market.people.models import Worker
from yizhan.market.people.states import RegistrationKind, RegistrationState

_CREWS = "worker:crew"


@with_file
def crews(request: HttpRequest, file: Worker) -> HttpResponse:
    """One page for both sides. A leader sees who agreed, and nothing of whom an invitation reached."""
    actor = actor_of(request)
    led = list(queries.crews_led(actor))
    context = {
        "invitations": list(queries.invitations(actor)),
        "places": list(queries.places(actor)),
        "led": led,
        "leads": bool(led) or _is_leader(file),
    }
    return render(request, "worker/crew/crews.html", context)


@with_file
def new(request: HttpRequest, file: Worker) -> HttpResponse:
    """Founds a crew."""
    form = CrewForm(sent(request))

    def act() -> None:
        actions.found_crew(actor=actor_of(request), leader=file, name=form.cleaned_data["name"], now=now())

    to = reverse(_CREWS)
    context = {"leads": _is_leader(file)}
    return form_page(request, form, act, template="worker/crew/new.html", said="班组已建好。", to=to, context=context)


def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks somebody by phone. The answer is the same whether or not the number is known."""
    actor = actor_of(request)
    crew = get_object_or_404(queries.crews_led(actor), pk=pk)
    form = InviteForm(sent(request))

    def act() -> None:
        actions.invite_by_phone(actor=actor, crew=crew, phone=form.cleaned_data["phone"], now=now())

    said = "已发出邀请。对方登记过并同意后，会出现在名单里。"
    template = "worker/crew/invite.html"
    return form_page(request, form, act, template=template, said=said, to=reverse(_CREWS), context={"crew": crew})


def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yes or no to an invitation."""
    before = submissions.answered(request)
    if before:
        return redirect(before)
    actor = actor_of(request)
    place = get_object_or_404(queries.invitations(actor), pk=pk)
    agrees = request.POST.get("agrees") == "1"
    channel = ConsentChannel.ONLINE
    actions.answer_invitation(actor=actor, member=place, agrees=agrees, channel=channel, now=now())
    messages.success(request, f"已加入{place.crew.name}。" if agrees else "已谢绝。")
    return redirect(submissions.remember(request, reverse(_CREWS)))


def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks, then leaves."""
    actor = actor_of(request)
    place = get_object_or_404(queries.places(actor), pk=pk)

    def act() -> None:
        actions.leave_crew(actor=actor, member=place, now=now())

    context = {
        "question": f"退出{place.crew.name}？",
        "words": "退出后，带头人不能再替您报名。以后可以再加入。",
        "submit": "退出",
        "back": reverse(_CREWS),
    }
    form, to = EmptyForm(sent(request)), reverse(_CREWS)
    return form_page(request, form, act, template="worker/ask.html", said="已退出。", to=to, context=context)


def _is_leader(file: Worker) -> bool:
    return any(
        one.kind == RegistrationKind.CREW_LEADER and one.state == RegistrationState.VALID
        for one in file.registrations.all()
    )

"""After signing in: what still has to be done, then the page that was wished for or the start page of the role."""

from typing import cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone

from yizhan.faces.components.access_middleware import table
from yizhan.faces.entrance.answers import PersonRequest, address, refused, sent, take_wish
from yizhan.faces.entrance.forms import NameForm
from yizhan.floor.accounts import sessions
from yizhan.floor.accounts.actions import rename_person
from yizhan.floor.accounts.sign_ins import UNNAMED
from yizhan.floor.accounts.states import STATION_ROLES, NextStep, Role

_STEPS = {NextStep.CHANGE_PASSWORD: "entrance:account_password", NextStep.ENROL: "entrance:account_factor"}
_HOMES = {
    Role.WORKER: "/my/",
    Role.CREW_LEADER: "/my/",
    Role.EMPLOYER_AGENT: "/hire/",
    **dict.fromkeys(STATION_ROLES, "/work/"),
}
_OTHERS_HOME = "/console/"
# Where somebody without a role goes who wanted a page of this face.
_REGISTERS = {"worker": "worker:register", "employer": "employer:register"}


def start(request: HttpRequest) -> HttpResponse:
    """Leads on: to the name, a first password, the authenticator; then to where one wanted to go."""
    acting = cast(PersonRequest, request)
    if acting.user.name == UNNAMED:
        return redirect("entrance:name")
    if acting.next_step:
        return redirect(_STEPS[acting.next_step])
    wished = take_wish(request)
    if acting.actor.role is Role.PUBLIC:
        return _without_role(acting, wished)
    if wished and _fits(acting, wished):
        return redirect(wished)
    return redirect(_HOMES.get(acting.actor.role, _OTHERS_HOME))


def name(request: HttpRequest) -> HttpResponse:
    """How somebody new is called. Whoever has a name has it corrected at the counter."""
    acting = cast(PersonRequest, request)
    if acting.user.name != UNNAMED:
        return redirect("entrance:start")
    form = NameForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            rename_person(actor=acting.actor, person=acting.user, now=timezone.now(), **form.cleaned_data)
            return redirect("entrance:start")
    return render(request, "entrance/name.html", {"form": form}, status=form.status)


def leave(request: HttpRequest) -> HttpResponse:
    """Signs out."""
    sessions.end(request, cast(PersonRequest, request).actor, now=timezone.now())
    messages.success(request, "已退出登录。")
    return redirect("entrance:login")


def _without_role(request: PersonRequest, wished: str) -> HttpResponse:
    match = _match(wished)
    row = match and table().get(match.view_name)
    if row and row.admits(request.actor):
        return redirect(wished)
    links = {face: address(name) for face, name in _REGISTERS.items()}
    if match and links.get(match.app_name):
        return redirect(links[match.app_name])
    hidden = sessions.hidden_memberships(request, request.user, now=timezone.now())
    return render(request, "entrance/choose.html", {"links": links, "hidden": hidden})


def _fits(request: PersonRequest, wished: str) -> bool:
    """Whether the page is there; acts in the membership that it asks for, where the present one will not do."""
    match = _match(wished)
    if match is None:
        return False
    row = table().get(match.view_name)
    if row and not row.admits(request.actor):
        fitting = next((one for one in request.memberships if row.allows(Role(one.role))), None)
        if fitting is not None:
            sessions.choose_membership(request, fitting.id)
    return True


def _match(wished: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(wished).path) if wished else None
    except Resolver404:
        return None

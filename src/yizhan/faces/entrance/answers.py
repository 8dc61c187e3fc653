"""What the pages of this face share: refusals with their status, where to go afterwards, who is asking."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from yizhan.faces.components.destinations import same_site
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.entrance.forms import EntranceForm
from yizhan.floor.accounts import sessions
from yizhan.floor.accounts.addresses import client_address
from yizhan.floor.accounts.limits import TooOften
from yizhan.floor.accounts.middleware import ActingRequest
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Method
from yizhan.floor.accounts.wechat import wechat
from yizhan.kernel.errors import Refusal

_NEXT = "entrance.next"
View = Callable[..., HttpResponse]


class PersonRequest(ActingRequest):
    """A request of somebody who has signed in."""

    user: Person


@contextmanager
def refused(form: EntranceForm) -> Iterator[None]:
    """As `refusals`, and the page then answers 429 where a limit was reached."""
    with refusals(form):
        try:
            yield
        except TooOften:
            form.too_often = True
            raise


def settled(view: View) -> View:
    """A page of the own account: whoever still has a step of signing in before him is led to that step first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if cast(ActingRequest, request).next_step:
            return redirect("entrance:start")
        return view(request, *args, **kwargs)

    return guarded


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is made with: what was sent, however empty; None where nothing was."""
    return request.POST if request.method == "POST" else None


def address_of(request: HttpRequest) -> str:
    """The network address that limits count."""
    return client_address(request.META)


def wish(request: HttpRequest) -> str:
    """The page of this site that was asked for before signing in; empty for none, for the home page and for any other site."""
    wished = same_site(request, request.POST.get("next") or request.GET.get("next", ""), "")
    return "" if wished == "/" else wished


def remember_wish(request: HttpRequest, wished: str) -> None:
    """Keeps it in the session until the person has arrived."""
    if wished:
        request.session[_NEXT] = wished


def take_wish(request: HttpRequest) -> str:
    """Gives it and forgets it. Checked again: a session outlives a change of the site's address."""
    return same_site(request, request.session.pop(_NEXT, ""), "")


def enter(request: HttpRequest, person: Person, method: Method, now: datetime) -> None:
    """Begins the session of this person, ends one of somebody else, and keeps the wish."""
    kept = request.session.get(_NEXT, "")
    acting = cast(ActingRequest, request)
    if acting.actor.is_signed_in:
        sessions.end(request, acting.actor, now=now)
    sessions.begin(request, person, method=method, now=now)
    remember_wish(request, kept)


def address(name: str) -> str:
    """The address of another face's page; empty where that face does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def offers_wechat(request: HttpRequest) -> bool:
    """Whether the button is of use: always in the demo; else where an account is configured, inside WeChat's own browser."""
    try:
        wechat()
    except Refusal:
        return False
    return bool(settings.YIZHAN_DEMO) or "MicroMessenger" in request.META.get("HTTP_USER_AGENT", "")

"""Pages of words, and the size of type."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.context import LARGE_TYPE_COOKIE
from yizhan.faces.components.destinations import same_site
from yizhan.floor.accounts.actions import set_large_type
from yizhan.floor.accounts.models import Person

_YEAR = 365 * 24 * 3600


def about(request: HttpRequest) -> HttpResponse:
    """What a station is, what it does, and that it costs nothing."""
    return render(request, "public/about.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a person, why, how long, and what he may ask for."""
    return render(request, "public/privacy.html")


def help_without_phone(request: HttpRequest) -> HttpResponse:
    """How everything is done at the counter."""
    return render(request, "public/help.html")


def type_size(request: HttpRequest) -> HttpResponse:
    """Keeps for the person, or for this browser, whether type is large, and goes back to where one was."""
    answer = HttpResponseRedirect(same_site(request, request.POST.get("next", "")))
    large = request.POST.get("large") == "1"
    if isinstance(request.user, Person):
        set_large_type(actor=actor_of(request), person=request.user, large=large, now=timezone.now())
    answer.set_cookie(
        LARGE_TYPE_COOKIE, "1" if large else "0", max_age=_YEAR, samesite="Lax", secure=request.is_secure()
    )
    return answer

"""Signing in with one click, in the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from yizhan.faces.components.access import actor_of
from yizhan.faces.entrance.answers import remember_wish, wish
from yizhan.faces.entrance.forms import DemoForm
from yizhan.floor.accounts import demo as demonstration
from yizhan.floor.accounts import sessions


def demo(request: HttpRequest) -> HttpResponse:
    """Becomes the chosen person. Outside the demo there is no such page."""
    if not settings.YIZHAN_DEMO:
        raise Http404
    form, now, actor = DemoForm(request.POST), timezone.now(), actor_of(request)
    if not form.is_valid():
        return redirect("entrance:login")
    if actor.is_signed_in:
        sessions.end(request, actor, now=now)
    demonstration.sign_in(request, form.cleaned_data["membership"], now=now)
    remember_wish(request, wish(request))
    return redirect("entrance:start")

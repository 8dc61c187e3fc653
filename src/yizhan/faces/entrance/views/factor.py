"""The authenticator of staff: binding it, and the recovery codes, which are shown once."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from yizhan.faces.entrance.answers import PersonRequest, refused, sent, settled
from yizhan.faces.entrance.forms import EntranceForm, FactorForm
from yizhan.floor.accounts import second_factor, sessions
from yizhan.floor.accounts.states import NextStep
from yizhan.kernel.quick_response import svg_of


@never_cache
@sensitive_post_parameters("code")
def factor(request: HttpRequest) -> HttpResponse:
    """What an authenticator is; then its secret until the first code is right; then the recovery codes, in this answer alone."""
    acting = cast(PersonRequest, request)
    if acting.next_step is NextStep.CHANGE_PASSWORD:
        return redirect("entrance:start")
    actor, person = acting.actor, acting.user
    if second_factor.bound(actor=actor, person=person):
        messages.info(request, "动态码已绑定。")
        return redirect("entrance:account")
    waits = second_factor.pending(actor=actor, person=person)
    form = FactorForm(sent(request))
    if waits and request.method == "POST" and form.is_valid():
        with refused(form):
            now = timezone.now()
            codes = second_factor.confirm(actor=actor, person=person, code=form.cleaned_data["code"], now=now)
            sessions.strengthen(request, now=now)
            return _recovery_codes(request, codes)
    context = {
        "form": form,
        "waits": waits,
        "secret": " ".join(_fours(waits.secret)) if waits else "",
        "drawing": svg_of(waits.uri) if waits else "",
        "username": person.username,
    }
    return render(request, "entrance/factor.html", context, status=form.status)


def begin(request: HttpRequest) -> HttpResponse:
    """A new secret, in the place of one that was not confirmed."""
    acting = cast(PersonRequest, request)
    if acting.user.username is not None and acting.next_step is not NextStep.CHANGE_PASSWORD:
        second_factor.enrol(actor=acting.actor, person=acting.user, now=timezone.now())
    return redirect("entrance:account_factor")


@never_cache
@settled
def recovery(request: HttpRequest) -> HttpResponse:
    """Asks first: new codes make the old ones worthless."""
    acting = cast(PersonRequest, request)
    form = EntranceForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            codes = second_factor.renew_recovery_codes(actor=acting.actor, person=acting.user, now=timezone.now())
            return _recovery_codes(request, codes)
    return render(request, "entrance/recovery.html", {"form": form}, status=form.status)


def _recovery_codes(request: HttpRequest, codes: tuple[str, ...]) -> HttpResponse:
    return render(request, "entrance/recovery_codes.html", {"codes": codes, "made_at": timezone.now()})


def _fours(secret: str) -> list[str]:
    return [secret[at : at + 4] for at in range(0, len(secret), 4)]

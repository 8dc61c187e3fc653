"""In what capacity one acts: choosing among the own memberships."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from yizhan.faces.entrance.answers import PersonRequest, remember_wish, sent, settled, wish
from yizhan.faces.entrance.forms import MembershipForm
from yizhan.floor.accounts import sessions


@settled
def memberships(request: HttpRequest) -> HttpResponse:
    """The memberships that this sign-in may use, the present one marked; those that it may not, with the reason."""
    acting = cast(PersonRequest, request)
    form = MembershipForm(sent(request))
    if request.method == "POST" and form.is_valid():
        sessions.choose_membership(request, form.cleaned_data["membership"])
        remember_wish(request, wish(request))
        messages.success(request, "已切换岗位。")
        return redirect("entrance:start")
    hidden = sessions.hidden_memberships(request, acting.user, now=timezone.now())
    context = {"memberships": acting.memberships, "hidden": hidden, "next": wish(request)}
    return render(request, "entrance/memberships.html", context, status=form.status)

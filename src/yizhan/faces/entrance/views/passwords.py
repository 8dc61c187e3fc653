"""Changing the own password; the first one, which somebody else has seen, must be changed."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from yizhan.faces.entrance.answers import PersonRequest, refused, sent
from yizhan.faces.entrance.forms import PasswordForm
from yizhan.floor.accounts import passwords, sessions
from yizhan.floor.accounts.states import NextStep


@never_cache
@sensitive_post_parameters("old", "new", "again")
def password(request: HttpRequest) -> HttpResponse:
    """The form. Other sessions end; this one goes on under a new key."""
    acting = cast(PersonRequest, request)
    form = PasswordForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            kept = passwords.change(
                actor=acting.actor,
                person=acting.user,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["new"],
                keep_session=request.session.session_key,
                now=timezone.now(),
            )
            sessions.outlive_password_change(request, kept)
            messages.success(request, "密码已更换，其他设备上的登录已结束。")
            return redirect("entrance:start" if acting.next_step else "entrance:account")
    context = {
        "form": form,
        "forced": acting.next_step is NextStep.CHANGE_PASSWORD,
        "has_password": acting.user.username is not None,
    }
    return render(request, "entrance/password.html", context, status=form.status)

"""The own account: what is known, how one signs in, where one is signed in."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yizhan.faces.entrance.answers import PersonRequest, address, offers_wechat, settled
from yizhan.floor.accounts import second_factor, sessions, wechat
from yizhan.floor.accounts.actions import set_large_type
from yizhan.floor.accounts.queries import sign_ins


@never_cache
@settled
def account(request: HttpRequest) -> HttpResponse:
    """One page with everything, each with the way to change it."""
    acting, now = cast(PersonRequest, request), timezone.now()
    person, key = acting.user, request.session.session_key
    context = {
        "person": person,
        "factor": second_factor.bound(actor=acting.actor, person=person) if person.username else None,
        "sessions": [(one, one.session_key == key) for one in sign_ins(acting.actor, now=now)],
        "offers_wechat": offers_wechat(request),
        "rights": address("worker:rights"),
    }
    return render(request, "entrance/account.html", context)


@settled
def type_size(request: HttpRequest) -> HttpResponse:
    """Large type on every page, or no longer."""
    acting, large = cast(PersonRequest, request), request.POST.get("large") == "1"
    set_large_type(actor=acting.actor, person=acting.user, large=large, now=timezone.now())
    messages.success(request, "已改为大字显示。" if large else "已改为标准字号。")
    return redirect("entrance:account")


@settled
def end_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends one of the own sessions. The present one is ended by signing out."""
    sessions.end_one(actor=cast(PersonRequest, request).actor, sign_in_id=pk, now=timezone.now())
    messages.success(request, "已结束该设备上的登录。")
    return redirect("entrance:account")


@settled
def release_wechat(request: HttpRequest) -> HttpResponse:
    """Asks, then lets the WeChat account stand for nobody."""
    acting = cast(PersonRequest, request)
    if request.method == "POST":
        wechat.release(actor=acting.actor, person=acting.user, now=timezone.now())
        messages.success(request, "已解除微信绑定。")
        return redirect("entrance:account")
    return render(request, "entrance/release_wechat.html")

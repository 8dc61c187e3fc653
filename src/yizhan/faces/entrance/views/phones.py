"""Another phone number: a code goes to the new one."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yizhan.faces.entrance.answers import PersonRequest, address_of, refused, sent, settled
from yizhan.faces.entrance.forms import CodeForm, PhoneForm
from yizhan.faces.entrance.views.codes import ask_again, code_page
from yizhan.floor.accounts import codes, waiting
from yizhan.floor.accounts.actions import change_phone
from yizhan.floor.accounts.states import CodePurpose
from yizhan.market.people import queries as people
from yizhan.market.people.actions import change_phone as change_phone_of_file

_PURPOSE = CodePurpose.CHANGE_PHONE
_CODE_PAGE = "entrance/phone_code.html"


@never_cache
@settled
def phone(request: HttpRequest) -> HttpResponse:
    """The new number. Whether somebody else has it is said only to who has proved that it is his."""
    form = PhoneForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            waiting.ask(
                request.session,
                phone=form.cleaned_data["phone"],
                purpose=_PURPOSE,
                address=address_of(request),
                now=timezone.now(),
            )
            return redirect("entrance:account_phone_code")
    return render(request, "entrance/phone.html", {"form": form}, status=form.status)


@never_cache
@settled
def phone_code(request: HttpRequest) -> HttpResponse:
    """The code that came to the new number."""
    acting, now = cast(PersonRequest, request), timezone.now()
    waits = waiting.find(request.session, _PURPOSE, now=now)
    if waits is None:
        return redirect("entrance:account_phone")
    form = CodeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            proof = codes.confirm(
                phone=waits.phone,
                purpose=_PURPOSE,
                code=form.cleaned_data["code"],
                address=address_of(request),
                now=now,
            )
            own = people.own(acting.actor).first()
            given: dict[str, Any] = {
                "phone": proof.phone,
                "proof": proof,
                "keep_session": request.session.session_key,
                "now": now,
            }
            if own is None:
                change_phone(actor=acting.actor, person=acting.user, **given)
            else:
                change_phone_of_file(actor=acting.actor, worker=own, **given)
            waiting.forget(request.session, _PURPOSE)
            messages.success(request, "手机号已更换，其他设备上的登录已结束。")
            return redirect("entrance:account")
    return code_page(request, _CODE_PAGE, form, waits)


@never_cache
@settled
def phone_again(request: HttpRequest) -> HttpResponse:
    """Another code for the same number."""
    return ask_again(request, _PURPOSE, _CODE_PAGE, "entrance:account_phone", "entrance:account_phone_code")

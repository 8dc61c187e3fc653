"""Signing in by phone: a number, then the code that was sent to it. Known and unknown numbers are answered alike."""

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yizhan.faces.components.access import actor_of
from yizhan.faces.entrance.answers import address_of, enter, offers_wechat, refused, remember_wish, sent, wish
from yizhan.faces.entrance.forms import CodeForm, EntranceForm, PhoneForm
from yizhan.faces.entrance.views.wechat import bind_what_waits, waits_for_phone
from yizhan.floor.accounts import demo, sign_ins, waiting
from yizhan.floor.accounts.limits import MINUTE
from yizhan.floor.accounts.middleware import ActingRequest
from yizhan.floor.accounts.states import CodePurpose, Method

_UNKNOWN_PERSON_SESSION = 15 * 60
_WAYS = (
    ("手机验证码", "entrance:login", "entrance/login.html"),
    ("工作人员登录", "entrance:staff", "entrance/staff.html"),
)


@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """Every way to sign in; the form of this page asks for a code."""
    if cast(ActingRequest, request).next_step and request.method == "GET":
        remember_wish(request, wish(request))
        return redirect("entrance:start")
    form = PhoneForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            waiting.ask(
                request.session,
                phone=form.cleaned_data["phone"],
                purpose=CodePurpose.SIGN_IN,
                address=address_of(request),
                now=timezone.now(),
            )
            if not actor_of(request).is_signed_in:
                request.session.set_expiry(_UNKNOWN_PERSON_SESSION)
            remember_wish(request, wish(request))
            return redirect("entrance:code")
    return login_page(request, "entrance/login.html", form)


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The code; the right one signs in."""
    now = timezone.now()
    waits = waiting.find(request.session, CodePurpose.SIGN_IN, now=now)
    if waits is None:
        return redirect("entrance:login")
    form = CodeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            person = sign_ins.by_code(
                phone=waits.phone, code=form.cleaned_data["code"], address=address_of(request), now=now
            )
            waiting.forget(request.session, CodePurpose.SIGN_IN)
            digest = waits_for_phone(request, now)
            enter(request, person, Method.CODE, now)
            bind_what_waits(request, person, digest, now)
            return redirect("entrance:start")
    return code_page(request, "entrance/code.html", form, waits)


@never_cache
def code_again(request: HttpRequest) -> HttpResponse:
    """Another code for the same number."""
    return ask_again(request, CodePurpose.SIGN_IN, "entrance/code.html", "entrance:login", "entrance:code")


def ask_again(request: HttpRequest, purpose: CodePurpose, template: str, nobody: str, done: str) -> HttpResponse:
    """Sends another code to the number that waits, or says when that is possible. Shared with the change of the number."""
    now = timezone.now()
    waits = waiting.find(request.session, purpose, now=now)
    if waits is None:
        return redirect(nobody)
    form = EntranceForm({})
    if form.is_valid():
        with refused(form):
            address = address_of(request)
            waiting.ask(request.session, phone=waits.phone, purpose=purpose, address=address, again=True, now=now)
            return redirect(done)
    shown = CodeForm()
    shown.too_often = form.too_often
    return code_page(
        request, template, shown, waits, refusal=" ".join(map(str, form.non_field_errors())), status=form.status
    )


def code_page(
    request: HttpRequest,
    template: str,
    form: EntranceForm,
    waits: waiting.Waiting,
    *,
    refusal: str = "",
    status: int | None = None,
) -> HttpResponse:
    """The page that waits for a code."""
    left = waits.again_at - timezone.now()
    context = {
        "form": form,
        "waits": waits,
        "refusal": refusal,
        "seconds": max(0, min(int(MINUTE.total_seconds()), int(left.total_seconds()) + 1)),
    }
    return render(request, template, context, status=status or form.status)


def login_page(request: HttpRequest, template: str, form: EntranceForm) -> HttpResponse:
    """One of the two tabs of the login page, with what both show."""
    now, wished = timezone.now(), wish(request)
    query = f"?{urlencode({'next': wished})}" if wished else ""
    context = {
        "form": form,
        "next": wished,
        "tabs": [
            {"label": label, "url": f"{reverse(name)}{query}", "current": template == page}
            for label, name, page in _WAYS
        ],
        "offers_wechat": offers_wechat(request),
        "binding": waits_for_phone(request, now) is not None,
        "identities": demo.identities(actor_of(request), now=now),
    }
    return render(request, template, context, status=form.status)

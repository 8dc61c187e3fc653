"""Signing in by WeChat: away to the service, back with a state that only this browser knows, then a phone once."""

import hmac
import secrets
from datetime import datetime
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yizhan.faces.entrance.answers import PersonRequest, enter, remember_wish, wish
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Method
from yizhan.floor.accounts.wechat import bind, digest_for, person_with, wechat
from yizhan.kernel.errors import Refusal

_STATE, _DIGEST = "entrance.wechat_state", "entrance.wechat_digest"
_LASTS_SECONDS = 600


@never_cache
def leave_for_wechat(request: HttpRequest) -> HttpResponse:
    """To the service; the state in the session lets nobody else's answer in. A link, because a form may not lead off this site."""
    state = secrets.token_urlsafe(24)
    back = request.build_absolute_uri(reverse("entrance:wechat_back"))
    try:
        away = wechat().address(state, back)
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("entrance:login")
    request.session[_STATE] = [state, int(timezone.now().timestamp())]
    remember_wish(request, wish(request))
    if settings.YIZHAN_DEMO:
        away = f"{reverse('sandbox:wechat')}?{urlencode({'state': state})}"
    return redirect(away)


@never_cache
def back_from_wechat(request: HttpRequest) -> HttpResponse:
    """Signs in whom the account stands for, binds it to who has signed in, or asks for the phone of somebody new."""
    acting, now = cast(PersonRequest, request), timezone.now()
    if not _is_awaited(request, now):
        messages.error(request, "微信登录没有成功，请重试，或用手机验证码登录。")
        return redirect("entrance:login")
    try:
        digest = digest_for(request.GET.get("code", ""))
        if acting.actor.is_signed_in:
            bind(actor=acting.actor, person=acting.user, digest=digest, now=now)
            messages.success(request, "微信已绑定，下次可以用微信登录。")
            return redirect("entrance:account")
        person = person_with(digest)
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("entrance:account" if acting.actor.is_signed_in else "entrance:login")
    if person is None:
        request.session[_DIGEST] = [digest, int(now.timestamp())]
        messages.info(request, "第一次用微信登录，请验证一次手机号，以后就不用了。")
        return redirect("entrance:login")
    enter(request, person, Method.WECHAT, now)
    return redirect("entrance:start")


def waits_for_phone(request: HttpRequest, now: datetime) -> str | None:
    """The digest of the account that this visitor has proved and that stands for nobody yet."""
    digest, at = request.session.get(_DIGEST, ("", 0))
    return digest if digest and now.timestamp() - at < _LASTS_SECONDS else None


def bind_what_waits(request: HttpRequest, person: Person, digest: str | None, now: datetime) -> None:
    """Binds that account to the person who has just proved a phone; one that cannot be bound is only told."""
    request.session.pop(_DIGEST, None)
    if digest is None:
        return
    try:
        bind(actor=SYSTEM, person=person, digest=digest, now=now)
    except Refusal as refusal:
        messages.warning(request, refusal.say())


def _is_awaited(request: HttpRequest, now: datetime) -> bool:
    """Whether the answer carries the state of this browser, given out less than ten minutes ago. Each state serves once."""
    kept, at = request.session.pop(_STATE, ("", 0))
    given = request.GET.get("state", "")
    same = hmac.compare_digest(kept.encode(), given.encode("utf-8", "replace"))
    return bool(kept) and same and now.timestamp() - at < _LASTS_SECONDS

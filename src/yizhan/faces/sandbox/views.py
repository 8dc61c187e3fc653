"""What would have left the system, and the page that stands for WeChat's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from yizhan.faces.components.access import actor_of
from yizhan.faces.sandbox.messages import shown
from yizhan.floor.notices.states import OUTWARD, Channel

# Accounts that stand for nobody until they are bound; any other name is one more.
ACCOUNTS = (("demo-1", "微信用户一"), ("demo-2", "微信用户二"), ("demo-3", "微信用户三"))


@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """The messages, of all channels or of one. The page asks for itself again every five seconds."""
    given = request.GET.get("channel", "")
    channel = Channel(given) if given in OUTWARD else None
    tabs = [{"label": "全部", "url": reverse("sandbox:outbox"), "current": channel is None}] + [
        {"label": one.label, "url": f"{reverse('sandbox:outbox')}?channel={one.value}", "current": channel is one}
        for one in OUTWARD
    ]
    messages = shown(actor_of(request), channel)
    return render(request, "sandbox/outbox.html", {"shown": messages, "tabs": tabs, "here": request.get_full_path()})


@never_cache
def wechat(request: HttpRequest) -> HttpResponse:
    """Stands for the page on which a user of WeChat agrees to sign in. Always leads back to this site."""
    context = {
        "state": request.GET.get("state", ""),
        "back": reverse("entrance:wechat_back"),
        "accounts": ACCOUNTS,
    }
    return render(request, "sandbox/wechat.html", context)

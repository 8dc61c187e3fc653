"""Which notices come, and by which way."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from yizhan.faces.entrance.answers import PersonRequest, sent, settled
from yizhan.faces.entrance.forms import NoticesForm
from yizhan.floor.notices.actions import set_preference
from yizhan.floor.notices.queries import preferences


@settled
def notices(request: HttpRequest) -> HttpResponse:
    """The switches; only those that are turned are written."""
    actor = cast(PersonRequest, request).actor
    switches = preferences(actor)
    form = NoticesForm(switches, sent(request))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        for one in switches:
            wanted = form.wanted(one.group, one.channel)
            if one.changeable and wanted != one.wanted:
                set_preference(actor=actor, group=one.group, channel=one.channel, wanted=wanted, now=now)
        messages.success(request, "通知设置已保存。")
        return redirect("entrance:account")
    return render(request, "entrance/notices.html", {"form": form}, status=form.status)

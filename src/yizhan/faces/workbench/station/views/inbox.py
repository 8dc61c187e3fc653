"""The person's own notices."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.floor.notices import actions, queries


def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first; what is unread stands out."""
    actor = actor_of(request)
    found = page(queries.inbox(actor), request)
    return render(request, "workbench/station/inbox.html", {"page": found, "waiting": queries.unread_count(actor)})


def opened(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read, and on to what it is about."""
    actor, (now, _) = actor_of(request), now_and_today()
    notice = get_object_or_404(queries.inbox(actor), pk=pk)
    actions.mark_read(actor=actor, notice=notice, now=now)
    return redirect(notice.link or "workbench:inbox")


def all_read(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    now, _ = now_and_today()
    count = actions.mark_all_read(actor=actor_of(request), now=now)
    messages.success(request, f"{count}条消息已标为已读。" if count else "没有未读消息。")
    return redirect("workbench:inbox")

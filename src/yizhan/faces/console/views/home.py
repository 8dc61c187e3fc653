"""The first page, and the notices."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.destinations import same_site
from yizhan.faces.components.paging import page
from yizhan.faces.console import overview
from yizhan.faces.console.areas import area_of, now_and_today
from yizhan.faces.console.views.assessment import start_page
from yizhan.floor.accounts.states import ASSESSMENT_ROLES, BUREAU_ROLES, Role
from yizhan.floor.notices import actions, queries


def home(request: HttpRequest) -> HttpResponse:
    """Figures and what waits. An auditor has one subject only: the chain; panel members and finance have a page of their own."""
    actor = actor_of(request)
    if actor.role is Role.AUDITOR:
        return redirect("console:audit")
    if actor.role in ASSESSMENT_ROLES:
        return start_page(request, actor)
    now, today = now_and_today()
    if actor.role in BUREAU_ROLES:
        area = area_of(actor)
        figures = overview.bureau_figures(actor, area, today=today)
        waiting = overview.bureau_waiting(actor, now=now, today=today)
    else:
        area = None
        figures = overview.platform_figures(actor, now=now, today=today)
        waiting = overview.platform_waiting(actor, now=now)
    context = {"area": area, "figures": figures, "waiting": waiting, "today": today}
    return render(request, "console/home.html", context)


def inbox(request: HttpRequest) -> HttpResponse:
    """One's own notices; all are marked as read by a button."""
    actor = actor_of(request)
    if request.method == "POST":
        actions.mark_all_read(actor=actor, now=now_and_today()[0])
        return redirect("console:inbox")
    return render(request, "console/inbox.html", {"page": page(queries.inbox(actor), request)})


def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens what a notice is about; it has been read then."""
    actor = actor_of(request)
    found = get_object_or_404(queries.inbox(actor), pk=pk)
    actions.mark_read(actor=actor, notice=found, now=now_and_today()[0])
    return redirect(same_site(request, found.link, reverse("console:inbox")))

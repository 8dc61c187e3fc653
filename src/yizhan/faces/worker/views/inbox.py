"""Notices."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.destinations import same_site
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import now
from yizhan.floor.notices import actions, queries

# Where the news of a kind is, for those that bring no link.
_ABOUT = {
    "people.crew.": "worker:crew",
    "people.": "worker:file",
    "rights.": "worker:rights",
    "accounts.": "entrance:account",
}


def inbox(request: HttpRequest) -> HttpResponse:
    """One's own notices; all are marked as read by a button."""
    actor = actor_of(request)
    if request.method == "POST":
        actions.mark_all_read(actor=actor, now=now())
        return redirect("worker:inbox")
    return render(request, "worker/inbox.html", {"page": page(queries.inbox(actor), request)})


def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens what a notice is about; it has been read then."""
    actor = actor_of(request)
    found = get_object_or_404(queries.inbox(actor), pk=pk)
    actions.mark_read(actor=actor, notice=found, now=now())
    about = next((name for start, name in _ABOUT.items() if found.kind.startswith(start)), "worker:inbox")
    return redirect(same_site(request, found.link, reverse(about)))

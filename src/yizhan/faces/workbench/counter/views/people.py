"""Finding a person, the file, a sealed value of it, and the receipt."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from yizhan.faces.components.access import actor_of
from yizhan.faces.workbench.counter import files
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.models import Worker
from yizhan.market.people.search import LONGEST_TEXT, search

# Whole numbers of phones and documents are never put into an address.
_NUMBER = re.compile(r"(?:[0-9０-９Xx][\s-]*){7,}")


def people(request: HttpRequest) -> HttpResponse:
    """The files that match. What was typed stands in the address unless it is a number of somebody."""
    actor, (_, today) = actor_of(request), now_and_today()
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("text", "").strip()[:LONGEST_TEXT]
    is_number = _NUMBER.search(text) is not None
    if request.method == "POST" and not is_number:
        return redirect(_with(text))
    if request.method == "GET" and is_number:
        return redirect("workbench:people")
    after = request.GET.get("after", "")
    found = search(actor, text, today=today, after=after)
    if is_number and len(found.rows) == 1:
        return redirect("workbench:people_file", pk=found.rows[0].pk)
    more = f"?{urlencode({'text': text, 'after': found.next})}" if found.next and not is_number else ""
    first = _with(text) if after else ""
    context = {"rows": found.rows, "text": "" if is_number else text, "asked": bool(text), "next": more, "first": first}
    return render(request, "workbench/counter/people.html", {**context, "today": today})


def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole file. That it was opened is recorded, once for clerk, person and day: the person can see it.

    The entry is written by a GET on purpose: whoever sees the page has looked, however he came.
    """
    actor, (now, _) = actor_of(request), now_and_today()
    worker = queries.workers(actor, at=now).filter(pk=pk).first()
    if worker is None:
        get_object_or_404(queries.held_back(actor, at=now), pk=pk)
        return render(request, "workbench/counter/held_back.html")
    actions.look(actor=actor, worker=worker, now=now)
    return _file(request, worker, {})


def person_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file with one value in full. It stands in this answer only."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker = get_object_or_404(queries.workers(actor, at=now), pk=pk)
    name = request.POST.get("field", "")
    try:
        value = actions.reveal(actor=actor, worker=worker, field=name, reason=request.POST.get("reason", ""), now=now)
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("workbench:people_file", pk=pk)
    return _file(request, worker, {name: value})


def person_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was registered, on paper, for the person."""
    actor, (now, today) = actor_of(request), now_and_today()
    worker = get_object_or_404(queries.workers(actor, at=now), pk=pk)
    rows = list(queries.registrations(actor).filter(worker=worker))
    phone, number = worker.person.phone, worker.document_number
    context = {
        "worker": worker,
        "today": today,
        "rows": rows,
        "phone": "" if phone is None else phone.masked,
        "number": "" if number is None else number.masked,
    }
    return render(request, "workbench/counter/receipt.html", context)


def _file(request: HttpRequest, worker: Worker, revealed: dict[str, str]) -> HttpResponse:
    actor, (now, today) = actor_of(request), now_and_today()
    context = files.page_of(actor, worker, now=now, today=today, revealed=revealed)
    return render(request, "workbench/counter/person.html", context)


def _with(text: str) -> str:
    address = reverse("workbench:people")
    return f"{address}?{urlencode({'text': text})}" if text else address

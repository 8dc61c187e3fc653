"""A page with one form: what was sent, done once and as a whole, and where it leads."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from yizhan.faces.components import submissions
from yizhan.faces.components.outcomes import refusals


def now() -> datetime:
    """The moment of this request."""
    return timezone.now()


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is made with: what was sent, however empty; None where nothing was."""
    return request.POST if request.method == "POST" else None


def versioned(request: HttpRequest, version: int) -> tuple[QueryDict | None, str]:
    """What was sent, with the present version put in the place of an older one; and the sentence that says so, else empty.

    So the page keeps what was typed, and the next sending is made against what the other person saved.
    """
    said = sent(request)
    if said is None or said.get("version") in (None, str(version)):
        return said, ""
    renewed = said.copy()
    renewed["version"] = str(version)
    return renewed, "内容刚刚被别人改过。您填的还在下面，请核对后再点一次保存。"


def step(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    template: str,
    said: str,
    to: str,
    context: Mapping[str, Any] | None = None,
    conflict: str = "",
) -> HttpResponse:
    """A page with a form: acts when it was sent and is right, says so and leads on to `to`; else shows it, 422 when it is wrong.

    `conflict` is the sentence of `versioned`. What `act` does is done as a whole: a refusal takes back the file that was stored before it. The same submission again only
    leads on.
    """
    if request.method == "POST":
        before = submissions.answered(request)
        if before:
            return redirect(before)
        if form.is_valid() and conflict:
            form.add_error(None, conflict)
        elif form.is_valid():
            with refusals(form):
                with transaction.atomic():
                    act()
                messages.success(request, said)
                return redirect(submissions.remember(request, to))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**(context or {}), "form": form}, status=status)

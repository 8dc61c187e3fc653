"""One step of somebody's work: a form, one action done once and as a whole, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Step:
    """What the page of a step says. `crumbs` are label and address of the pages above; `back` is where one goes without it;
    `facts` are label and value of what it is about."""

    title: str
    back: str
    lead: str = ""
    submit: str = "确定"
    danger: bool = False
    upload: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()


def now() -> datetime:
    """The moment of this request."""
    return timezone.now()


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is made with: what was sent, however empty; None where nothing was."""
    return request.POST if request.method == "POST" else None


def data_of(request: HttpRequest) -> dict[str, Any]:
    """What a form with files is made with: what was sent, or nothing."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


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


def taken(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    said: Callable[[], str] | str,
    to: str,
    conflict: str = "",
) -> HttpResponse | None:
    """Acts when the form was sent and is right, says so, and leads on to `to`; the same submission again only leads on.

    What `act` does is done as a whole: a refusal takes back the file that was stored before it. `conflict` is the sentence of
    `versioned`. None when the page is to be shown: nothing was sent, or the form says what is wrong.
    """
    if request.method != "POST":
        return None
    before = submissions.answered(request)
    if before:
        return redirect(before)
    if form.is_valid() and conflict:
        form.add_error(None, conflict)
    elif form.is_valid():
        with refusals(form):
            with transaction.atomic():
                act()
            messages.success(request, said if isinstance(said, str) else said())
            return redirect(submissions.remember(request, to))
    return None


def shown(request: HttpRequest, template: str, context: Mapping[str, object], *forms: Form) -> HttpResponse:
    """A page; with status 422 where one of its forms was refused."""
    return render(request, template, {**context}, status=422 if any(form.errors for form in forms) else 200)


def form_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    template: str,
    said: Callable[[], str] | str,
    to: str,
    context: Mapping[str, object] | None = None,
    conflict: str = "",
) -> HttpResponse:
    """The whole of a page with one form: what `taken` answers, else the page."""
    done = taken(request, form, act, said=said, to=to, conflict=conflict)
    return done or shown(request, template, {**(context or {}), "form": form}, form)


def step_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    step: Step,
    said: Callable[[], str] | str,
    template: str,
    to: str = "",
    **more: object,
) -> HttpResponse:
    """The whole of a step that has a page of its own. It leads back to `step.back` unless `to` is given."""
    return form_page(
        request, form, act, template=template, said=said, to=to or step.back, context={"step": step, **more}
    )

"""One step of somebody's work: a form, one action, and back to the page that it was about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

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


def taken(
    request: HttpRequest, form: Form, act: Callable[[], object], *, said: Callable[[], str] | str, to: str
) -> HttpResponse | None:
    """Acts when the form was sent and is right, says so, and leads on to `to`; the same submission again only leads on.

    None when the page is to be shown: nothing was sent, or the form says what is wrong.
    """
    if request.method != "POST":
        return None
    before = submissions.answered(request)
    if before:
        return redirect(before)
    if form.is_valid():
        with refusals(form):
            act()
            messages.success(request, said if isinstance(said, str) else said())
            return redirect(submissions.remember(request, to))
    return None


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
    done = taken(request, form, act, said=said, to=to or step.back)
    return done or shown(request, template, {"form": form, "step": step, **more}, form)


def shown(request: HttpRequest, template: str, context: dict[str, object], *forms: Form) -> HttpResponse:
    """A page; with status 422 where one of its forms was refused."""
    return render(request, template, context, status=422 if any(form.errors for form in forms) else 200)


def data_of(request: HttpRequest) -> dict[str, Any]:
    """What a form is made with: what was sent, or nothing."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}

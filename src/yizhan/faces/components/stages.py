"""A form in several small pages, one question on each. What was typed waits in a sealed draft; each page is an address of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.faces.components import drafts
from yizhan.faces.components.drafts import Page


@dataclass(frozen=True, slots=True)
class Stage:
    """One page. `label` is the word in the line of steps; the pages of one label are one step there."""

    code: str
    label: str
    form: type[Form]


@dataclass(frozen=True, slots=True)
class Line:
    """The line of steps above a page."""

    labels: tuple[str, ...]
    current: int


def line(stages: Sequence[Stage], code: str) -> Line:
    """The steps as the reader counts them, and where he is."""
    labels = tuple(dict.fromkeys(stage.label for stage in stages))
    here = next(stage.label for stage in stages if stage.code == code)
    return Line(labels, labels.index(here) + 1)


def open_before(stages: Sequence[Stage], pages: Mapping[str, Page], code: str) -> str:
    """The first page before this one that is not filled in; empty when there is none."""
    codes = [stage.code for stage in stages]
    return next((before for before in codes[: codes.index(code)] if before not in pages), "")


def after(stages: Sequence[Stage], code: str) -> str:
    """The page that follows; empty behind the last."""
    codes = [stage.code for stage in stages]
    return dict(zip(codes, codes[1:], strict=False)).get(code, "")


def before(stages: Sequence[Stage], code: str) -> str:
    """The page that comes before; empty for the first."""
    codes = [stage.code for stage in stages]
    return dict(zip(codes[1:], codes, strict=False)).get(code, "")


def keep(request: HttpRequest, name: str, code: str, form: Form, *, now: datetime) -> None:
    """Keeps what the page says, as typed."""
    said = {field: request.POST.getlist(field) for field in form.fields if field in request.POST}
    drafts.keep(request, name, code, said, now=now)


def shown(request: HttpRequest, template: str, form: Form, context: Mapping[str, Any]) -> HttpResponse:
    """The page; 422 when something is wrong with it."""
    wrong = form.is_bound and request.method == "POST"
    return render(request, template, {**context, "form": form}, status=422 if wrong and form.errors else 200)

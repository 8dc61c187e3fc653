"""A step of the station's half: its pages lie in one folder."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from yizhan.faces.components import steps
from yizhan.faces.components.steps import Step

_FOLDER = "workbench/station/"


def shown(request: HttpRequest, template: str, context: dict[str, object], *forms: Form) -> HttpResponse:
    """A page; with status 422 where one of its forms was refused."""
    return steps.shown(request, f"{_FOLDER}{template}", context, *forms)


def step_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    step: Step,
    said: Callable[[], str] | str,
    to: str = "",
    **more: object,
) -> HttpResponse:
    """The whole of a step that has a page of its own. It leads back to `step.back` unless `to` is given."""
    return steps.step_page(request, form, act, step=step, said=said, template=f"{_FOLDER}step.html", to=to, **more)

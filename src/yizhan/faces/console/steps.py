"""A step of the console: its page is the console's own."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from yizhan.faces.components import steps
from yizhan.faces.components.steps import Step


def step_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    step: Step,
    said: str,
    to: str = "",
    template: str = "console/step.html",
) -> HttpResponse:
    """The whole of a step that has a page of its own. It leads back to `step.back` unless `to` is given."""
    return steps.step_page(request, form, act, step=step, said=said, template=template, to=to)

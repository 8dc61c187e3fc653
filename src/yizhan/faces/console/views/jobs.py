"""What runs behind the pages: the worker, deliveries that were given up, messages by state."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.fields import NothingForm
from yizhan.faces.console.overview import ALIVE_SECONDS
from yizhan.faces.console.steps import step_page
from yizhan.floor.notices import queries as notices
from yizhan.floor.notices.states import DispatchState, Why
from yizhan.floor.outbox import actions, queries

_TONES = {DispatchState.SENT: "success", DispatchState.FAILED: "danger", DispatchState.REFUSED: "plain"}


def jobs(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    actor = actor_of(request)
    now, _ = now_and_today()
    age = queries.worker_age(now=now)
    seconds = None if age is None else int(age.total_seconds())
    context = {
        "age": seconds,
        "alive": seconds is not None and seconds <= ALIVE_SECONDS,
        "waiting": queries.waiting(now=now).count(),
        "page": page(queries.stuck(actor), request, order=("-given_up_at", "pk")),
        "messages_by_state": [
            (channel.label, state.label, "" if why is Why.NONE else why.label, number, _TONES.get(state, "info"))
            for channel, state, why, number in notices.dispatch_counts(actor)
        ],
    }
    return render(request, "console/jobs.html", context)


def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tries a delivery again that was given up."""
    actor = actor_of(request)
    delivery = get_object_or_404(queries.stuck(actor), pk=pk)
    form = NothingForm(**data_of(request))

    def act() -> None:
        actions.retry(actor=actor, delivery=delivery, now=now_and_today()[0])

    back = reverse("console:jobs")
    facts = (("事件", delivery.event.name), ("接收方", delivery.consumer), ("最后的错误", delivery.last_error))
    lead = "先排除原因再重试。重复送达不会重复生效。"
    step = Step("重试这次送达？", back, lead, "重试", facts=facts, crumbs=(("运行", back),))
    return step_page(request, form, act, step=step, said="已重新排队", template="console/ask.html")

"""How long rows are kept, what is due, and what waits for a decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.fields import ReasonForm
from yizhan.faces.console.steps import step_page
from yizhan.floor.privacy import removal


def retention(request: HttpRequest) -> HttpResponse:
    """Every declared kind with counts and the next day; questions first."""
    now, _ = now_and_today()
    return render(request, "console/retention.html", {"rows": removal.queue(actor_of(request), at=now)})


def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Removes what is due of a kind that a person decides about."""
    actor = actor_of(request)
    now, _ = now_and_today()
    kinds = (one for one in removal.queue(actor, at=now) if one.retention.asks)
    found = next((one for one in kinds if one.retention.code == code), None)
    if found is None:
        raise Http404
    form = ReasonForm(**data_of(request))

    def act() -> None:
        removal.remove_asked(actor=actor, code=code, now=now, **form.cleaned_data)

    back = reverse("console:retention")
    facts = (
        ("记录", found.retention.label_zh),
        ("期限", found.retention.starts_zh),
        ("依据", found.retention.basis_zh),
        ("已期满", f"{found.due} 条"),
    )
    lead = "删除后不能恢复。先确认期限在本地适用。"
    step = Step("删除期满的记录", back, lead, "确认删除", danger=True, facts=facts, crumbs=(("保存期限", back),))
    return step_page(request, form, act, step=step, said="已删除期满的记录")

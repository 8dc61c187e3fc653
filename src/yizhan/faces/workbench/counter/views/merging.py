"""Two files of one person: found, compared side by side, joined, and taken apart again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import data_of, taken
from yizhan.faces.workbench.counter import desk, files
from yizhan.faces.workbench.counter.forms import MergeForm, ReasonForm
from yizhan.faces.workbench.counter.views.keeping import step_of, worker_of
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.market.people import actions, queries
from yizhan.market.people.search import LONGEST_TEXT, search


def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which other file it is joined with. What is typed may be a number, so it is sent and not put into an address."""
    actor, (_, today) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    text = request.POST.get("text", "").strip()[:LONGEST_TEXT] if request.method == "POST" else worker.person.name
    rows = [one for one in search(actor, text, today=today).rows if one.pk != worker.pk] if text else []
    context = {"worker": worker, "rows": rows, "asked": request.method == "POST", "today": today}
    return render(request, "workbench/counter/merge.html", {**context, "step": step_of(worker, "找重复的档案")})


def compare(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Both files in two columns; one stays."""
    actor, (now, today) = actor_of(request), now_and_today()
    left, right = worker_of(request, pk), worker_of(request, other)
    if left.pk == right.pk:
        return redirect("workbench:people_merge", pk=pk)
    form = MergeForm(**data_of(request), initial={"keep": "left"})
    kept = left if form.data.get("keep", "left") == "left" else right

    def save() -> None:
        gone = right if kept is left else left
        actions.merge(actor=actor, keep=kept, other=gone, reason=form.cleaned_data["reason"], now=now)

    to = reverse("workbench:people_file", args=[kept.pk])
    done = taken(request, form, save, said="两份档案已合并，30 天内可以撤销。", to=to)
    context = {"form": form, "step": step_of(left, "合并档案"), "rows": files.sides(left, right, today)}
    return done or desk.shown(request, "compare.html", context, form)


def unmerge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gives the other file back what was its own."""
    actor, (now, _) = actor_of(request), now_and_today()
    trace = get_object_or_404(queries.merges(actor), pk=pk)
    form = ReasonForm(**data_of(request))

    def save() -> None:
        actions.unmerge(actor=actor, done=trace, reason=form.cleaned_data["reason"], now=now)

    lead = "原来属于另一份档案的登记、类别、技能、证书还给它；合并以后新增的留在这里。"
    step = step_of(trace.kept, "撤销合并", submit="撤销合并", danger=True, lead=lead)
    return desk.step_page(request, form, save, step=step, said="合并已撤销。")

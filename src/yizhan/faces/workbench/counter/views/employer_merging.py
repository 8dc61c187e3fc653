"""Two files of one employer joined and taken apart again; a file closed and opened again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import data_of, taken
from yizhan.faces.workbench.counter import desk, employing
from yizhan.faces.workbench.counter.forms import ClosingForm, MergeForm, ReasonForm
from yizhan.faces.workbench.counter.views.employer_keeping import employer_of, step_of
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.market.employers import actions, queries

_LONGEST_TEXT, _MOST = 60, 20


def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which other file it is joined with. What is typed may be a number, so it is sent and not put into an address."""
    actor, (_, today) = actor_of(request), now_and_today()
    found = employer_of(request, pk)
    asked = request.method == "POST"
    text = request.POST.get("text", "").strip()[:_LONGEST_TEXT] if asked else found.legal_name
    rows = queries.search(actor, text, today=today).filter(kind=found.kind).exclude(pk=found.pk)[:_MOST]
    context = {"employer": found, "lines": employing.lines(list(rows)), "asked": asked}
    return render(request, "workbench/counter/employer_merge.html", {**context, "step": step_of(found, "找重复的档案")})


def compare(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Both files in two columns; one stays."""
    actor, (now, _) = actor_of(request), now_and_today()
    left, right = employer_of(request, pk), employer_of(request, other)
    if left.pk == right.pk:
        return redirect("workbench:employers_merge", pk=pk)
    form = MergeForm(**data_of(request), initial={"keep": "left"})
    kept = left if form.data.get("keep", "left") == "left" else right

    def save() -> None:
        gone = right if kept is left else left
        actions.merge(actor=actor, keep=kept, drop=gone, reason=form.cleaned_data["reason"], now=now)

    to = reverse("workbench:employers_file", args=[kept.pk])
    done = taken(request, form, save, said="两份档案已合并，30 天内可以撤销。", to=to)
    context = {"form": form, "step": step_of(left, "合并档案"), "rows": employing.sides(left, right)}
    context["lead"] = "确认是同一家，再选择保留哪一份。30 天内可以撤销。"
    return done or desk.shown(request, "compare.html", context, form)


def unmerge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gives the other file back what was its own."""
    actor, (now, _) = actor_of(request), now_and_today()
    trace = get_object_or_404(queries.merges(actor), pk=pk)
    form = ReasonForm(**data_of(request))

    def save() -> None:
        actions.unmerge(actor=actor, done=trace, reason=form.cleaned_data["reason"], now=now)

    lead = "原来属于另一份档案的登记、摸排、经办人还给它；合并以后新增的留在这里。"
    step = step_of(trace.kept, "撤销合并", submit="撤销合并", danger=True, lead=lead)
    return desk.step_page(request, form, save, step=step, said="合并已撤销。")


def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The employer has ceased to hire; its agents act no more."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = employer_of(request, pk)
    form = ClosingForm(**data_of(request), initial={"version": found.version})

    def save() -> None:
        said = form.cleaned_data
        actions.close(actor=actor, employer=found, version=said["version"], reason=said["reason"], now=now)

    lead = "停业、注销或不再招工的，停用档案。经办人的委托同时终止；登记记录保留，以后可以重新启用。"
    step = step_of(found, "停用档案", submit="停用", danger=True, lead=lead)
    return desk.step_page(request, form, save, step=step, said="档案已停用。")


def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opened again, with its papers seen again."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = employer_of(request, pk)
    form = ClosingForm(**data_of(request), initial={"version": found.version})

    def save() -> None:
        said = form.cleaned_data
        actions.reopen(actor=actor, employer=found, version=said["version"], reason=said["reason"], now=now)

    lead = "请重新核对证照原件。经办人要重新登记。"
    step = step_of(found, "重新启用档案", submit="已看过原件，启用", lead=lead)
    return desk.step_page(request, form, save, step=step, said="档案已重新启用。")

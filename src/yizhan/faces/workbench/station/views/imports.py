"""Workbooks: taken in, compared, looked at, written, taken back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components import submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.downloads import XLSX, made
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.workbench.station.forms import StationUploadForm
from yizhan.faces.workbench.station.import_rows import FILTERS, STATE_TONES, counts, line
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.steps import shown, step_page
from yizhan.floor.organisations.queries import organisations
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.market.imports import actions, queries
from yizhan.market.imports.exports import refused_rows
from yizhan.market.imports.forms import RevertForm
from yizhan.market.imports.models import Import
from yizhan.market.imports.states import Finding, ImportState, may_move
from yizhan.market.imports.template import roster_template

_LIST = "workbench:imports"
_ONE = "workbench:imports_one"


def imports(request: HttpRequest) -> HttpResponse:
    """The imports of the actor's stations, latest first."""
    found = page(queries.imports(actor_of(request)), request)
    rows = [(one, _tone(one)) for one in found.rows]
    return render(request, "workbench/station/imports.html", {"page": found, "rows": rows})


def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return made("零工和用工主体导入模板.xlsx", XLSX, roster_template())


def upload(request: HttpRequest) -> HttpResponse:
    """A workbook comes in. Nothing is written yet: it is compared first."""
    actor, (now, _) = actor_of(request), now_and_today()
    own = organisations(actor).filter(kind=OrganisationKind.STATION, closed_on=None)
    form = StationUploadForm(**data_of(request), stations=own)
    before = submissions.answered(request) if request.method == "POST" else None
    if before:
        return redirect(before)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals(form):
            batch = actions.upload(
                actor=actor,
                station=form.station(),
                upload=data["upload"],
                consent_notice=data["consent_notice"],
                agreed=data["agreed"],
                now=now,
            )
            return redirect(submissions.remember(request, reverse(_ONE, args=[batch.pk])))
    return shown(request, "import_new.html", {"form": form}, form)


def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each row would do, or did."""
    actor = actor_of(request)
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    asked = request.GET.get("show", "")
    narrowed = asked if asked in FILTERS else ""
    found = page(queries.rows(actor, batch).filter(**FILTERS[narrowed][1]), request, order=("position",), size=50)
    numbers = counts(batch)
    tabs = [
        {"label": label, "url": f"?show={key}" if key else "?", "current": key == narrowed, "count": numbers[key]}
        for key, (label, _) in FILTERS.items()
        if not key or numbers[key]
    ]
    context = {
        "batch": batch,
        "tone": _tone(batch),
        "page": found,
        "lines": [line(row) for row in found.rows],
        "tabs": tabs,
        "progress": queries.progress(actor, batch),
        **_ways(batch),
    }
    return render(request, "workbench/station/import.html", context)


def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, asked again and again by the page; when it is over the page comes anew."""
    actor = actor_of(request)
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    so_far = queries.progress(actor, batch)
    answer = render(request, "workbench/station/_progress.html", {"batch": batch, "progress": so_far})
    if so_far.is_over:
        answer.headers["HX-Refresh"] = "true"
    return answer


def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirms what was compared: from now on it is written."""
    actor, (now, _) = actor_of(request), now_and_today()
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    return _acted(request, batch, lambda: actions.start(actor=actor, batch=batch, now=now), "已开始写入。")


def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes over an import that stands still."""
    actor, (now, _) = actor_of(request), now_and_today()
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    return _acted(request, batch, lambda: actions.resume(actor=actor, batch=batch, now=now), "已接着写入。")


def recompare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows in conflict, compared with the register as it is now."""
    actor, (now, _) = actor_of(request), now_and_today()
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    return _acted(
        request, batch, lambda: actions.recompare(actor=actor, batch=batch, now=now), "有冲突的行已重新比对。"
    )


def abandon(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Puts it away unwritten, after asking."""
    actor, (now, _) = actor_of(request), now_and_today()
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    step = _step(batch, "放弃这次导入", "一行也不会写入，表里的内容会删除。同一个文件以后可以再上传。", "放弃导入")
    form = RevertForm(**data_of(request))
    del form.fields["reason"]
    return step_page(
        request, form, lambda: actions.abandon(actor=actor, batch=batch, now=now), step=step, said="已放弃，没有写入。"
    )


def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stops writing, after asking."""
    actor, (now, _) = actor_of(request), now_and_today()
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    step = _step(batch, "中止写入", "已写入的保留，其余的不再写入。", "中止写入")
    form = RevertForm(**data_of(request))
    del form.fields["reason"]
    return step_page(
        request, form, lambda: actions.cancel(actor=actor, batch=batch, now=now), step=step, said="已中止写入。"
    )


def revert(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes back what it wrote and nobody has touched since, with a reason."""
    actor, (now, _) = actor_of(request), now_and_today()
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    lead = "撤销本次导入的登记，删除由它新建且此后没有变动的用工主体。零工档案属于本人，予以保留。"
    step = _step(batch, "撤回这次导入", lead, "撤回导入")
    form = RevertForm(**data_of(request))

    def act() -> None:
        actions.revert(actor=actor, batch=batch, reason=form.cleaned_data["reason"], now=now)

    return step_page(request, form, act, step=step, said="导入已撤回，每一行的结果见下表。")


def refusals_book(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows that cannot be used, as a workbook to work through."""
    actor = actor_of(request)
    batch = get_object_or_404(queries.imports(actor), pk=pk)
    content = refused_rows(queries.rows(actor, batch).filter(finding=Finding.REFUSED))
    return made("不能使用的行.xlsx", XLSX, content)


def _acted(request: HttpRequest, batch: Import, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.say())
    else:
        messages.success(request, said)
    return redirect(_ONE, pk=batch.pk)


def _step(batch: Import, title: str, lead: str, submit: str) -> Step:
    back = reverse(_ONE, args=[batch.pk])
    crumbs = (("导入", reverse(_LIST)), ("这次导入", back))
    return Step(title, back, lead=lead, submit=submit, danger=True, crumbs=crumbs)


def _ways(batch: Import) -> dict[str, bool]:
    """What may be done with it now."""
    return {
        "may_start": batch.state == ImportState.COMPARED and batch.due > 0,
        "may_abandon": may_move(batch.state, ImportState.ABANDONED),
        "may_cancel": may_move(batch.state, ImportState.CANCELLED),
        "may_revert": may_move(batch.state, ImportState.REVERTED),
        "may_recompare": batch.state in (ImportState.APPLIED, ImportState.CANCELLED) and batch.conflicts > 0,
    }


def _tone(batch: Import) -> str:
    return STATE_TONES.get(ImportState(batch.state), "plain")

"""The site visit, on a phone in one hand: what was found, row by row, and photos."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of, shown, taken
from yizhan.faces.console import cases
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.recognition import PhotoForm, SiteVisitForm
from yizhan.faces.console.steps import step_page
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.states import VisitResult


def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enters what was found."""
    actor = actor_of(request)
    now, today = now_and_today()
    application = queries.application(actor, pk)
    form = SiteVisitForm(initial={"version": application.version, "held_on": today.isoformat()}, **data_of(request))

    def act() -> None:
        said = form.cleaned_data
        try:
            actions.record_visit(
                actor=actor,
                application=application,
                version=said["version"],
                held_on=said["held_on"],
                result=VisitResult(said["result"]),
                findings=[actions.Found(*row) for row in form.rows],
                notes=said["notes"],
                now=now,
            )
        except Refusal as refusal:
            field = f"found_{refusal.field}" if refusal.field in CHECKS else refusal.field
            raise Refusal(refusal.text.zh, refusal.text.en, field=field) from refusal

    back = reverse("console:applications_file", args=[pk])
    done = taken(request, form, act, said="现场核查已记录，可以补传照片", to=back)
    rows = cases.check_rows(application, None)
    checks = [
        (row, form[f"found_{code}"], form[f"met_{code}"], form[f"note_{code}"], CHECKS[code].unit)
        for code, row in zip(CHECKS, rows, strict=True)
    ]
    context = {"form": form, "application": application, "checks": checks, "back": back}
    return done or shown(request, "console/visit.html", context, form)


def add_photo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Adds a photo to the latest visit."""
    actor = actor_of(request)
    now, _ = now_and_today()
    application = queries.application(actor, pk)
    form = PhotoForm(**data_of(request))

    def act() -> None:
        visits = list(queries.visits(actor, application))
        if not visits:
            raise Refusal("还没有安排现场核查", "no visit yet")
        said = form.cleaned_data
        actions.add_photo(actor=actor, visit=visits[-1], upload=said["upload"], caption=said["caption"], now=now)

    back = reverse("console:applications_file", args=[pk])
    crumbs = (("认定", reverse("console:applications")), (application.number, back))
    step = Step(
        "补传核查照片", f"{back}#visit", "可以直接拍照。一次一张，最多30张。", "上传", upload=True, crumbs=crumbs
    )
    return step_page(request, form, act, step=step, said="照片已上传")

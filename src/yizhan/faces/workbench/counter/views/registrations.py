"""Further registrations of somebody who has a file; correcting, withdrawing and publishing one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.workbench.counter import desk
from yizhan.faces.workbench.counter.forms import NothingForm
from yizhan.faces.workbench.counter.views.keeping import step_of, worker_of
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.market.people import actions, queries
from yizhan.market.people.file_forms import CorrectionForm, FurtherForm, WithdrawalForm
from yizhan.market.people.models import Registration
from yizhan.market.people.states import RegistrationKind


def register_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another registration, today or on an earlier day."""
    actor, (now, today) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    form = FurtherForm(
        **data_of(request), initial={"kinds_wanted": [RegistrationKind.SEEKING], "day": today, "willing": True}
    )
    desk.offer_stations(request, form)

    def save() -> None:
        said = form.cleaned_data
        actions.register(
            actor=actor,
            station=desk.station_in(request, form),
            worker=worker,
            kinds=form.kinds(),
            day=said["day"],
            willing=said["willing"],
            published=said["published"],
            now=now,
        )

    step = step_of(worker, "办理登记", submit="登记")
    act = desk.renamed(save, {"kinds": "kinds_wanted"})
    return desk.step_page(request, form, act, step=step, said="已登记。")


def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new row in the place of a wrong one; the old one stays as the trace."""
    actor, (now, _) = actor_of(request), now_and_today()
    row = _registration(request, pk)
    form = CorrectionForm(**data_of(request), initial={"kind": row.kind, "day": row.day, "willing": row.willing})

    def save() -> None:
        said = form.cleaned_data
        actions.correct_registration(
            actor=actor,
            registration=row,
            kind=RegistrationKind(said["kind"]),
            day=said["day"],
            willing=said["willing"],
            reason=said["reason"],
            now=now,
        )

    step = _step(row, "更正登记", submit="更正", lead="原来的记录保留，标为“已更正”。")
    return desk.step_page(request, form, desk.renamed(save, {"kinds": "kind"}), step=step, said="登记已更正。")


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends a registration that should not have been made."""
    actor, (now, _) = actor_of(request), now_and_today()
    row = _registration(request, pk)
    form = WithdrawalForm(**data_of(request))

    def save() -> None:
        reason = form.cleaned_data["reason"]
        actions.withdraw_registration(actor=actor, registration=row, reason=reason, now=now)

    lead = "撤销后不再计数。本站没有其他有效登记的，本站将看不到这份档案。"
    step = _step(row, "撤销登记", submit="撤销登记", danger=True, lead=lead)
    to = "" if _stays(request, row) else reverse("workbench:people")
    return desk.step_page(request, form, save, step=step, said="登记已撤销。", to=to)


def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says that the wish to work was published."""
    actor, (now, _) = actor_of(request), now_and_today()
    row = _registration(request, pk)

    def save() -> None:
        actions.publish_seeking(actor=actor, registration=row, now=now)

    lead = "本人同意后，把求职意愿发布出去。发布的内容不含姓名、电话。"
    step = _step(row, "发布求职信息", submit="本人同意，发布", lead=lead)
    return desk.step_page(request, NothingForm(**data_of(request)), save, step=step, said="求职信息已发布。")


def _registration(request: HttpRequest, pk: UUID) -> Registration:
    found = get_object_or_404(queries.registrations(actor_of(request), standing_only=False), pk=pk)
    worker_of(request, found.worker_id)
    return found


def _stays(request: HttpRequest, row: Registration) -> bool:
    """Whether the actor still sees the file once this registration is withdrawn."""
    return queries.registrations(actor_of(request)).filter(worker_id=row.worker_id).exclude(pk=row.pk).exists()


def _step(row: Registration, title: str, **more: object) -> Step:
    day = f"{row.day.year}年{row.day.month}月{row.day.day}日"
    facts = (("登记", str(row.get_kind_display())), ("日期", day), ("驿站", row.station.name))
    return step_of(row.worker, title, facts=facts, **more)

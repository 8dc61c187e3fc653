"""Crews at the counter: founded for a leader who is there, joined by whoever says yes in person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of, taken
from yizhan.faces.workbench.counter import desk, files
from yizhan.faces.workbench.counter.forms import NothingForm
from yizhan.faces.workbench.counter.views.keeping import step_of, worker_of
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.file_forms import AnswerForm, CrewForm, InvitationForm
from yizhan.market.people.models import Crew, Worker
from yizhan.market.people.search import search


def crews(request: HttpRequest) -> HttpResponse:
    """The crews whose leaders registered here, and the invitations that wait."""
    actor = actor_of(request)
    found = page(queries.crews(actor), request, order=("name", "pk"))
    waiting = list(queries.waiting_members(actor)[:20])
    return render(request, "workbench/counter/crews.html", {"page": found, "waiting": waiting})


def crew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A crew with its members; a worker is asked by phone or document number, which stands in no address."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = get_object_or_404(queries.crews(actor), pk=pk)
    form, here = InvitationForm(**data_of(request)), reverse("workbench:crews_crew", args=[pk])

    def invite() -> None:
        actions.invite(actor=actor, crew=found, worker=_only(request, form.cleaned_data["text"]), now=now)

    done = taken(
        request, form, desk.renamed(invite, {"worker": "text"}), said="已邀请。本人同意后才是班组成员。", to=here
    )
    members = found.members.select_related("worker__person").order_by("created_at", "id")
    seen = set(queries.workers(actor).filter(pk__in=[one.worker_id for one in members]).values_list("pk", flat=True))
    rows = [(one, one.worker_id in seen) for one in members]
    context = {"crew": found, "form": form, "rows": rows, "leader": files.mask_name(found.leader)}
    return done or desk.shown(request, "crew.html", context, form)


def found_crew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A crew for a leader who has registered as one."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker, form = worker_of(request, pk), CrewForm(**data_of(request))
    made: list[Crew] = []

    def save() -> None:
        made.append(actions.found_crew(actor=actor, leader=worker, name=form.cleaned_data["name"], now=now))

    step = step_of(worker, "组建班组", submit="组建", lead="带头人须先办理劳务带头人登记。")
    done = taken(request, form, save, said="班组已组建。", to=reverse("workbench:crews"))
    return done or desk.shown(request, "step.html", {"form": form, "step": step}, form)


def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the person said at the counter. Never the leader's word."""
    actor, (now, _) = actor_of(request), now_and_today()
    member = get_object_or_404(queries.members(actor), pk=pk)
    form = AnswerForm(**data_of(request))

    def save() -> None:
        said = form.cleaned_data
        agrees, channel = said["agrees"] == "yes", ConsentChannel(said["channel"])
        actions.answer_invitation(actor=actor, member=member, agrees=agrees, channel=channel, now=now)

    facts = (
        ("班组", member.crew.name),
        ("带头人", files.mask_name(member.crew.leader)),
        ("被邀请人", files.mask_name(member.worker)),
        ("现在", str(member.get_state_display())),
    )
    lead = "须由本人当面答复，带头人不能代答。"
    step = step_of(member.worker, "答复班组邀请", submit="记录答复", lead=lead, facts=facts)
    return desk.step_page(request, form, save, step=step, said="已记录本人的答复。")


def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends a place in a crew."""
    actor, (now, _) = actor_of(request), now_and_today()
    member = get_object_or_404(queries.members(actor), pk=pk)

    def save() -> None:
        actions.leave_crew(actor=actor, member=member, now=now)

    back = reverse("workbench:crews_crew", args=[member.crew_id])
    facts = (("班组", member.crew.name), ("成员", files.mask_name(member.worker)))
    seen = queries.crews(actor).filter(pk=member.crew_id).exists()
    step = Step("退出班组", back if seen else reverse("workbench:crews"), submit="退出班组", danger=True, facts=facts)
    return desk.step_page(request, NothingForm(**data_of(request)), save, step=step, said="已退出班组。")


def _only(request: HttpRequest, text: str) -> Worker:
    """The one person of the area whom the number names."""
    _, today = now_and_today()
    rows = search(actor_of(request), text, today=today).rows
    if len(rows) != 1:
        words = "没有找到这个人，请核对号码；须是在本站登记过的人" if not rows else "找到不止一个人，请输入完整的号码"
        raise Refusal(words, "no single person is found", field="text")
    return rows[0]

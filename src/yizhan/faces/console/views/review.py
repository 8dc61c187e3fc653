"""What an officer does with an application, step by step; each step has a page of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of, shown, taken
from yizhan.faces.console import cases
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.fields import offer
from yizhan.faces.console.forms.recognition import LinkForm, OfficerDecisionForm
from yizhan.faces.console.steps import step_page
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.clauses import OPINION
from yizhan.network.recognition.completeness import missing
from yizhan.network.recognition.forms import NoteForm, ObjectionForm, PublicityForm, ScheduleForm, VersionForm
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import DecisionResult
from yizhan.network.stations import queries as stations

ASK = "console/ask.html"


def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes it up."""
    lead = "受理后，申请单位不能再修改；需要现场核查的，接着安排核查。"
    return _plain(request, pk, actions.accept, "受理这份申请？", "受理", "已受理", lead)


def return_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gives it back with the whole list of what is missing."""
    application = _held(request, pk)
    attached = [one.material for one in queries.attachments(actor_of(request), application)]
    gaps = "\n".join(gap.sentence for gap in missing(application, attached))
    form = NoteForm(initial={"version": application.version, "note": gaps}, **data_of(request))
    form.fields["note"].widget.attrs["rows"] = max(4, min(16, gaps.count("\n") + 3))
    lead = "请一次写全需要补正的内容；编号不变，补正后重新提交。"
    return _step(request, application, form, actions.return_for_supplement, "退回补正", "退回", "已退回补正", lead)


def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Names the registered station."""
    actor, application = actor_of(request), _held(request, pk)
    form = LinkForm(initial={"version": application.version}, **data_of(request))
    run = [
        one
        for one in stations.stations(actor)
        if application.applicant_id in (one.organisation_id, one.organisation.operator_id)
    ]
    offer(form, "station", run, "organisation")

    def act() -> None:
        version, station = form.cleaned_data["version"], form.cleaned_data["station"].organisation
        actions.link_station(actor=actor, application=application, version=version, station=station, now=_now())

    lead = "只列出由申请单位运营的驿站。没有列出的，请先登记驿站并指定运营单位。"
    step = _of(application, "关联驿站档案", "关联", lead)
    return step_page(request, form, act, step=step, said="已关联驿站档案")


def schedule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Names time and two officers."""
    actor, application = actor_of(request), _held(request, pk)
    officers = queries.possible_visitors(actor, application)
    pending = next((one for one in queries.visits(actor, application) if one.held_on is None), None)
    initial: dict[str, object] = {"version": application.version}
    if pending is not None:
        initial |= {
            "scheduled_for": f"{pending.scheduled_for.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}",
            "first_visitor": pending.first_visitor_id,
            "second_visitor": pending.second_visitor_id,
            "experts": pending.experts,
        }
    form = ScheduleForm(officers=officers, initial=initial, **data_of(request))
    for name in ("first_visitor", "second_visitor"):
        form.fields[name].empty_label = "请选择"  # type: ignore[attr-defined]

    def act() -> None:
        said = form.cleaned_data
        actions.schedule_visit(
            actor=actor,
            application=application,
            version=said["version"],
            scheduled_for=said["scheduled_for"],
            visitors=(said["first_visitor"], said["second_visitor"]),
            experts=said["experts"],
            now=_now(),
        )

    lead = "由本单位2名工作人员前往；在申请单位任职的应当回避（惯例，待核实）。"
    return step_page(request, form, act, step=_of(application, "安排现场核查", "安排", lead), said="已安排现场核查")


def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approves or refuses, with what was found in view."""
    actor, application = actor_of(request), _held(request, pk)
    form = OfficerDecisionForm(initial={"version": application.version}, **data_of(request))

    def act() -> None:
        said = form.cleaned_data
        actions.decide(
            actor=actor,
            application=application,
            version=said["version"],
            result=DecisionResult(said["result"]),
            reason=said["reason"],
            now=_now(),
        )

    step = _of(application, "审批", "提交审批意见")
    done = taken(request, form, act, said="审批意见已登记", to=step.back)
    visits = [one for one in queries.visits(actor, application) if one.held_on is not None]
    visit = visits[-1] if visits else None
    context = {
        "form": form,
        "step": step,
        "application": application,
        "name": cases.name_of(application),
        "visit": visit,
        "checks": cases.check_rows(application, visit),
        "opinion": OPINION.citation,
    }
    return done or shown(request, "console/decide.html", context, form)


def publicise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enters the days of publicity."""
    application = _held(request, pk)
    decision = application.decision
    initial: dict[str, object] = {"version": application.version}
    if decision is not None and decision.publicity_from and decision.publicity_until:
        initial |= {"first_day": decision.publicity_from.isoformat(), "last_day": decision.publicity_until.isoformat()}
    form = PublicityForm(initial=initial, **data_of(request))
    lead = "来源没有写公示几天，请按实际公示日期填写。补助资金在公示无异议后支付（泉州方案二（三））。"
    return _step(request, application, form, actions.publicise, "登记公示日期", "保存", "公示日期已登记", lead)


def close_publicity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enters whether somebody objected."""
    application = _held(request, pk)
    form = ObjectionForm(initial={"version": application.version}, **data_of(request))
    return _step(request, application, form, actions.close_publicity, "登记公示结果", "登记", "公示结果已登记", "")


def open_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The recognised place opens."""
    lead = "开办后，驿站即为“开放”，显示在公众页面和地图上。泉州标准8：就业服务场所工作时间应正常开放。"
    return _plain(request, pk, actions.open_recognised, "办理开办？", "开办", "已开办，公众可以看到这个驿站", lead)


def carry_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was approved is done."""
    lead = "办结后，同意的事项即写入驿站档案。"
    return _plain(request, pk, actions.carry_out, "办结这份申请？", "办结", "已办结", lead)


def _plain(
    request: HttpRequest, pk: UUID, action: Callable[..., object], title: str, submit: str, said: str, lead: str
) -> HttpResponse:
    application = _held(request, pk)
    form = VersionForm(initial={"version": application.version}, **data_of(request))
    return _step(request, application, form, action, title, submit, said, lead, template=ASK)


def _step(
    request: HttpRequest,
    application: Application,
    form: Form,
    action: Callable[..., object],
    title: str,
    submit: str,
    said: str,
    lead: str,
    *,
    template: str = "console/step.html",
) -> HttpResponse:
    """A step whose form has the fields of its action."""

    def act() -> None:
        given: dict[str, Any] = form.cleaned_data
        action(actor=actor_of(request), application=application, now=_now(), **given)

    step = _of(application, title, submit, lead)
    return step_page(request, form, act, step=step, said=said, template=template)


def _of(application: Application, title: str, submit: str, lead: str = "") -> Step:
    back = reverse("console:applications_file", args=[application.pk])
    crumbs = (("认定", reverse("console:applications")), (application.number, back))
    facts = (("申请单位", application.applicant.name), ("驿站", cases.name_of(application)))
    return Step(title, back, lead, submit, facts=facts, crumbs=crumbs)


def _held(request: HttpRequest, pk: UUID) -> Application:
    return queries.application(actor_of(request), pk)


def _now() -> Any:
    return now_and_today()[0]

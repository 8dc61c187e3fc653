"""Keeping an employer's file: its words, papers, agents, registrations, needs, and a case for the blacklist."""

from uuid import UUID

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from yizhan.faces.components import downloads
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of, taken
from yizhan.faces.workbench.counter import desk
from yizhan.faces.workbench.counter.forms import (
    AgentForm,
    CaseForm,
    EmployerFileForm,
    LicenceForm,
    LineForm,
    NothingForm,
    ReasonForm,
    SurveyForm,
)
from yizhan.faces.workbench.counter.views.employers import file_page
from yizhan.faces.workbench.station.conflicts import Difference, at_version, differences
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.floor.accounts.actions import enlist_person
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import actions, queries
from yizhan.market.employers.models import Employer
from yizhan.market.employers.states import BlacklistReason, Channel, EmployerKind
from yizhan.market.people.trades import COMMON

_LINES = 5
_SEALED = ("address", "contact_phone", "identity_number")
_Lines = formset_factory(LineForm, extra=_LINES, max_num=20, absolute_max=20)


def reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file with one value in full. It stands in this answer only."""
    actor, (now, _) = actor_of(request), now_and_today()
    found, name = employer_of(request, pk), request.POST.get("field", "")
    try:
        reason = request.POST.get("reason", "")
        value = actions.reveal(actor=actor, employer=found, field=name, reason=reason, now=now)
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect("workbench:employers_file", pk=pk)
    return file_page(request, pk, {name: value})


def amend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is said in the file. When somebody else saved meanwhile, both are shown."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = employer_of(request, pk)
    resident = found.kind == EmployerKind.RESIDENT
    names = ("kind", "legal_name", "industry", "business", "region", "contact_name", "headcount", "version")
    stated = {name: getattr(found, name) for name in names} | {"credit_code": found.credit_code or ""}
    form = EmployerFileForm(**data_of(request), initial=stated)
    desk.offer_regions(form, "region", desk.region_of(actor), stated=found.region)
    step, clashes = step_of(found, "修改档案", submit="保存"), list[Difference]()

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.amend(actor=actor, employer=found, version=version, details=form.details(), now=now)

    done = taken(request, form, save, said="已保存。", to=step.back)
    if done:
        return done
    if form.is_bound and form.data.get("version") != str(found.version):
        clashes = differences(form, stated, hidden=_SEALED)
        form.data = at_version(request.POST, found.version)
    held = {name: "" if (value := getattr(found, name)) is None else value.masked for name in _SEALED}
    context = {"form": form, "step": step, "clashes": clashes, "resident": resident, "held": held}
    return desk.shown(request, "employer_amend.html", context, form)


def licence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The papers that the clerk has before him."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = employer_of(request, pk)
    form = LicenceForm(**data_of(request), initial={"version": found.version})

    def save() -> None:
        said = form.cleaned_data
        with desk.with_upload(
            actor, said["licence"], FilePurpose.LICENCE, path=desk.path_of(actor), person_id=None, now=now
        ) as scan:
            actions.check_licence(actor=actor, employer=found, version=said["version"], licence=scan, now=now)

    step = step_of(found, "核验证照", submit="核验", lead="请对照原件，核对名称、代码和有效期。")
    return desk.step_page(request, form, desk.renamed(save, {"upload": "licence"}), step=step, said="证照已核验。")


def licence_file(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The scan of the licence."""
    return _stored(employer_of(request, pk).licence_file)


def register_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another contact, today."""
    actor, (now, _) = actor_of(request), now_and_today()
    found, form = employer_of(request, pk), NothingForm(**data_of(request))
    desk.offer_stations(request, form)

    def save() -> None:
        station = desk.station_in(request, form)
        actions.register(actor=actor, employer=found, station=station, channel=Channel.COUNTER, now=now)

    step = step_of(found, "办理用工登记", submit="登记", lead="每天在同一驿站登记一次。")
    return desk.step_page(request, form, desk.renamed(save, {"day": ""}), step=step, said="已登记。")


def needs(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the employer will need: up to twenty lines, the empty ones left out."""
    actor, (now, today) = actor_of(request), now_and_today()
    found = employer_of(request, pk)
    form = SurveyForm(**data_of(request), initial={"day": today, "first": today})
    desk.offer_stations(request, form)
    lines = _Lines(request.POST if request.method == "POST" else None, prefix="line")
    step = step_of(found, "用工需求摸排", submit="保存")
    are_right = request.method != "POST" or lines.is_valid()

    def save() -> None:
        said = form.cleaned_data
        actions.survey_needs(
            actor=actor,
            employer=found,
            station=desk.station_in(request, form),
            day=said["day"],
            first=said["first"],
            last=said["last"],
            wanted=[line.wanted() for line in lines.forms if not line.is_empty],
            notes=said["notes"],
            now=now,
        )

    done = taken(request, form, save, said="摸排已保存。", to=step.back) if are_right else None
    context = {"form": form, "lines": lines, "step": step, "trades": COMMON}
    return done or desk.shown(request, "needs.html", context, form, *lines.forms)


def mandate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody who may act for the employer, papers seen."""
    actor, (now, today) = actor_of(request), now_and_today()
    found = employer_of(request, pk)
    form = AgentForm(**data_of(request), initial={"since": today})

    def save() -> None:
        said = form.cleaned_data
        with desk.with_upload(
            actor, said["file"], FilePurpose.EVIDENCE, path=desk.path_of(actor), person_id=None, now=now
        ) as paper:
            agent = enlist_person(actor=actor, name=said["name"], phone=said["phone"], now=now)
            if agent.name != said["name"].strip():
                raise Refusal("该手机号是别人的账号，请核对姓名和手机号", "another name has this phone", field="phone")
            actions.grant_mandate(
                actor=actor,
                employer=found,
                person=agent,
                since=said["since"],
                until=said["until"],
                file=paper,
                identity_seen=said["identity_seen"],
                now=now,
            )

    step = step_of(found, "登记经办人", submit="登记", lead="经办人登录后可以替用工主体办事。身份证只查验，不留号码。")
    act = desk.renamed(save, {"upload": "file", "person": "phone"})
    return desk.step_page(request, form, act, step=step, said="经办人已登记。")


def mandate_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends a mandate from now on."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = get_object_or_404(queries.mandates(actor), pk=pk)
    form = ReasonForm(**data_of(request))

    def save() -> None:
        actions.end_mandate(actor=actor, mandate=found, reason=form.cleaned_data["reason"], now=now)

    step = step_of(found.employer, "终止委托", submit="终止", danger=True, lead=f"经办人：{found.person.name}")
    return desk.step_page(request, form, save, step=step, said="委托已终止。")


def mandate_paper(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The written mandate."""
    return _stored(get_object_or_404(queries.mandates(actor_of(request)), pk=pk).file)


def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Puts a case before the county bureau, with its proof. Nothing follows until an officer has decided."""
    actor, (now, _) = actor_of(request), now_and_today()
    found, form = employer_of(request, pk), CaseForm(**data_of(request))
    desk.offer_stations(request, form)

    def save() -> None:
        said = form.cleaned_data
        bureau = desk.station_in(request, form).parent
        with desk.with_upload(
            actor, said["evidence"], FilePurpose.EVIDENCE, path=bureau.path if bureau else "", person_id=None, now=now
        ) as evidence:
            assert evidence is not None
            actions.propose(
                actor=actor,
                employer=found,
                reason=BlacklistReason(said["reason"]),
                statement=said["statement"],
                evidence=evidence,
                bureau=bureau,
                now=now,
            )

    lead = "由区县人社部门审核决定；决定之前不影响用工主体。提出人不能参与决定。"
    step = step_of(found, "提出列入黑名单", submit="提交审核", danger=True, lead=lead)
    act = desk.renamed(save, {"upload": "evidence", "bureau": "station"})
    return desk.step_page(request, form, act, step=step, said="已提交区县人社部门审核。")


def employer_of(request: HttpRequest, pk: UUID) -> Employer:
    """The file of an address; 404 for another's."""
    return get_object_or_404(queries.employers(actor_of(request)), pk=pk)


def step_of(found: Employer, title: str, **more: object) -> Step:
    """A step that is about a file and leads back to it."""
    back = reverse("workbench:employers_file", args=[found.pk])
    crumbs = (("用工主体", reverse("workbench:employers")), (queries.shown_name(found), back))
    return Step(title=title, back=back, crumbs=crumbs, **more)  # type: ignore[arg-type]


def _stored(file: StoredFile | None) -> StreamingHttpResponse:
    if file is None:
        raise StoredFile.DoesNotExist
    return downloads.stored(file)

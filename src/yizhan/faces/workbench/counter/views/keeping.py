"""Changing a file: its plain parts, phone, document, wishes, skills, consents."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of, taken
from yizhan.faces.workbench.counter import desk, files, overview
from yizhan.faces.workbench.station.conflicts import Difference, at_version, differences
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.floor.privacy.actions import give, withdraw
from yizhan.floor.privacy.states import SENSITIVE_PURPOSES, ConsentChannel, ConsentPurpose
from yizhan.market.people import actions, queries
from yizhan.market.people.ages import is_minor
from yizhan.market.people.file_forms import SEALED, ConsentForm, FileForm, PhoneForm, SkillsForm, WishForm
from yizhan.market.people.forms import NOTICE_VERSION, DocumentForm
from yizhan.market.people.models import Worker
from yizhan.market.people.trades import COMMON


def worker_of(request: HttpRequest, pk: UUID) -> Worker:
    """The file of an address, as the actor may change it; 404 for another's, and for one that is only kept."""
    now, _ = now_and_today()
    return get_object_or_404(queries.workers(actor_of(request), at=now), pk=pk)


def step_of(worker: Worker, title: str, **more: object) -> Step:
    """A step that is about a file and leads back to it."""
    back = reverse("workbench:people_file", args=[worker.pk])
    crumbs = (("找人", reverse("workbench:people")), (files.mask_name(worker), back))
    return Step(title=title, back=back, crumbs=crumbs, **more)  # type: ignore[arg-type]


def contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name, contact, home. When somebody else saved meanwhile, both are shown and nothing is lost."""
    actor, (now, today) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    guardian = getattr(worker, "guardian", None)
    stated = FileForm.stated(worker, "" if guardian is None else guardian.name)
    form, clashes = _contact_form(request, worker, stated), list[Difference]()
    step = step_of(worker, "修改档案", submit="保存")

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.edit_file(actor=actor, worker=worker, changes=form.changes(), version=version, now=now)

    done = taken(request, form, save, said="已保存。", to=step.back)
    if done:
        return done
    if form.is_bound and form.data.get("version") != str(worker.version):
        clashes = differences(form, stated, hidden=(*SEALED, "clear"))
        form.data = at_version(request.POST, worker.version)
    context = {
        "form": form,
        "step": step,
        "clashes": clashes,
        "secrets": files.secrets(worker, guardian, {}),
        "has_document": worker.document_number is not None,
        "minor": worker.birth_date is not None and is_minor(worker.birth_date, today),
    }
    return desk.shown(request, "contact.html", context, form)


def phone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another phone for the account; the clerk has seen the papers."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker, form = worker_of(request, pk), PhoneForm(**data_of(request))
    held = worker.person.phone
    facts = (("现在的手机号", "没有" if held is None else held.masked),)
    lead = "换号后，本人在其他设备上的登录会退出。"
    step = step_of(worker, "换手机号", submit="保存", lead=lead, facts=facts)

    def save() -> None:
        actions.change_phone(actor=actor, worker=worker, phone=form.cleaned_data["phone"], now=now)

    return desk.step_page(request, form, save, step=step, said="手机号已更换。")


def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The number of the document that the clerk holds."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker, form = worker_of(request, pk), DocumentForm(**data_of(request))
    held = worker.document_number
    title = "补登证件号码" if held is None else "更正证件号码"
    facts = (("现在的号码", "没有" if held is None else held.masked),)
    lead = "出生日期、性别随号码更改，并记为已核验。"
    step = step_of(worker, title, submit="保存", lead=lead, facts=facts)

    def save() -> None:
        said = form.cleaned_data
        actions.correct_document(
            actor=actor, worker=worker, document_number=said["document_number"], reason=said["reason"], now=now
        )

    return desk.step_page(request, form, save, step=step, said="证件号码已登记。")


def identity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says that document and file agree: the number is read from the document again."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker, form = worker_of(request, pk), DocumentForm(**data_of(request))
    del form.fields["reason"]
    step = step_of(worker, "核验证件", submit="核验", lead="请照本人出示的证件原件输入号码，与档案比对。")

    def save() -> None:
        number = form.cleaned_data["document_number"]
        actions.check_identity(actor=actor, worker=worker, document_number=number, now=now)

    return desk.step_page(request, form, save, step=step, said="证件已核验。")


def wish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is looked for, and when."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    stated = WishForm.stated(files.wish_draft(getattr(worker, "wish", None)))
    form = WishForm(**data_of(request), initial=stated)

    def save() -> None:
        actions.set_wish(actor=actor, worker=worker, draft=form.draft(), now=now)

    step = step_of(worker, "求职意愿", submit="保存")
    done = taken(request, form, save, said="求职意愿已保存。", to=step.back)
    context = {"form": form, "step": step, "trades": COMMON, "week": overview.week_of(form["week"])}
    return done or desk.shown(request, "wish.html", context, form)


def skills(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of skills, replaced as a whole."""
    actor, (now, _) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    form = SkillsForm(**data_of(request), rows=files.skill_drafts(worker))

    def save() -> None:
        actions.set_skills(actor=actor, worker=worker, skills=form.drafts(), now=now)

    step = step_of(worker, "会做的", submit="保存", lead="一行填一样；清空一行就是删除。")
    return desk.step_page(request, form, save, step=step, said="技能已保存。", template="skills.html", trades=COMMON)


def consent(request: HttpRequest, pk: UUID, purpose: str) -> HttpResponse:
    """One consent said to the clerk, or taken back."""
    actor, (now, today) = actor_of(request), now_and_today()
    worker = worker_of(request, pk)
    wanted = get_purpose(purpose)
    held = any(one.purpose == wanted and one.since for one in files.agreements(actor, worker, today))
    form = ConsentForm(**data_of(request), initial={"purpose": wanted, "agrees": not held})
    lead = "本人要撤回这项同意。撤回不影响以前已经办的事。" if held else "请先读给本人听，本人明确同意后再登记。"
    title = f"{'撤回' if held else '登记'}同意：{wanted.label}"
    step = step_of(worker, title, submit="撤回" if held else "本人同意", lead=lead)

    def save() -> None:
        channel = ConsentChannel(form.cleaned_data["channel"])
        if form.cleaned_data["agrees"]:
            give(
                actor=actor,
                person_id=worker.person_id,
                purpose=wanted,
                notice_version=NOTICE_VERSION,
                channel=channel,
                separate=wanted in SENSITIVE_PURPOSES,
                now=now,
            )
        else:
            withdraw(actor=actor, person_id=worker.person_id, purpose=wanted, channel=channel, now=now)

    return desk.step_page(request, form, save, step=step, said="已记录。")


def get_purpose(code: str) -> ConsentPurpose:
    """The purpose of an address. Worker.DoesNotExist, so 404, for none."""
    if code not in ConsentPurpose.values:
        raise Worker.DoesNotExist
    return ConsentPurpose(code)


def _contact_form(request: HttpRequest, worker: Worker, stated: dict[str, object]) -> FileForm:
    form = FileForm(**data_of(request), initial=stated)
    if worker.document_number is not None:
        del form.fields["birth_date"]
    code = desk.region_of(actor_of(request))
    desk.offer_regions(form, "home_region", code, stated=worker.home_region)
    return form

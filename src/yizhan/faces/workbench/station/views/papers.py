"""The papers of an application, the forms to print, and the one-time subsidy asked for with it."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.downloads import made, stored
from yizhan.faces.components.steps import data_of, taken
from yizhan.faces.workbench.station import applying
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.steps import shown
from yizhan.floor.files.queries import download_name
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.actions.handing_out import Format
from yizhan.network.recognition.documents.layout import FORMS
from yizhan.network.recognition.eligibility import eligibility
from yizhan.network.recognition.forms import AttachForm, SubsidyForm, VersionForm
from yizhan.network.recognition.materials import RULES, Material, required

_FORMATS = ("docx", "pdf")


def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One more paper; the page lists what is asked for and what is there."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = queries.application(actor, pk)
    asked = request.GET.get("material", "")
    form = AttachForm(**data_of(request), initial={"version": found.version, "material": asked})
    form.fields["upload"].help_text = "照片、扫描件或PDF；照片不超过10兆，PDF不超过20兆。"
    back = reverse("workbench:applications_one", args=[pk])

    def act() -> None:
        data = form.cleaned_data
        material, version = Material(data["material"]), data["version"]
        actions.attach(
            actor=actor, application=found, version=version, material=material, upload=data["upload"], now=now
        )

    done = taken(request, form, act, said="材料已上传。", to=back)
    wanted = [(one.label, RULES[one].clause) for one in required(found.kind, found.change)]
    return done or shown(
        request, "attach.html", {"application": found, "form": form, "back": back, "wanted": wanted}, form
    )


def detach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes a paper back, after asking."""
    actor, (now, _) = actor_of(request), now_and_today()
    paper = queries.attachment(actor, pk)
    form = VersionForm(**data_of(request), initial={"version": paper.application.version})
    back = reverse("workbench:applications_one", args=[paper.application_id])

    def act() -> None:
        actions.detach(actor=actor, attachment=paper, version=form.cleaned_data["version"], now=now)

    done = taken(request, form, act, said="材料已撤下。", to=back)
    context = {"form": form, "back": back, "label": paper.get_material_display(), "name": download_name(paper.file)}
    return done or shown(request, "detach.html", context, form)


def paper(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """A paper, on record before its bytes are given."""
    actor, (now, _) = actor_of(request), now_and_today()
    held = actions.open_paper(actor=actor, attachment=queries.attachment(actor, pk), now=now)
    return stored(held.file)


def photo(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """A photo of a visit, to stand on the page."""
    return stored(queries.photo(actor_of(request), pk).file, inline=True)


def document(request: HttpRequest, pk: UUID, code: str, format: str) -> HttpResponse:
    """The filled form: masked by GET; in full, for signing, by POST."""
    if code not in FORMS or format not in _FORMATS:
        raise Http404
    actor, (now, _) = actor_of(request), now_and_today()
    made_form = actions.hand_out_form(
        actor=actor,
        application=queries.application(actor, pk),
        form_code=code,
        format=cast(Format, format),
        full=request.method == "POST",
        now=now,
    )
    return made(made_form.name, made_form.media_type, made_form.content)


def blank(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """A form to be filled in by hand."""
    if code not in FORMS or format not in _FORMATS:
        raise Http404
    empty = actions.empty_form(code, cast(Format, format))
    return made(empty.name, empty.media_type, empty.content)


def subsidy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Annex 3, and the conditions beside what the records say."""
    actor, (now, _) = actor_of(request), now_and_today()
    found = queries.application(actor, pk)
    held = queries.subsidy_of(actor, found)
    initial: dict[str, object] = {"version": found.version, "account_holder": found.applicant_name}
    if held is not None:
        initial |= {"bank_name": held.bank_name, "account_holder": held.account_holder}
    form = SubsidyForm(**data_of(request), initial=initial)
    if held is not None:
        form.fields["account"].help_text = f"已填写：{held.account_number.masked}。保存时须重新填写。"
    back = reverse("workbench:applications_one", args=[pk])
    may = applying.may(actor, found)

    def act() -> None:
        data = form.cleaned_data
        actions.ask_subsidy(
            actor=actor,
            application=found,
            version=data["version"],
            bank_name=data["bank_name"],
            account=data["account"],
            account_holder=data["account_holder"],
            now=now,
        )

    if request.method == "POST" and not may.ask_subsidy:
        messages.error(request, "申请现在不能修改，不能填写补助资金申请。")
        return redirect(back)
    done = taken(request, form, act, said="补助资金申请已填写，随认定申请一起提交。", to=back)
    if done:
        return done
    rules = eligibility(queries.subsidy_facts(actor, found))
    context = {"application": found, "form": form, "back": back, "held": held, "rules": rules, "may": may}
    response = render(request, "workbench/station/subsidy.html", context)
    response.status_code = 422 if form.errors else 200
    return response

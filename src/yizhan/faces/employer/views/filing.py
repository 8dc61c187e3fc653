"""The file of the own employer: what it says, masked, and the pages that change it."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.downloads import stored as sent_file
from yizhan.faces.components.stations import county_names
from yizhan.faces.components.steps import form_page, now, versioned
from yizhan.faces.employer.answers import stored, with_employer
from yizhan.faces.employer.forms import EditForm, LicenceForm
from yizhan.floor.accounts.addresses import client_address
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.market.employers import actions
from yizhan.market.employers.details import Details
from yizhan.market.employers.models import Employer
from yizhan.market.employers.states import EmployerKind


@with_employer
def file(request: HttpRequest, own: Employer) -> HttpResponse:
    """Everything, with the way to change it."""
    region = county_names([own.region[:6]]).get(own.region[:6], "")
    resident = own.kind == EmployerKind.RESIDENT
    return render(request, "employer/file.html", {"own": own, "region": region, "resident": resident})


@with_employer
def edit(request: HttpRequest, own: Employer) -> HttpResponse:
    """All of it on one page. What is sealed is not shown; left empty it stays."""
    shown = ("legal_name", "credit_code", "industry", "business", "contact_name", "headcount", "version")
    initial = {name: getattr(own, name) for name in shown} | {"region": own.region[:6]}
    said_now, conflict = versioned(request, own.version)
    resident = own.kind == EmployerKind.RESIDENT
    fixed = own.licence_checked_on is not None
    form = EditForm(said_now, initial=initial, fixed=fixed, resident=resident)

    def act() -> None:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        said["credit_code"] = said.get("credit_code") or own.credit_code or ""
        details = Details(kind=own.kind, **{name: value for name, value in said.items() if value is not None})
        actor, address = actor_of(request), client_address(request.META)
        actions.amend(actor=actor, employer=own, version=version, details=details, now=now(), address=address)

    context = {"own": own, "fixed": fixed, "resident": resident}
    to = reverse("employer:file")
    return form_page(
        request, form, act, template="employer/edit.html", said="已保存。", to=to, context=context, conflict=conflict
    )


@with_employer
def licence(request: HttpRequest, own: Employer) -> HttpResponse:
    """A picture of the licence."""
    return licence_page(request, own, template="employer/licence.html", to=reverse("employer:file"))


def licence_page(request: HttpRequest, own: Employer, *, template: str, to: str) -> HttpResponse:
    """The same within registration and later."""
    said_now, conflict = versioned(request, own.version)
    form = LicenceForm(said_now, request.FILES or None, initial={"version": own.version})

    def act() -> None:
        actor, at = actor_of(request), now()
        scan = stored(actor, form.cleaned_data["upload"], FilePurpose.LICENCE, at)
        version = form.cleaned_data["version"]
        actions.hand_in_licence(actor=actor, employer=own, version=version, licence=scan, now=at)

    said = "执照照片已上传。"
    return form_page(request, form, act, template=template, said=said, to=to, context={"own": own}, conflict=conflict)


@with_employer
def scan(request: HttpRequest, own: Employer) -> StreamingHttpResponse:
    """The picture of the licence."""
    if own.licence_file is None:
        raise StoredFile.DoesNotExist
    return sent_file(own.licence_file)

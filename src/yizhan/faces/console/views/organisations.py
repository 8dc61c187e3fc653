"""Bureaus, operators and stations as organisations: the tree, and what the administrator changes in it."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.staff import CloseForm, OrganisationForm, RenameForm
from yizhan.faces.console.steps import step_page
from yizhan.floor.accounts import queries as accounts
from yizhan.floor.organisations import actions, queries
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.policy import ADMINISTERED
from yizhan.floor.organisations.states import OFFICIAL, OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.regions import queries as regions


def organisations(request: HttpRequest) -> HttpResponse:
    """The tree, by path; operators beside it for whoever hands stations to them."""
    actor = actor_of(request)
    _, today = now_and_today()
    found = page(queries.organisations(actor, kinds=OFFICIAL), request, order=("path", "pk"), size=60)
    context = {
        "page": found,
        "rows": [(one, one.path.count("/") - 1) for one in found.rows],
        "operators": [] if actor.administers else list(queries.operators(actor, on=today)),
        "administers": actor.administers,
    }
    return render(request, "console/organisations.html", context)


def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One organisation, with its people."""
    actor = actor_of(request)
    found = get_object_or_404(queries.organisations(actor), pk=pk)
    _, today = now_and_today()
    context = {
        "organisation": found,
        "place": regions.line(found.region) if found.region else "",
        "people": accounts.staff(actor, on=today, organisation=found),
        "changes": actor.administers and found.kind in ADMINISTERED and found.closed_on is None,
    }
    return render(request, "console/organisation.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Founds a bureau or an operator."""
    actor = actor_of(request)
    cities = queries.organisations(actor, kinds=(OrganisationKind.CITY_BUREAU,))
    form = OrganisationForm(kinds=ADMINISTERED, parents=cities, **data_of(request))

    def act() -> None:
        said = form.cleaned_data
        if said["region"] and not regions.line(said["region"]):
            raise Refusal("没有这个行政区划代码", "no such division", field="region")
        actions.found(
            actor=actor,
            kind=OrganisationKind(said["kind"]),
            code=said["code"],
            name=said["name"],
            region=said["region"],
            parent=said["parent"],
            now=now_and_today()[0],
        )

    step = Step(
        "设立机构",
        reverse("console:organisations"),
        "驿站由县（市、区）人社部门登记，不在这里设立。",
        "设立",
        crumbs=(_up(),),
    )
    return step_page(request, form, act, step=step, said="机构已设立")


def rename(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another name."""
    actor, found = actor_of(request), _held(request, pk)
    form = RenameForm(initial={"name": found.name}, **data_of(request))

    def act() -> None:
        actions.rename(actor=actor, organisation=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(request, found, form, act, "更改名称", "名称已更改")


def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Closes it."""
    actor, found = actor_of(request), _held(request, pk)
    form = CloseForm(**data_of(request))

    def act() -> None:
        actions.close(actor=actor, organisation=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(request, found, form, act, "撤销机构", "机构已撤销", danger=True)


def _about(
    request: HttpRequest,
    found: Organisation,
    form: Form,
    act: Callable[[], object],
    title: str,
    said: str,
    *,
    danger: bool = False,
) -> HttpResponse:
    back = reverse("console:organisations_file", args=[found.pk])
    step = Step(title, back, danger=danger, facts=(("机构", found.name),), crumbs=(_up(), (found.name, back)))
    return step_page(request, form, act, step=step, said=said)


def _held(request: HttpRequest, pk: UUID) -> Organisation:
    return get_object_or_404(queries.organisations(actor_of(request)), pk=pk)


def _up() -> tuple[str, str]:
    return "机构", reverse("console:organisations")

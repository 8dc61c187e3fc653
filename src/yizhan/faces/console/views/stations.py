"""The stations of the area: list, workbook, file, and what only the bureau changes in it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components import downloads
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console import filed
from yizhan.faces.console.areas import area_of, now_and_today
from yizhan.faces.console.forms.filters import StationFilter
from yizhan.faces.console.forms.stations import FoundForm, OperatorForm
from yizhan.faces.console.steps import step_page
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations import queries as organisations
from yizhan.floor.organisations.actions import assign_operator
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import queries as recognition
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind, ApplicationState, MeasureState
from yizhan.network.regions import queries as regions
from yizhan.network.stations import actions, queries
from yizhan.network.stations.exports import station_list
from yizhan.network.stations.forms import BasicsForm, PremisesForm, SectionForm
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import COMMUNITY_KINDS, Setting, StationKind, Tier

LIST = ("驿站", "console:stations")


def stations(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by county, kind, state and words."""
    actor = actor_of(request)
    area = area_of(actor)
    form = StationFilter(request.GET.dict(), area.counties)
    found = page(queries.stations(actor, **form.as_query()), request, order=("region", "code", "pk"))  # type: ignore[arg-type]
    places = regions.lines({row.organisation.region for row in found.rows})
    context = {
        "form": form,
        "page": found,
        "rows": [(row, filed.TONES[row.state], places.get(row.organisation.region, "")) for row in found.rows],
        "query": request.GET.urlencode(),
        "founds": actor.role is Role.COUNTY_OFFICER,
    }
    return render(request, "console/stations.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same stations as a workbook, with masked names."""
    actor = actor_of(request)
    form = StationFilter(request.GET.dict(), area_of(actor).counties)
    book = station_list(queries.stations(actor, **form.as_query()))  # type: ignore[arg-type]
    return downloads.made("驿站名录.xlsx", downloads.XLSX, book)


def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything that is known of one station."""
    return _page(request, pk)


def phone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same with the manager's phone in full, after the reason is on record."""
    actor = actor_of(request)
    station = queries.station(actor, pk)
    try:
        if station.manager_phone is None:
            raise Refusal("没有填写手机号", "there is no phone")
        full = station.manager_phone.reveal(actor=actor, reason=request.POST.get("reason", ""), now=now_and_today()[0])
    except Refusal as refusal:
        messages.error(request, refusal.say())
        return redirect(_file(pk))
    return _page(request, pk, revealed=full)


def _page(request: HttpRequest, pk: UUID, revealed: str = "") -> HttpResponse:
    actor = actor_of(request)
    station = queries.station(actor, pk)
    _, today = now_and_today()
    missing = queries.missing_of(station, on=today)
    measures = list(recognition.measures(actor, station=station.organisation))
    applications = list(recognition.applications(actor, station=station.organisation))
    context = {
        "station": station,
        "name": filed.name_of(station),
        "tone": filed.TONES[station.state],
        "place": regions.line(station.street or station.organisation.region),
        "demands": filed.demands(missing, suggested=False),
        "suggestions": filed.demands(missing, suggested=True),
        "week": filed.week(station),
        "lists": filed.lists(station),
        "premises": filed.premises(station),
        "roster": filed.roster(actor, station, today),
        "posts": queries.staff_posts(actor, station, on=today),
        "areas": queries.communities_of(actor, station, on=today),
        "officers": {one.community_id for one in queries.officers(actor, on=today, station=station)},
        "measures": [one for one in measures if one.state in (MeasureState.IN_FORCE, MeasureState.UNMET)],
        "history": filed.history(station, applications, measures),
        "recognition": _recognition(applications),
        "supervises": actor.role is Role.COUNTY_OFFICER,
        "closed": station.state == "closed",
        "today": today,
        "revealed": revealed,
    }
    return render(request, "console/station.html", context)


def _recognition(applications: Sequence[Application]) -> Application | None:
    """The application by which the station was recognised, where its forms are."""
    done = (ApplicationState.APPROVED, ApplicationState.OPENED)
    return next((one for one in applications if one.kind == ApplicationKind.RECOGNITION and one.state in done), None)


def found(request: HttpRequest) -> HttpResponse:
    """A county officer founds a station of his county and opens its file."""
    actor = actor_of(request)
    now, today = now_and_today()
    area = area_of(actor)
    form = FoundForm(
        streets=[(one.code, one.name) for one in regions.children(area.code[:6])],
        operators=organisations.operators(actor, on=today),
        communities=regions.communities(actor),
        hosts=[one for one in queries.stations(actor) if one.kind not in COMMUNITY_KINDS],
        **data_of(request),
    )

    def act() -> None:
        said = form.cleaned_data
        actions.found_station(
            actor=actor,
            county=get_object_or_404(organisations.organisations(actor), pk=actor.organisation_id),
            code=said["code"],
            name=said["name"],
            region=said["street"] or area.code[:6],
            operator=said["operator"],
            kind=StationKind(said["kind"]),
            tier=Tier(said["tier"]),
            setting=Setting(said["setting"]),
            host=said["host"],
            community=said["community"],
            now=now,
        )

    step = Step("登记筹建驿站", reverse(LIST[1]), "先登记，再由申请单位提交认定申请。", "登记", crumbs=(_up(),))
    return step_page(request, form, act, step=step, said="驿站已登记，状态为“筹建”")


def basics(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign and place."""
    return _section(request, pk, BasicsForm, "标识和地址", lambda **given: actions.edit_basics(**given), "basics")


def premises(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Area and zones."""
    return _section(request, pk, PremisesForm, "场地和面积", lambda **given: actions.edit_premises(**given), "premises")


def operator(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who runs it."""
    actor = actor_of(request)
    now, today = now_and_today()
    station = queries.station(actor, pk)
    held = station.organisation.operator_id
    form = OperatorForm(
        operators=organisations.operators(actor, on=today), initial={"operator": str(held or "")}, **data_of(request)
    )

    def act() -> None:
        assign_operator(actor=actor, organisation=station.organisation, now=now, **form.cleaned_data)

    lead = "指定后，该单位的人员即可办理本驿站的业务；原单位的人员随即不能再看到。"
    return step_page(
        request,
        form,
        act,
        step=Step("指定运营单位", _file(pk), lead, crumbs=(_up(), _of(station))),
        said="运营单位已指定",
    )


def _section(
    request: HttpRequest, pk: UUID, kind: type[SectionForm], title: str, edit: Callable[..., object], argument: str
) -> HttpResponse:
    actor = actor_of(request)
    now, _ = now_and_today()
    station = queries.station(actor, pk)
    form = kind(initial=kind.initial_of(station), **data_of(request))  # type: ignore[attr-defined]
    if argument == "basics":
        _offer_streets(form, station)

    def act() -> None:
        said = form.cleaned_data
        given = {argument: form.section(), "reason": said["reason"], "version": said["version"]}  # type: ignore[attr-defined]
        edit(actor=actor, station=station, now=now, **given)

    lead = "已认定的驿站，标识、地址和面积只能由人社部门变更，并写明理由。"
    return step_page(
        request, form, act, step=Step(title, _file(pk), lead, "保存", crumbs=(_up(), _of(station))), said="已保存"
    )


def _offer_streets(form: SectionForm, station: Station) -> None:
    streets = [(one.code, one.name) for one in regions.children(station.organisation.region[:6])]
    form.fields["street"].widget = Select(choices=[("", "未填写"), *streets])
    proposals = queries.sign_proposals(station)
    if proposals:
        form.fields["sign_name"].help_text = f"按本市命名规则：{'，或 '.join(proposals)}"


def _file(pk: UUID) -> str:
    return reverse("console:stations_file", args=[pk])


def _up() -> tuple[str, str]:
    return LIST[0], reverse(LIST[1])


def _of(station: Station) -> tuple[str, str]:
    return filed.name_of(station), _file(station.pk)

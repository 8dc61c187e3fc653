"""What a county does about a station: service area, rectification, suspension, cancellation, and the sealed phone."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console import filed
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.fields import ReasonForm
from yizhan.faces.console.forms.stations import AreaForm, EndForm, MeasureForm, RectifyForm
from yizhan.faces.console.steps import step_page
from yizhan.network.recognition import actions as recognition
from yizhan.network.recognition import queries as cases
from yizhan.network.recognition.clauses import RECTIFY
from yizhan.network.recognition.forms import ReasonForm as VersionedReasonForm
from yizhan.network.recognition.models import Measure
from yizhan.network.recognition.states import MeasureKind
from yizhan.network.regions import queries as regions
from yizhan.network.stations import actions, queries
from yizhan.network.stations.models import Station


def serve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gives a community to the station."""
    actor = actor_of(request)
    now, today = now_and_today()
    station = queries.station(actor, pk)
    reach = station.organisation.region[: 4 if station.tier == "city" else 6]
    form = AreaForm(
        communities=regions.communities(actor, under=reach), initial={"since": today.isoformat()}, **data_of(request)
    )

    def act() -> None:
        actions.serve(actor=actor, station=station, now=now, **form.cleaned_data)

    lead = "一个社区（村）同一时间只由一个驿站服务。"
    return _about(request, station, form, act, "划入服务区域", "已划入服务区域", lead=lead)


def end_area(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes a community from its station."""
    actor = actor_of(request)
    now, today = now_and_today()
    area = get_object_or_404(queries.areas(actor), pk=pk)
    form = EndForm(initial={"until": today.isoformat()}, **data_of(request))

    def act() -> None:
        actions.end_area(actor=actor, area=area, now=now, **form.cleaned_data)

    facts = (("社区（村）", area.community.name), ("服务自", f"{area.since:%Y-%m-%d}"))
    return _about(request, area.station, form, act, "划出服务区域", "已划出服务区域", facts=facts, danger=True)


def rectify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Orders a rectification."""
    actor = actor_of(request)
    now, _ = now_and_today()
    station = queries.station(actor, pk)
    form = RectifyForm(**data_of(request))

    def act() -> None:
        recognition.order_rectification(actor=actor, station=station.organisation, now=now, **form.cleaned_data)

    return _about(request, station, form, act, "责令限期整改", "已责令限期整改", lead=RECTIFY.citation)


def suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Suspends an open station."""
    actor = actor_of(request)
    now, _ = now_and_today()
    station = queries.station(actor, pk)
    form = ReasonForm(**data_of(request))

    def act() -> None:
        recognition.suspend(actor=actor, station=station.organisation, reason=form.cleaned_data["reason"], now=now)

    lead = "暂停期间不对公众显示；原因消除后解除。惯例（待核实）。"
    return _about(request, station, form, act, "责令暂停服务", "驿站已暂停", lead=lead, danger=True)


def close_measure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enters how a rectification ended, or lifts a suspension: the station is open again then."""
    actor = actor_of(request)
    now, _ = now_and_today()
    measure = get_object_or_404(cases.measures(actor), pk=pk)
    form = MeasureForm(initial={"version": measure.version}, **data_of(request))
    lifting = measure.kind == MeasureKind.SUSPENSION
    if lifting:
        del form.fields["met"]

    def act() -> None:
        said = form.cleaned_data
        given = {"actor": actor, "measure": measure, "version": said["version"], "outcome": said["outcome"], "now": now}
        if lifting:
            recognition.lift_suspension(**given)
        else:
            recognition.close_rectification(met=said["met"] == "yes", **given)

    title = "解除暂停，恢复开放" if lifting else "登记整改结果"
    return _about(request, _station(request, measure), form, act, title, "已登记", facts=_facts(measure))


def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancels a station whose rectification failed."""
    actor = actor_of(request)
    now, _ = now_and_today()
    measure = get_object_or_404(cases.measures(actor), pk=pk)
    form = VersionedReasonForm(initial={"version": measure.version}, **data_of(request))

    def act() -> None:
        recognition.cancel(actor=actor, rectification=measure, now=now, **form.cleaned_data)

    lead = f"{RECTIFY.citation}。撤销后不能恢复；机构、人员和记录都保留。"
    station = _station(request, measure)
    return _about(request, station, form, act, "取消驿站", "驿站已取消", lead=lead, facts=_facts(measure), danger=True)


def _about(
    request: HttpRequest,
    station: Station,
    form: Form,
    act: Callable[[], object],
    title: str,
    said: str,
    *,
    lead: str = "",
    facts: tuple[tuple[str, str], ...] = (),
    danger: bool = False,
) -> HttpResponse:
    back = reverse("console:stations_file", args=[station.pk])
    crumbs = (("驿站", reverse("console:stations")), (filed.name_of(station), back))
    step = Step(title, back, lead, danger=danger, facts=facts, crumbs=crumbs)
    return step_page(request, form, act, step=step, said=said)


def _station(request: HttpRequest, measure: Measure) -> Station:
    return queries.station_of(actor_of(request), measure.station)


def _facts(measure: Measure) -> tuple[tuple[str, str], ...]:
    due = (("整改期限", f"{measure.due_on:%Y-%m-%d}"),) if measure.due_on else ()
    demands = (("整改要求", measure.demands),) if measure.demands else ()
    return (("事由", measure.reason), *demands, *due)

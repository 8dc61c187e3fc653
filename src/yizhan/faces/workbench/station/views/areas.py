"""The communities that a station serves, their employment officers, and the community stations run with it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.workbench.station.choosing import station_of
from yizhan.faces.workbench.station.forms import AppointForm, EndingForm
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.steps import shown, step_page
from yizhan.network.stations import actions, queries
from yizhan.network.stations.policy import may_edit


def area(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every community with its officers, one line each, and the community stations."""
    station, actor = station_of(request, pk), actor_of(request)
    _, today = now_and_today()
    officers: dict[UUID, list[object]] = {}
    for officer in queries.officers(actor, on=today, station=station):
        officers.setdefault(officer.community_id, []).append(officer)
    lines = [(one, officers.get(one.community_id, [])) for one in queries.communities_of(actor, station, on=today)]
    context = {
        "station": station,
        "lines": lines,
        "lacking": sum(not held for _, held in lines),
        "hosted": queries.hosted(actor, station),
        "keeps": may_edit(actor),
    }
    return shown(request, "area.html", context)


def appoint(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An employment officer for a community."""
    station, actor = station_of(request, pk), actor_of(request)
    now, today = now_and_today()
    served = {one.community_id: one.community for one in queries.communities_of(actor, station, on=today)}
    form = AppointForm(
        **data_of(request),
        communities=[(key, community.name) for key, community in served.items()],
        initial={"since": today, "community": request.GET.get("community", "")},
    )
    back = reverse("workbench:area_station", args=[pk])
    step = Step(
        "任命就业服务专员",
        back,
        lead="每个社区（村）都要有就业服务专员。",
        submit="任命",
        crumbs=(("服务区域", back),),
    )

    def act() -> None:
        data = form.cleaned_data
        actions.enlist_officer(
            actor=actor,
            community=served[data["community"]],
            name=data["name"],
            phone=data["phone"],
            since=data["since"],
            now=now,
        )

    return step_page(request, form, act, step=step, said="就业服务专员已任命。", station=station)


def end_officer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An officer's last day."""
    actor, (now, today) = actor_of(request), now_and_today()
    officer = get_object_or_404(queries.officers(actor, on=today), pk=pk)
    area = queries.serving(actor, officer.community, on=today)
    form = EndingForm(**data_of(request), initial={"until": today})
    back = reverse("workbench:area_station", args=[area.station_id])
    step = Step(
        "结束就业服务专员的工作",
        back,
        submit="结束",
        danger=True,
        facts=(("专员", officer.person.name), ("社区（村）", officer.community.name)),
        crumbs=(("服务区域", back),),
    )

    def act() -> None:
        data = form.cleaned_data
        actions.end_officer(actor=actor, officer=officer, until=data["until"], reason=data["reason"], now=now)

    return step_page(request, form, act, step=step, said="已登记结束日期。")

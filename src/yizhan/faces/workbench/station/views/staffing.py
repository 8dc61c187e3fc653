"""Who works at a station."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.workbench.station.choosing import station_of
from yizhan.faces.workbench.station.forms import EndingForm, EnlistForm, GivePostForm
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.steps import shown, step_page
from yizhan.floor.accounts.queries import people_in
from yizhan.floor.accounts.states import Role
from yizhan.network.stations import actions, queries
from yizhan.network.stations.policy import may_edit


def staff(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The posts in force, and members who have none."""
    station, actor = station_of(request, pk), actor_of(request)
    _, today = now_and_today()
    posts = list(queries.staff_posts(actor, station, on=today))
    placed = {post.person_id for post in posts}
    context = {
        "station": station,
        "posts": posts,
        "number": len(posts),
        "full_time": sum(post.full_time for post in posts),
        "head": next((post for post in posts if post.head), None),
        "idle": [one for one in people_in(actor, station.organisation, on=today) if one.pk not in placed],
        "keeps": may_edit(actor),
        "enlists": actor.role is Role.STATION_HEAD,
    }
    return shown(request, "staff.html", context)


def give_post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A post for a member of the station."""
    station, actor = station_of(request, pk), actor_of(request)
    now, today = now_and_today()
    members = {one.pk: one for one in people_in(actor, station.organisation, on=today)}
    form = GivePostForm(
        **data_of(request),
        people=members.values(),
        initial={"since": today, "person": request.GET.get("person", ""), "full_time": True},
    )
    back = reverse("workbench:staff_station", args=[pk])
    step = Step("登记岗位", back, submit="登记", crumbs=(("人员", back),))

    def act() -> None:
        data = form.cleaned_data
        actions.give_post(
            actor=actor,
            station=station,
            person=members[data["person"]],
            full_time=data["full_time"],
            head=data["head"],
            since=data["since"],
            now=now,
        )

    return step_page(request, form, act, step=step, said="岗位已登记。", station=station)


def enlist(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody new, taken on by the head."""
    station, actor = station_of(request, pk), actor_of(request)
    now, today = now_and_today()
    form = EnlistForm(**data_of(request), initial={"since": today, "full_time": True})
    back = reverse("workbench:staff_station", args=[pk])
    step = Step(
        "新增工作人员",
        back,
        lead="新增为本驿站经办人员。登录用的初始密码由区县人社部门发放。",
        submit="新增",
        crumbs=(("人员", back),),
    )

    def act() -> None:
        data = form.cleaned_data
        actions.enlist_staff(
            actor=actor,
            station=station,
            name=data["name"],
            phone=data["phone"],
            full_time=data["full_time"],
            since=data["since"],
            now=now,
        )

    return step_page(request, form, act, step=step, said="工作人员已新增。", station=station)


def end_post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The last day of a post."""
    actor, (now, today) = actor_of(request), now_and_today()
    post = get_object_or_404(queries.posts(actor, on=today), pk=pk)
    form = EndingForm(**data_of(request), initial={"until": today})
    back = reverse("workbench:staff_station", args=[post.station_id])
    step = Step(
        "结束岗位",
        back,
        lead="登录权限另由区县人社部门收回。",
        submit="结束",
        danger=True,
        facts=(("人员", post.person.name), ("岗位", "站长" if post.head else "经办人员")),
        crumbs=(("人员", back),),
    )

    def act() -> None:
        data = form.cleaned_data
        actions.end_post(actor=actor, post=post, until=data["until"], reason=data["reason"], now=now)

    return step_page(request, form, act, step=step, said="已登记结束日期。")

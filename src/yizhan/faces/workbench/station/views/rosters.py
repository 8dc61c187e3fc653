"""The duty roster: a month to look at, to print and to take away; made from a weekly pattern, and changed shift by shift."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.downloads import XLSX, made
from yizhan.faces.components.steps import Step, data_of, taken
from yizhan.faces.workbench.station.choosing import station_of
from yizhan.faces.workbench.station.forms import CopyForm, DutyForm, PatternForm, RemovalForm, first_of_month
from yizhan.faces.workbench.station.moments import now_and_today
from yizhan.faces.workbench.station.rostering import month_of, period_of
from yizhan.faces.workbench.station.steps import shown, step_page
from yizhan.kernel.periods import add_months
from yizhan.network.stations import actions, queries
from yizhan.network.stations.actions.roster import Made
from yizhan.network.stations.exports import roster_sheet
from yizhan.network.stations.models import Station
from yizhan.network.stations.policy import may_edit, sealed
from yizhan.network.stations.roster import span_of
from yizhan.network.stations.weeks import week_of


def roster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The month: opening hours, who is there, and what is left open."""
    station, actor = station_of(request, pk), actor_of(request)
    _, today = now_and_today()
    month = month_of(actor, station, first_of_month(request.GET.get("month", ""), today), today=today)
    context = {"station": station, "month": month, "keeps": may_edit(actor), "has_hours": bool(week_of(station))}
    return shown(request, "roster.html", context)


def printed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same on paper."""
    station, actor = station_of(request, pk), actor_of(request)
    _, today = now_and_today()
    month = month_of(actor, station, first_of_month(request.GET.get("month", ""), today), today=today)
    return shown(request, "roster_paper.html", {"station": station, "month": month})


def workbook(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as a workbook. Refused in the calendar's words while the notice of the year is not there."""
    station, actor = station_of(request, pk), actor_of(request)
    _, today = now_and_today()
    first = first_of_month(request.GET.get("month", ""), today)
    content = roster_sheet(queries.month_roster(actor, station, period_of(first)))
    return made(f"{station.organisation.name}值班表{first:%Y年%m月}.xlsx", XLSX, content)


def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The month from a weekly pattern."""
    station, actor = station_of(request, pk), actor_of(request)
    now, today = now_and_today()
    first = first_of_month(request.GET.get("month", ""), today)
    form = PatternForm(
        request.POST if request.method == "POST" else None,
        posts=list(queries.staff_posts(actor, station, on=max(first, today))),
        week=week_of(station),
        initial={"month": f"{first:%Y-%m}"},
    )
    results: list[Made] = []

    def act() -> None:
        year, month = form.year_and_month()
        results.append(
            actions.make_month(actor=actor, station=station, year=year, month=month, pattern=form.pattern(), now=now)
        )

    done = taken(
        request, form, act, said=lambda: _told(results[0]), to=_month_page(station, _sent_month(request, first))
    )
    context = {"station": station, "form": form, "back": _month_page(station, first), "first": first}
    return done or shown(request, "roster_make.html", context, form)


def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A week as the week before."""
    station, actor = station_of(request, pk), actor_of(request)
    now, today = now_and_today()
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    form = CopyForm(**data_of(request), initial={"monday": monday})
    results: list[Made] = []

    def act() -> None:
        results.append(
            actions.copy_last_week(actor=actor, station=station, monday=form.cleaned_data["monday"], now=now)
        )

    back = _month_page(station, first_of_month(request.POST.get("monday", "")[:7], monday))
    step = Step(
        "照上周排班",
        back,
        lead="把上一周的值班照抄到这一周。节假日不排；已有值班的日子不动。",
        submit="照抄",
        crumbs=(("值班表", back),),
    )
    return step_page(request, form, act, step=step, said=lambda: _told(results[0]), station=station)


def add_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person on one day, once or in several spans."""
    station, actor = station_of(request, pk), actor_of(request)
    now, today = now_and_today()
    day = _day(request.POST.get("day") or request.GET.get("day", ""), today)
    posts = list(queries.staff_posts(actor, station, on=day))
    form = DutyForm(**data_of(request), posts=posts, sealed=sealed(day, today), initial={"day": day})
    people = {post.person_id: post.person for post in posts}
    back = _month_page(station, day.replace(day=1))
    lead = "" if not sealed(day, today) else f"{day.year}年{day.month}月的值班表已封存，更正须写明理由，并记入日志。"
    step = Step("加一班", back, lead=lead, submit="加上", crumbs=(("值班表", back),))

    def act() -> None:
        data = form.cleaned_data
        with transaction.atomic():
            for span in form.spans():
                actions.set_shift(
                    actor=actor,
                    station=station,
                    person=people[data["person"]],
                    day=data["day"],
                    span=span,
                    reason=data["reason"],
                    now=now,
                )

    return step_page(request, form, act, step=step, said="值班已加上。", station=station)


def remove_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes one shift off, after asking."""
    actor, (now, today) = actor_of(request), now_and_today()
    shift = get_object_or_404(queries.shift_rows(actor), pk=pk)
    form = RemovalForm(**data_of(request))
    if not sealed(shift.day, today):
        del form.fields["reason"]
    back = _month_page(shift.station, shift.day.replace(day=1))
    time = f"{shift.day.year}年{shift.day.month}月{shift.day.day}日 {span_of(shift.begins, shift.ends)}"
    step = Step(
        "取消这一班",
        back,
        submit="取消这一班",
        danger=True,
        facts=(("人员", shift.person.name), ("时间", time)),
        crumbs=(("值班表", back),),
    )

    def act() -> None:
        actions.remove_shift(actor=actor, shift=shift, reason=form.cleaned_data.get("reason", ""), now=now)

    return step_page(request, form, act, step=step, said="这一班已取消。", station=shift.station)


def _told(result: Made) -> str:
    said = [f"已排{result.made}班"]
    if result.kept_days:
        said.append(f"{len(result.kept_days)}天已有值班，没有改动")
    if result.left_out:
        days = "、".join(f"{day.month}月{day.day}日" for day, _ in result.left_out[:5])
        said.append(f"{len(result.left_out)}班没有排上（{days}等，当天没有岗位或另有值班）")
    return "；".join(said) + "。"


def _month_page(station: Station, first: date) -> str:
    return f"{reverse('workbench:roster_station', args=[station.pk])}?month={first:%Y-%m}"


def _sent_month(request: HttpRequest, first: date) -> date:
    return first_of_month(request.POST.get("month", ""), first)


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
        add_months(day, 2)
    except (ValueError, OverflowError):
        return today
    return day if 2000 <= day.year <= 2100 else today

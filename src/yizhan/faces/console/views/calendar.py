"""The statutory calendar: which years are known, and their days."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.calendar import CorrectForm, PublishForm
from yizhan.faces.console.steps import step_page
from yizhan.network.calendars import actions, queries
from yizhan.network.calendars.policy import may_keep
from yizhan.network.calendars.states import DayKind, YearState
from yizhan.network.calendars.typed import special_days

FIRST, LAST = 2000, 2100


def calendar(request: HttpRequest) -> HttpResponse:
    """The years with their state; the next one too, whether or not it is there."""
    _, today = now_and_today()
    held = {one.year: one for one in queries.years()}
    shown = sorted({*held, today.year, today.year + 1}, reverse=True)
    rows = [
        (year, YearState(held[year].state) if year in held else YearState.NOT_PUBLISHED, held.get(year))
        for year in shown
    ]
    missing = [year for year, state, _ in rows if state is YearState.NOT_PUBLISHED and year >= today.year]
    context = {"rows": rows, "missing": missing, "keeps": may_keep(actor_of(request))}
    return render(request, "console/calendar.html", context)


def year(request: HttpRequest, year: int) -> HttpResponse:
    """The days of a year that depart from the week."""
    _in_range(year)
    days = list(queries.special_days(year))
    context = {
        "year": year,
        "state": queries.state_of(year),
        "published": queries.state_of(year) is not YearState.NOT_PUBLISHED,
        "source": next((one.source for one in queries.years() if one.year == year), ""),
        "holidays": [one for one in days if one.kind == DayKind.HOLIDAY],
        "worked": [one for one in days if one.kind == DayKind.WORKING],
        "keeps": may_keep(actor_of(request)),
    }
    return render(request, "console/year.html", context)


def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Enters a year's notice whole."""
    _in_range(year)
    form = PublishForm(initial={"year": year}, **data_of(request))

    def act() -> None:
        said = form.cleaned_data
        actions.publish_year(
            actor=actor_of(request),
            year=said["year"],
            days=special_days(said["days"]),
            source=said["source"],
            now=now_and_today()[0],
        )

    back = reverse("console:calendar_year", args=[year])
    lead = "按国务院办公厅当年的通知录入。通知公布以前，系统不推算哪天上班。"
    step = Step(f"录入{year}年节假日安排", back, lead, "录入", crumbs=(_up(), (f"{year}年", back)))
    return step_page(request, form, act, step=step, said=f"{year}年节假日安排已录入")


def correct(request: HttpRequest, year: int) -> HttpResponse:
    """Corrects one day."""
    _in_range(year)
    form = CorrectForm(**data_of(request))

    def act() -> None:
        said = form.cleaned_data
        actions.set_day(
            actor=actor_of(request),
            day=said["day"],
            kind=form.day_kind(),
            name=said["name"],
            source=said["source"],
            reason=said["reason"],
            now=now_and_today()[0],
        )

    back = reverse("console:calendar_year", args=[year])
    step = Step("更正一天", back, "只用于国务院办公厅另行调整的日子。", "更正", crumbs=(_up(), (f"{year}年", back)))
    return step_page(request, form, act, step=step, said="已更正")


def _up() -> tuple[str, str]:
    return "节假日", reverse("console:calendar")


def _in_range(year: int) -> None:
    if not FIRST <= year <= LAST:
        raise Http404

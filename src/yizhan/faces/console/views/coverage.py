"""The plan of the city against what there is, in numbers and in pictures."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import Step, data_of, shown, taken
from yizhan.faces.console import filed
from yizhan.faces.console.areas import area_of, now_and_today
from yizhan.faces.console.forms.plan import PlanForm
from yizhan.floor.accounts.states import Role
from yizhan.network.stations import actions, queries
from yizhan.network.stations.queries.coverage import Counted, CountyRow, PlanRow
from yizhan.network.stations.states import StationState, Tier

_FILLS = {"open": "#155231", "suspended": "#6b4100"}
_OTHER = "#45524e"


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of the plan as a picture 100 wide: where the plan is reached, what is recognised, what is open."""

    label: str
    planned: str
    counted: Counted
    lacking: int | None
    target: float | None
    recognised: float
    open: float


@dataclass(frozen=True, slots=True)
class Line:
    """A county's row: counts in the order of the tiers."""

    county: CountyRow
    tiers: tuple[tuple[str, Counted], ...]
    without: int


def coverage(request: HttpRequest) -> HttpResponse:
    """Plan and reality, counties, gaps, and where the stations stand."""
    actor = actor_of(request)
    area = area_of(actor)
    _, today = now_and_today()
    found = queries.coverage(actor, area.city, on=today)
    stations = [one for one in queries.stations(actor) if one.state != StationState.CLOSED]
    names = {str(one.pk): one for one in stations}
    spots = queries.spots(stations)
    context = {
        "area": area,
        "found": found,
        "bars": _bars(found.rows),
        "tiers": [tier.label for tier in Tier],
        "lines": [
            Line(row, tuple((str(tier.label), row.counted[tier]) for tier in Tier), row.communities - row.served)
            for row in found.counties
        ],
        "spots": [(spot, _FILLS.get(names[spot.key].state, _OTHER)) for spot in spots],
        "placed": [(spot.number, names[spot.key], filed.TONES[names[spot.key].state]) for spot in spots],
        "height": spots[0].height if spots else 0,
        "unplaced": len(stations) - len(spots),
        "plans": actor.role is Role.CITY_OFFICER,
        "over": found.plan is not None and found.plan.by < today,
    }
    return render(request, "console/coverage.html", context)


def plan(request: HttpRequest) -> HttpResponse:
    """Sets the plan."""
    actor = actor_of(request)
    now, today = now_and_today()
    area = area_of(actor)
    held = queries.plan_of(area.city, on=today)
    form = PlanForm(initial=PlanForm.initial_of(held), **data_of(request))

    def act() -> None:
        said = {name: form.cleaned_data[name] for name in ("name", "source", "clause", "since", "by")}
        actions.set_plan(actor=actor, city=area.city, lines=form.lines(), now=now, **said)

    back = reverse("console:coverage")
    step = Step(
        "建设目标", back, "写明依据的文件和条文。同一天开始的目标会被替换，以前的目标保留。", crumbs=(("覆盖", back),)
    )
    done = taken(request, form, act, said="建设目标已保存", to=back)
    return done or shown(request, "console/plan.html", {"form": form, "step": step, "rows": form.rows()}, form)


def _bars(rows: tuple[PlanRow, ...]) -> list[Bar]:
    """All on one scale: the largest number fills the width."""
    most = max([1, *(max(row.planned or 0, row.counted.recognised) for row in rows)])

    def wide(number: int) -> float:
        return round(100 * number / most, 2)

    return [
        Bar(
            row.label,
            "N" if row.planned is None else str(row.planned),
            row.counted,
            row.lacking,
            None if row.planned is None else wide(row.planned),
            wide(row.counted.recognised),
            wide(row.counted.open),
        )
        for row in rows
    ]

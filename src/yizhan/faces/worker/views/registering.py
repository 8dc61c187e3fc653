"""Registering oneself, one question on a page."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yizhan.faces.components import drafts, stages
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.acting import act_as
from yizhan.faces.components.drafts import Page
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.stations import nearest, organisation_of
from yizhan.faces.components.steps import now, sent
from yizhan.faces.worker import registering
from yizhan.faces.worker.answers import own_file
from yizhan.faces.worker.forms.registering import AgreeForm, WhoForm
from yizhan.faces.worker.registering import DRAFT, STAGES, Entry, TooYoung, stages_for
from yizhan.floor.accounts.addresses import client_address
from yizhan.floor.accounts.states import Role
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.people import queries
from yizhan.market.people.actions import register_self
from yizhan.market.people.ages import MINOR_LIMITS
from yizhan.market.people.forms import new_key

_KEY = "key"


def register(request: HttpRequest) -> HttpResponse:
    """Leads to the first page that is not filled in; whoever has a file, to the file."""
    if own_file(request) is not None:
        return redirect("worker:register_done")
    at = now()
    pages = drafts.read(request, DRAFT, now=at)
    wanted = stages_for(pages, at.astimezone(SHANGHAI).date())
    return redirect(f"worker:register_{stages.open_before(wanted, pages, 'agree') or 'agree'}")


def stage(request: HttpRequest, code: str) -> HttpResponse:
    """One page. What is typed is kept in the sealed draft; the last page hands in."""
    if own_file(request) is not None:
        return redirect("worker:register_done")
    at = now()
    pages = drafts.read(request, DRAFT, now=at)
    wanted = stages_for(pages, at.astimezone(SHANGHAI).date())
    here = next((one for one in wanted if one.code == code), None)
    behind = here and stages.open_before(wanted, pages, code)
    if here is None or behind:
        return redirect("worker:register")
    initial = {"name": actor_of(request).name} if code == "who" else {}
    form = here.form(sent(request) or pages.get(code), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            answer = _taken(request, code, form, pages)
        except TooYoung as young:
            drafts.forget(request, DRAFT)
            return render(request, "worker/register/too_young.html", {"from_day": young.from_day}, status=422)
        if answer is not None:
            return answer
    context = {
        "line": stages.line(wanted, code),
        "back": f"worker:register_{stages.before(wanted, code)}" if stages.before(wanted, code) else "",
        "limits": MINOR_LIMITS if code == "guardian" else (),
        "summary": _summary(pages) if code == "agree" else {},
    }
    return stages.shown(request, f"worker/register/{code}.html", form, context)


def done(request: HttpRequest) -> HttpResponse:
    """Registered: what comes next, and where the counter is."""
    file = own_file(request)
    if file is None:
        return redirect("worker:register")
    if actor_of(request).role not in (Role.WORKER, Role.CREW_LEADER):
        act_as(request, Role.WORKER)
    first = queries.registrations(actor_of(request)).first()
    station = None if first is None else first.station
    context = {
        "file": file,
        "station": next(iter(nearest(None, station, now(), most=1)), None) if station else None,
        "name": file.person.name,
        "awaits_guardian": queries.awaits_guardian(file, on=now().astimezone(SHANGHAI).date()),
    }
    return render(request, "worker/register/done.html", context)


def _taken(request: HttpRequest, code: str, form: Form, pages: dict[str, Page]) -> HttpResponse | None:
    """Keeps a page and leads on; hands in on the last. None when the form says what is wrong."""
    at = now()
    if isinstance(form, AgreeForm):
        return _handed_in(request, form, pages)
    if isinstance(form, WhoForm):
        with refusals(form):
            _look(request, form)
        if form.errors:
            return None
    stages.keep(request, DRAFT, code, form, now=at)
    if code == "who" and _KEY not in pages:
        drafts.keep(request, DRAFT, _KEY, {_KEY: [new_key()]}, now=at)
    wanted = stages_for(drafts.read(request, DRAFT, now=at), at.astimezone(SHANGHAI).date())
    return redirect(f"worker:register_{stages.after(wanted, code)}")


def _look(request: HttpRequest, form: WhoForm) -> None:
    """An age that follows from the number is said at the number."""
    try:
        registering.look_at(form, actor_of(request), client_address(request.META), now())
    except Refusal as refusal:
        if refusal.field == "birth_date" and not form.cleaned_data["birth_date"]:
            raise Refusal(*refusal.text, field="document_number") from refusal
        raise


def _handed_in(request: HttpRequest, form: AgreeForm, pages: dict[str, Page]) -> HttpResponse | None:
    at = now()
    minor = stages_for(pages, at.astimezone(SHANGHAI).date()) is not STAGES
    entry = registering.entry(pages, form, minor=minor)
    if not isinstance(entry, Entry):
        return redirect(f"worker:register_{entry}")
    station = organisation_of(entry.station)
    if station is None:
        return redirect("worker:register_place")
    with refusals(form):
        register_self(
            actor=actor_of(request),
            station=station,
            draft=entry.draft,
            kinds=entry.kinds,
            agreed=entry.agreed,
            form_key=str(pages[_KEY][_KEY]),
            published=entry.published,
            now=at,
            address=client_address(request.META),
        )
        drafts.forget(request, DRAFT)
        act_as(request, Role.WORKER)
        return redirect("worker:register_done")
    return None


def _summary(pages: dict[str, Page]) -> dict[str, str]:
    """What was said, in short. The number is not repeated."""
    wish, place = pages["wish"], pages["place"]
    more = wish.get("more_trades", "")
    station = organisation_of(place.get("station", ""))
    return {
        "name": pages["who"].get("name", ""),
        "trades": "、".join([*wish.getlist("trades"), *([more] if more else [])]),
        "station": "" if station is None else station.name,
    }

"""The first page, the records, the blacklist and the notices."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.destinations import same_site
from yizhan.faces.components.paging import page
from yizhan.faces.components.stations import nearest
from yizhan.faces.components.steps import form_page, now, sent
from yizhan.faces.employer.answers import today, with_employer
from yizhan.faces.employer.forms import AppealForm
from yizhan.floor.notices import actions as notices
from yizhan.floor.notices import queries as inboxes
from yizhan.market.employers import actions, queries
from yizhan.market.employers.models import Blacklisting, Employer
from yizhan.market.employers.states import IN_FORCE, BlacklistState, EmployerKind, EmployerState

SHOWN = 3


@with_employer
def home(request: HttpRequest, own: Employer) -> HttpResponse:
    """How the file stands and what is missing; what was registered; a listing before everything else."""
    actor = actor_of(request)
    registrations = list(queries.registrations(actor)[:SHOWN])
    cases = list(queries.blacklistings(actor))
    station = registrations[0].station if registrations else None
    near = nearest(None, station, now(), most=1) if station is not None and own.state == EmployerState.ACTIVE else []
    mine = queries.agents(actor, own, on=today()).filter(person_id=actor.id).first()
    context = {
        "own": own,
        "mine": mine,
        "resident": own.kind == EmployerKind.RESIDENT,
        "listed": [_Case(one) for one in cases if one.state in IN_FORCE],
        "closed": [one for one in cases if one.state in (BlacklistState.LIFTED, BlacklistState.EXPIRED)][:1],
        "registrations": registrations,
        "station": station,
        "desk": next(iter(near), None),
        "needs": list(queries.needs(actor)[:1]),
    }
    return render(request, "employer/home.html", context)


@with_employer
def records(request: HttpRequest, own: Employer) -> HttpResponse:
    """Registrations at stations, and needs as stations wrote them down."""
    actor = actor_of(request)
    found = page(queries.registrations(actor), request, order=("-day", "-created_at", "pk"))
    needs = list(queries.needs(actor)[:10])
    return render(request, "employer/records.html", {"own": own, "page": found, "needs": needs})


def appeal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Contests a listing, once."""
    actor = actor_of(request)
    case = get_object_or_404(queries.blacklistings(actor), pk=pk)
    form = AppealForm(sent(request))

    def act() -> None:
        words = form.cleaned_data["words_of_appeal"]
        actions.appeal(actor=actor, case=case, words_of_appeal=words, now=now())

    context = {"case": _Case(case)}
    to, said = reverse("employer:home"), "申诉已提交，由另一位工作人员处理。"
    return form_page(request, form, act, template="employer/appeal.html", said=said, to=to, context=context)


def inbox(request: HttpRequest) -> HttpResponse:
    """One's own notices; all are marked as read by a button."""
    actor = actor_of(request)
    if request.method == "POST":
        notices.mark_all_read(actor=actor, now=now())
        return redirect("employer:inbox")
    return render(request, "employer/inbox.html", {"page": page(inboxes.inbox(actor), request)})


def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens what a notice is about; it has been read then."""
    actor = actor_of(request)
    found = get_object_or_404(inboxes.inbox(actor), pk=pk)
    notices.mark_read(actor=actor, notice=found, now=now())
    about = "employer:home" if found.kind.startswith("employers.") else "employer:inbox"
    return redirect(same_site(request, found.link, reverse(about)))


class _Case:
    """A listing as the page shows it. `open` while it may be appealed."""

    def __init__(self, row: Blacklisting) -> None:
        self.row = row
        self.open = (
            row.state == BlacklistState.CONFIRMED
            and row.appealed_at is None
            and row.appeal_until is not None
            and today() <= row.appeal_until
        )

"""My file: what it says, masked, and the pages that change it."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.downloads import stored as sent_file
from yizhan.faces.components.stations import county_names
from yizhan.faces.components.steps import form_page, now, sent, versioned
from yizhan.faces.worker import progress
from yizhan.faces.worker.answers import stored, with_file
from yizhan.faces.worker.forms.filing import CareForm, ContactForm, GuardianForm, GuardianPaperForm, PlaceForm
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy.queries import has_consent
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import availability, queries
from yizhan.market.people.actions import add_guardian_paper, edit_file, withdraw_consent
from yizhan.market.people.ages import MINOR_LIMITS, age_on, is_minor
from yizhan.market.people.forms import NOTICE_VERSION
from yizhan.market.people.models import Worker
from yizhan.market.people.states import WorkKind

_FILE = "worker:file"


@with_file
def file(request: HttpRequest, own: Worker) -> HttpResponse:
    """Everything, with the way to change it."""
    return render(request, "worker/file/file.html", _shown(request, own))


@with_file
def printed(request: HttpRequest, own: Worker) -> HttpResponse:
    """The same on paper."""
    return render(request, "worker/file/print.html", _shown(request, own))


@with_file
def contact(request: HttpRequest, own: Worker) -> HttpResponse:
    """Whom to call, and where the post goes. What is sealed is not shown; left empty it stays."""
    initial = {"version": own.version, "education": own.education}
    initial |= {name: getattr(own, name) for name in ("contact_name", "contact_note")}
    said_now, conflict = versioned(request, own.version)
    form = ContactForm(said_now, initial=initial)

    def act() -> None:
        said = form.cleaned_data
        changes: dict[str, Any] = {name: said[name] for name in ("contact_name", "contact_note", "education")}
        for name in ("contact_phone", "address"):
            if said[name] or name in said["clear"]:
                changes[name] = said[name]
        _edit(request, own, changes, said["version"])

    return _page(request, form, act, "worker/file/contact.html", {"file": own}, conflict)


@with_file
def place(request: HttpRequest, own: Worker) -> HttpResponse:
    """Where one lives. The position is kept with the consent to it, and deleted without."""
    agreed = has_consent(own.person_id, ConsentPurpose.LOCATION, at=now())
    initial = {"version": own.version, "home_region": own.home_region[:6], "location_agree": agreed}
    initial["search_radius_km"] = str(own.search_radius_km or "")
    said_now, conflict = versioned(request, own.version)
    form = PlaceForm(said_now, initial=initial)

    def act() -> None:
        said = form.cleaned_data
        radius = said["search_radius_km"]
        changes: dict[str, Any] = {"search_radius_km": int(radius) if radius else None}
        if said["home_region"] != own.home_region[:6]:
            changes["home_region"] = said["home_region"]
        _consent(request, ConsentPurpose.LOCATION, wanted=said["location_agree"], held=agreed)
        if said["location_agree"] and said["home_latitude"] is not None:
            changes |= {name: Decimal(said[name] or 0) for name in ("home_latitude", "home_longitude")}
        own_now = queries.own(actor_of(request)).get(pk=own.pk)
        moved = own_now.version - own.version
        _edit(request, own, changes, said["version"] + moved)

    return _page(request, form, act, "worker/file/place.html", {"file": own}, conflict)


@with_file
def care(request: HttpRequest, own: Worker) -> HttpResponse:
    """Health and hardship: what is held is not shown, only that it is; each is deleted by taking the consent back."""
    said_now, conflict = versioned(request, own.version)
    form = CareForm(said_now, initial={"version": own.version})

    def act() -> None:
        said = form.cleaned_data
        changes = {name: said[name] for name in ("health", "hardship") if said[name]}
        for name, purpose in (("health", ConsentPurpose.HEALTH), ("hardship", ConsentPurpose.HARDSHIP)):
            if name in changes:
                _consent(request, purpose, wanted=True, held=False)
        _edit(request, own, changes, said["version"])

    return _page(request, form, act, "worker/file/care.html", {"file": own}, conflict)


@with_file
def guardian(request: HttpRequest, own: Worker) -> HttpResponse:
    """The guardian of somebody of 16 or 17."""
    held = getattr(own, "guardian", None)
    initial = {"version": own.version, "guardian_name": held.name if held else ""}
    said_now, conflict = versioned(request, own.version)
    form = GuardianForm(said_now, initial=initial)

    def act() -> None:
        said = form.cleaned_data
        _edit(request, own, {name: said[name] for name in ("guardian_name", "guardian_phone")}, said["version"])

    return _page(request, form, act, "worker/file/guardian.html", {"limits": MINOR_LIMITS}, conflict)


@with_file
def guardian_paper(request: HttpRequest, own: Worker) -> HttpResponse:
    """What the guardian has signed, as a picture."""
    form = GuardianPaperForm(sent(request), request.FILES or None)

    def act() -> None:
        actor, at = actor_of(request), now()
        paper = stored(actor, form.cleaned_data["upload"], FilePurpose.GUARDIAN_CONSENT, at)
        assert paper is not None
        add_guardian_paper(actor=actor, worker=own, paper=paper, now=at)

    context = {"guardian": getattr(own, "guardian", None)}
    return form_page(
        request,
        form,
        act,
        template="worker/file/guardian_paper.html",
        said="同意书已上传。",
        to=reverse(_FILE),
        context=context,
    )


@with_file
def guardian_form(request: HttpRequest, own: Worker) -> HttpResponse:
    """The consent to sign, on paper."""
    context = {"file": own, "limits": MINOR_LIMITS, "today": now().astimezone(SHANGHAI).date()}
    return render(request, "worker/file/guardian_form.html", context)


def guardian_scan(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The own signed consent."""
    actor = actor_of(request)
    found = get_object_or_404(queries.guardian_papers(actor), worker__person_id=actor.id, worker=pk)
    assert found.consent_paper is not None
    return sent_file(found.consent_paper)


def _page(
    request: HttpRequest, form: Any, act: Any, template: str, context: dict[str, Any], conflict: str
) -> HttpResponse:
    to = reverse(_FILE)
    return form_page(request, form, act, template=template, said="已保存。", to=to, context=context, conflict=conflict)


def _edit(request: HttpRequest, own: Worker, changes: dict[str, Any], version: int) -> None:
    edit_file(actor=actor_of(request), worker=own, changes=changes, version=version, now=now())


def _consent(request: HttpRequest, purpose: ConsentPurpose, *, wanted: bool, held: bool) -> None:
    actor, at = actor_of(request), now()
    if wanted and not held:
        privacy.give(
            actor=actor,
            person_id=actor.id,
            purpose=purpose,
            notice_version=NOTICE_VERSION,
            channel=ConsentChannel.ONLINE,
            separate=True,
            now=at,
        )
    if held and not wanted:
        withdraw_consent(actor=actor, purpose=purpose, now=at)


def _shown(request: HttpRequest, own: Worker) -> dict[str, Any]:
    today = now().astimezone(SHANGHAI).date()
    wish = getattr(own, "wish", None)
    skills = list(own.skills.order_by("trade"))
    found = progress.items(own, has_skills=bool(skills))
    return {
        "file": own,
        "age": age_on(own.birth_date, today) if own.birth_date else None,
        "minor": own.birth_date is not None and is_minor(own.birth_date, today),
        "awaits_guardian": queries.awaits_guardian(own, on=today),
        "wish": wish,
        "wish_kinds": "、".join(str(WorkKind(kind).label) for kind in wish.kinds) if wish else "",
        "pay": None if wish is None or wish.least_pay_fen is None else f"{wish.least_pay_fen / 100:.2f}",
        "week": availability.spoken(wish.availability) if wish else "",
        "county": county_names([own.home_region[:6]]).get(own.home_region[:6], ""),
        "skills": skills,
        "certificates": list(queries.certificates(actor_of(request)).filter(worker=own)),
        "categories": list(queries.categories(actor_of(request), on=today).filter(worker=own)),
        "done": progress.count(found),
        "items": found,
        "today": today,
    }

"""Wish, time, skills, certificates and categories of the own file."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.downloads import stored as sent_file
from yizhan.faces.components.steps import form_page, now, sent
from yizhan.faces.worker.answers import stored, with_file
from yizhan.faces.worker.forms.fields import COMMON_TRADES, pattern_of, week_of
from yizhan.faces.worker.forms.filing import (
    SKILL_ROWS,
    CategoryForm,
    CertificateForm,
    EmptyForm,
    SkillsForm,
    TimeForm,
    WishForm,
)
from yizhan.faces.worker.registering import wish_draft
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import actions, availability, queries
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.forms import NOTICE_VERSION
from yizhan.market.people.models import Certificate, Worker
from yizhan.market.people.states import CategoryKind, PayForm, ProofKind, SkillLevel, WorkKind

_MORE_ROWS = 2


def _today() -> date:
    return now().astimezone(SHANGHAI).date()


@with_file
def wish(request: HttpRequest, file: Worker) -> HttpResponse:
    """What one would like to do; the time stays as it is."""
    held = getattr(file, "wish", None)
    initial = {}
    if held is not None:
        initial = {
            "trades": [name for name in held.trades if name in COMMON_TRADES],
            "more_trades": "、".join(name for name in held.trades if name not in COMMON_TRADES),
            "kinds": held.kinds,
            "pay_form": held.pay_form,
            "least_pay": None if held.least_pay_fen is None else f"{held.least_pay_fen / 100:.2f}",
        }
    form = WishForm(sent(request), initial=initial)

    def act() -> None:
        draft = wish_draft(form.cleaned_data, held.availability if held else 0)
        actions.set_wish(actor=actor_of(request), worker=file, draft=draft, now=now())

    return _step(request, form, act, "worker/file/wish.html")


@with_file
def time(request: HttpRequest, file: Worker) -> HttpResponse:
    """When one has time; what one would like to do stays as it is."""
    held = getattr(file, "wish", None)
    number = held.availability if held else 0
    week = [f"{slot.weekday}-{slot.part}" for slot in availability.unpacked(number)]
    form = TimeForm(sent(request), initial={"pattern": pattern_of(number), "week": week})

    def act() -> None:
        said = form.cleaned_data
        draft = WishDraft(
            trades=tuple(held.trades) if held else (),
            kinds=tuple(WorkKind(kind) for kind in held.kinds) if held else (),
            pay_form=PayForm(held.pay_form) if held else PayForm.ANY,
            least_pay_fen=held.least_pay_fen if held else None,
            availability=week_of(said["pattern"], said["week"]),
        )
        actions.set_wish(actor=actor_of(request), worker=file, draft=draft, now=now())

    return _step(request, form, act, "worker/file/time.html")


@with_file
def skills(request: HttpRequest, file: Worker) -> HttpResponse:
    """The list as a whole: a line that is emptied is taken out."""
    held = list(file.skills.order_by("created_at", "trade"))
    initial = {f"trade_{at}": skill.trade for at, skill in enumerate(held, 1)}
    initial |= {f"level_{at}": skill.level for at, skill in enumerate(held, 1)}
    form = SkillsForm(sent(request), initial=initial, rows=max(SKILL_ROWS, len(held) + _MORE_ROWS))

    def act() -> None:
        wanted = [SkillDraft(trade=trade, level=SkillLevel(level)) for trade, level in form.said()]
        actions.set_skills(actor=actor_of(request), worker=file, skills=wanted, now=now())

    return _step(request, form, act, "worker/file/skills.html")


@with_file
def certificate(request: HttpRequest, file: Worker) -> HttpResponse:
    """One more certificate, with its picture."""
    form = CertificateForm(sent(request), request.FILES or None)

    def act() -> None:
        said, at, actor = form.cleaned_data, now(), actor_of(request)
        scan = stored(actor, said["upload"], FilePurpose.CERTIFICATE, at)
        draft = CertificateDraft(
            name=said["name"],
            number=said["number"],
            issued_on=said["issued_on"],
            expires_on=said["expires_on"],
            scan=scan,
        )
        actions.add_certificate(actor=actor, worker=file, draft=draft, now=at)

    return _step(request, form, act, "worker/file/certificate.html", said="证书已登记。")


def scan(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The picture of an own certificate."""
    found = get_object_or_404(_own_certificates(request), pk=pk, scan__isnull=False)
    assert found.scan is not None
    return sent_file(found.scan)


def remove_certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks, then takes it out of the file."""
    found = get_object_or_404(_own_certificates(request), pk=pk)

    def act() -> None:
        actions.remove_certificate(actor=actor_of(request), certificate=found, now=now())

    question = {"question": f"删除「{found.name}」？", "words": "删除后，推荐工作时不再看这张证书。", "submit": "删除"}
    return _step(request, EmptyForm(sent(request)), act, "worker/ask.html", said="证书已删除。", **question)


@with_file
def category(request: HttpRequest, file: Worker) -> HttpResponse:
    """One more category. The separate consent that two of them need is asked on the same page."""
    form = CategoryForm(sent(request), request.FILES or None)

    def act() -> None:
        said, at, actor = form.cleaned_data, now(), actor_of(request)
        for name, purpose in (("health", ConsentPurpose.HEALTH), ("hardship", ConsentPurpose.HARDSHIP)):
            if said[f"{name}_agree"]:
                _agree(request, purpose, at)
        proof = stored(actor, said["upload"], FilePurpose.CATEGORY_PROOF, at)
        draft = CategoryDraft(
            kind=CategoryKind(said["kind"]),
            since=said["since"] or _today(),
            proof_kind=ProofKind(said["proof_kind"] or ProofKind.NONE),
            proof=proof,
        )
        actions.add_category(actor=actor, worker=file, draft=draft, now=at)

    return _step(request, form, act, "worker/file/category.html", said="已登记，驿站核实证明后生效。")


def end_category(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks, then says that one no longer belongs to it."""
    actor = actor_of(request)
    found = get_object_or_404(queries.categories(actor, on=_today()), pk=pk, worker__person_id=actor.id)

    def act() -> None:
        actions.end_category(actor=actor, category=found, until=_today(), now=now())

    label = CategoryKind(found.kind).label
    question = {"question": f"不再是「{label}」？", "words": "从明天起不再按这一类帮扶。", "submit": "是的"}
    return _step(request, EmptyForm(sent(request)), act, "worker/ask.html", said="已更新。", **question)


def _own_certificates(request: HttpRequest) -> QuerySet[Certificate]:
    actor = actor_of(request)
    return queries.certificates(actor).filter(worker__person_id=actor.id)


def _agree(request: HttpRequest, purpose: ConsentPurpose, at: datetime) -> None:
    actor = actor_of(request)
    privacy.give(
        actor=actor,
        person_id=actor.id,
        purpose=purpose,
        notice_version=NOTICE_VERSION,
        channel=ConsentChannel.ONLINE,
        separate=True,
        now=at,
    )


def _step(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    template: str,
    *,
    said: str = "已保存。",
    **context: object,
) -> HttpResponse:
    to = reverse("worker:file")
    return form_page(request, form, act, template=template, said=said, to=to, context={"back": to, **context})

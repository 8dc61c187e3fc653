"""Categories with their proof, skills, certificates and wishes of a file."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.queries import has_consent
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people import checking, filing, writing
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, FileDraft, SkillDraft, WishDraft
from yizhan.market.people.models import Category, Certificate, Skill, Wish, Worker
from yizhan.market.people.policy import require_clerk, require_keeper
from yizhan.market.people.states import ProofKind
from yizhan.market.people.verbs import (
    CATEGORY_ADDED,
    CATEGORY_ENDED,
    CATEGORY_VERIFIED,
    CERTIFICATE_ADDED,
    CERTIFICATE_REMOVED,
    EDITED,
)

_SENSITIVE = (ConsentPurpose.HEALTH, ConsentPurpose.HARDSHIP)


@transaction.atomic
def add_category(*, actor: Actor, worker: Worker, draft: CategoryDraft, now: datetime) -> Category:
    """Adds a category, not verified yet. Refuses one that overlaps the same, and a sensitive one without the separate consent."""
    kept = _kept(actor, worker, now)
    plain = checking.category(draft, today=filing.day_of(now))
    given = frozenset(each for each in _SENSITIVE if has_consent(kept.person_id, each, at=now))
    checking.require_category_consent(plain.kind, given)
    for other in kept.categories.filter(kind=plain.kind):
        if (plain.until is None or other.since <= plain.until) and (other.until is None or plain.since <= other.until):
            raise Refusal(f"这段时间已登记「{plain.kind.label}」", "the category is stated already", field="categories")
    row = writing.new_category(kept, plain, now)
    row.save(force_insert=True)
    _record(actor, CATEGORY_ADDED.code, row, {"kind": row.kind, "proof": row.proof_kind}, now)
    return row


@transaction.atomic
def verify_category(
    *, actor: Actor, category: Category, proof_kind: ProofKind, proof: StoredFile | None = None, now: datetime
) -> Category:
    """Says that the actor saw the proof. Refuses a verification without one."""
    require_clerk(actor)
    row = _category(actor, category, now)
    if proof_kind is ProofKind.NONE:
        raise Refusal("请选择所核对的证明材料", "name the proof", field="proof_kind")
    if proof is not None and proof.person_id not in (None, row.worker.person_id):
        raise OutOfScope
    row.proof_kind, row.proof = proof_kind, proof or row.proof
    row.verified_by, row.verified_at = actor.id, now
    row.save(update_fields=["proof_kind", "proof", "verified_by", "verified_at"])
    _record(actor, CATEGORY_VERIFIED.code, row, {"kind": row.kind, "proof": row.proof_kind}, now)
    return row


@transaction.atomic
def end_category(*, actor: Actor, category: Category, until: date, now: datetime) -> Category:
    """Sets the last day of a category: between its first day and today."""
    row = _category(actor, category, now)
    if not row.since <= until <= filing.day_of(now):
        raise Refusal("截止日期应在起始日期和今天之间", "the end is out of range", field="until")
    row.until = until
    row.save(update_fields=["until"])
    _record(actor, CATEGORY_ENDED.code, row, {"kind": row.kind, "until": until.isoformat()}, now)
    return row


@transaction.atomic
def set_skills(*, actor: Actor, worker: Worker, skills: Sequence[SkillDraft], now: datetime) -> tuple[Skill, ...]:
    """Puts this list of skills in the place of the present one. A trade named twice keeps the last level."""
    kept = _kept(actor, worker, now)
    plain = checking.with_rows(FileDraft(name="", skills=tuple(skills)), today=filing.day_of(now)).skills
    kept.skills.all().delete()
    rows = [Skill(worker=kept, trade=each.trade, level=each.level, created_at=now) for each in plain]
    made = Skill.objects.bulk_create(rows)
    filing.touch(kept, (), now)
    _record_edit(actor, kept, "skills", now)
    return tuple(made)


@transaction.atomic
def set_wish(*, actor: Actor, worker: Worker, draft: WishDraft, now: datetime) -> Wish:
    """Puts this wish in the place of the present one."""
    kept = _kept(actor, worker, now)
    plain = checking.wish(draft)
    values = {
        "trades": list(plain.trades),
        "kinds": [str(kind) for kind in plain.kinds],
        "pay_form": plain.pay_form,
        "least_pay_fen": plain.least_pay_fen,
        "availability": plain.availability,
    }
    made, _ = Wish.objects.update_or_create(worker=kept, defaults=values, create_defaults={**values, "created_at": now})
    filing.touch(kept, (), now)
    _record_edit(actor, kept, "wish", now)
    return made


@transaction.atomic
def add_certificate(*, actor: Actor, worker: Worker, draft: CertificateDraft, now: datetime) -> Certificate:
    """Adds a certificate; its number is sealed."""
    kept = _kept(actor, worker, now)
    plain = checking.certificate(draft, today=filing.day_of(now))
    row = writing.new_certificate(kept, plain, now)
    row.save(force_insert=True)
    _record(actor, CERTIFICATE_ADDED.code, row, {}, now)
    return row


@transaction.atomic
def remove_certificate(*, actor: Actor, certificate: Certificate, now: datetime) -> None:
    """Takes a certificate out of the file."""
    _kept(actor, certificate.worker, now)
    row = Certificate.objects.select_for_update(of=("self",)).select_related("worker").get(pk=certificate.pk)
    Certificate.objects.filter(pk=row.pk).delete()
    _record(actor, CERTIFICATE_REMOVED.code, row, {}, now)


def _kept(actor: Actor, worker: Worker, now: datetime) -> Worker:
    kept = filing.locked(actor, worker, now=now)
    require_keeper(actor, kept.person_id)
    return kept


def _category(actor: Actor, category: Category, now: datetime) -> Category:
    """The row as it is now, its file locked first."""
    _kept(actor, category.worker, now)
    return Category.objects.select_for_update(of=("self",)).select_related("worker").get(pk=category.pk)


def _record(actor: Actor, verb: str, row: Category | Certificate, body: dict[str, BodyValue], now: datetime) -> None:
    said = {"subject": str(row.worker.person_id), **body}
    record(actor=actor, verb=verb, object_type=row._meta.label_lower, object_id=str(row.pk), body=said, now=now)


def _record_edit(actor: Actor, worker: Worker, fields: str, now: datetime) -> None:
    body: dict[str, BodyValue] = {"subject": str(worker.person_id), "fields": fields, "version": worker.version}
    record(actor=actor, verb=EDITED.code, object_type="people.worker", object_id=str(worker.pk), body=body, now=now)

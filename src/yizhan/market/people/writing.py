"""Writing what a draft says into the rows of a file. Each runs inside the transaction of an action."""

from datetime import datetime
from typing import Any

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.market.people import filing
from yizhan.market.people.checking import Checked
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, FileDraft
from yizhan.market.people.models import Category, Certificate, Guardian, Skill, Wish, Worker
from yizhan.market.people.tokens import tokens


def open_file(
    person: Person, checked: Checked, draft: FileDraft, checker: Actor | None, station: Organisation, now: datetime
) -> Worker:
    """Writes the file with everything in the draft, for its first registration at the station. `checker` saw the document."""
    document = checked.document
    worker = Worker(
        person=person,
        birth_date=checked.birth_date,
        tokens=tokens(draft.name, draft.phone, draft.contact_phone),
        created_at=now,
        updated_at=now,
        places=[station.pk],
        **plain_values(draft),
    )
    if document is not None:
        worker.document_kind, worker.household_region = document.kind, document.household_region
        worker.document_number, worker.document_digest = document.number, filing.document_digest(checked)
        worker.sex = draft.sex if document.sex == "unknown" else document.sex
        if checker is not None:
            worker.identity_checked_at, worker.identity_checked_by = now, checker.id
    set_sealed(worker, draft)
    worker.save(force_insert=True)
    _write_rows(worker, draft, now)
    return worker


def plain_values(draft: FileDraft) -> dict[str, Any]:
    """The values of a draft that are kept as they are."""
    names = ("sex", "education", "self_supporting", "contact_name", "contact_note", "home_region")
    places = ("home_latitude", "home_longitude", "search_radius_km")
    return {name: getattr(draft, name) for name in (*names, *places)}


def set_sealed(worker: Worker, draft: FileDraft) -> None:
    """Puts the sealed values of a draft into the file, not yet saved."""
    worker.address = draft.address or None
    worker.health = draft.health or None
    worker.hardship = draft.hardship or None
    worker.contact_phone = draft.contact_phone or None
    worker.contact_digest = phone_digest(draft.contact_phone) if draft.contact_phone else None


def new_category(worker: Worker, draft: CategoryDraft, now: datetime) -> Category:
    """The category as a row that is not yet saved."""
    if draft.proof is not None and draft.proof.person_id not in (None, worker.person_id):
        raise OutOfScope
    row = Category(worker=worker, kind=draft.kind, since=draft.since, until=draft.until, created_at=now)
    row.proof_kind, row.proof, row.detail = draft.proof_kind, draft.proof, draft.detail or None
    return row


def new_certificate(worker: Worker, draft: CertificateDraft, now: datetime) -> Certificate:
    """The certificate as a row that is not yet saved."""
    if draft.scan is not None and draft.scan.person_id not in (None, worker.person_id):
        raise OutOfScope
    row = Certificate(worker=worker, name=draft.name, issued_on=draft.issued_on, expires_on=draft.expires_on)
    row.number, row.scan, row.created_at = draft.number or None, draft.scan, now
    return row


def _write_rows(worker: Worker, draft: FileDraft, now: datetime) -> None:
    Category.objects.bulk_create(new_category(worker, each, now) for each in draft.categories)
    Skill.objects.bulk_create(
        Skill(worker=worker, trade=each.trade, level=each.level, created_at=now) for each in draft.skills
    )
    Certificate.objects.bulk_create(new_certificate(worker, each, now) for each in draft.certificates)
    Wish.objects.create(
        worker=worker,
        trades=list(draft.wish.trades),
        kinds=[str(kind) for kind in draft.wish.kinds],
        pay_form=draft.wish.pay_form,
        least_pay_fen=draft.wish.least_pay_fen,
        availability=draft.wish.availability,
        created_at=now,
    )
    if draft.guardian_name:
        guardian = Guardian(worker=worker, name=draft.guardian_name, created_at=now, consent_paper=draft.guardian_paper)
        guardian.phone = draft.guardian_phone or None
        guardian.save(force_insert=True)

"""Changing a file: its plain parts, its phone, its identity document. Who changed which field is in the audit, without values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yizhan.floor.accounts import actions as accounts
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.codes import ConfirmedPhone
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.privacy.lookups import lookup_digest, phone_digest
from yizhan.floor.privacy.queries import has_consent
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people import checking, documents, filing, queries
from yizhan.market.people.ages import require_working_age
from yizhan.market.people.drafts import FileDraft
from yizhan.market.people.models import Guardian, Worker
from yizhan.market.people.policy import require_clerk, require_keeper
from yizhan.market.people.states import DocumentKind, Sex
from yizhan.market.people.tokens import with_contact, with_name, with_phone
from yizhan.market.people.verbs import DOCUMENT_CORRECTED, EDITED, IDENTITY_CHECKED

_PLAIN = ("sex", "education", "self_supporting", "contact_name", "contact_note", "home_region")
_PLACE = ("home_latitude", "home_longitude", "search_radius_km")
_SEALED = ("address", "health", "hardship")
_GUARDIAN = ("guardian_name", "guardian_phone", "guardian_paper")
EDITABLE = ("name", "birth_date", "contact_phone", *_PLAIN, *_PLACE, *_SEALED, *_GUARDIAN)


@transaction.atomic
def edit_file(*, actor: Actor, worker: Worker, changes: Mapping[str, Any], version: int, now: datetime) -> Worker:
    """Changes the named fields of a file, and leaves the others as they are. The names are those of FileDraft in EDITABLE.

    Empty clears. `version` is that of the file as it was shown: when somebody else changed it meanwhile, nothing is written.
    Refuses what the registration refuses; a name or birth date that rests on a checked document; a sensitive value without
    its separate consent.
    """
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not fields of a file that are changed here: {sorted(unknown)}")
    kept = filing.locked(actor, worker, now=now, version=version)
    require_keeper(actor, kept.person_id)
    given = frozenset(purpose for purpose in ConsentPurpose if has_consent(kept.person_id, purpose, at=now))
    stated = _stated(kept)
    draft = checking.with_texts(replace(stated, **changes))
    asked = replace(FileDraft(name=""), **{name: getattr(draft, name) for name in changes})
    checking.require_consents(asked, given | {ConsentPurpose.EMPLOYMENT_SERVICE})
    hidden = (*_SEALED, "contact_phone")
    changed = sorted(name for name in changes if getattr(draft, name) != getattr(stated, name) or name in hidden)
    if not changed:
        return kept
    _apply_person(actor, kept, draft, changed, now)
    _apply_file(kept, draft, changed)
    _apply_guardian(kept, draft, changed, now)
    columns = [name for name in changed if name in (*_PLAIN, *_PLACE, *_SEALED, "birth_date", "contact_phone")]
    filing.touch(kept, [*columns, "contact_digest", "tokens"], now)
    _record(actor, EDITED.code, kept, ",".join(changed), "", now)
    return kept


@transaction.atomic
def change_phone(
    *,
    actor: Actor,
    worker: Worker,
    phone: str,
    proof: ConfirmedPhone | None = None,
    keep_session: str | None = None,
    now: datetime,
) -> Worker:
    """Changes the phone of the account as accounts.actions.change_phone does, and the words under which the file is found."""
    kept = filing.locked(actor, worker, now=now)
    plain = checking.phone(phone, "phone")
    if not plain:
        raise Refusal("请填写新手机号", "a phone is needed", field="phone")
    accounts.change_phone(actor=actor, person=kept.person, phone=plain, proof=proof, keep_session=keep_session, now=now)
    kept.tokens = with_phone(kept.tokens, plain)
    filing.touch(kept, ["tokens"], now)
    return kept


@transaction.atomic
def correct_document(
    *,
    actor: Actor,
    worker: Worker,
    document_number: str,
    kind: DocumentKind | None = None,
    reason: str,
    now: datetime,
) -> Worker:
    """Puts the number of the document that the clerk holds in the file, for the first time or in place of a wrong one.

    Birth date, sex and region follow it. FileExists when another file has the number. Needs the separate consent and a reason.
    """
    require_clerk(actor)
    today = filing.day_of(now)
    document = documents.read(document_number, today=today, kind=kind)
    require_working_age(document.birth_date, today)
    digest = lookup_digest("resident_number", document.number)
    filing.lock(f"people.document:{digest}")
    kept = filing.locked(actor, worker, now=now)
    if not has_consent(kept.person_id, ConsentPurpose.IDENTITY_CHECK, at=now):
        raise Refusal("登记身份证件号码须单独征得本人同意", "a separate consent is needed", field="document_number")
    other = Worker.objects.filter(document_digest=digest).exclude(pk=kept.pk).select_related("person").first()
    if other is not None:
        raise filing.FileExists(queries.known_of(actor, other), "document_number")
    kept.document_number, kept.document_digest, kept.document_kind = document.number, digest, document.kind
    kept.birth_date, kept.household_region = document.birth_date, document.household_region
    kept.sex = kept.sex if document.sex is Sex.UNKNOWN else document.sex
    kept.identity_checked_at, kept.identity_checked_by = now, actor.id
    names = ["document_number", "document_digest", "document_kind", "birth_date", "household_region", "sex"]
    filing.touch(kept, [*names, "identity_checked_at", "identity_checked_by"], now)
    _record(actor, DOCUMENT_CORRECTED.code, kept, "document_number", reason, now)
    return kept


@transaction.atomic
def check_identity(*, actor: Actor, worker: Worker, document_number: str, now: datetime) -> Worker:
    """Says that the actor compared the document with the file, by the number that was read from it."""
    require_clerk(actor)
    kept = filing.locked(actor, worker, now=now)
    number = documents.read(document_number, today=filing.day_of(now)).number
    if kept.document_digest != lookup_digest("resident_number", number):
        raise Refusal("证件号码与档案不一致，请核对", "the number is not that of the file", field="document_number")
    kept.identity_checked_at, kept.identity_checked_by = now, actor.id
    filing.touch(kept, ["identity_checked_at", "identity_checked_by"], now)
    _record(actor, IDENTITY_CHECKED.code, kept, "identity_checked_at", "", now)
    return kept


def _stated(worker: Worker) -> FileDraft:
    """The file as a draft, without the sealed values: those are never shown, so never compared."""
    guardian = Guardian.objects.filter(worker=worker).first()
    values = {name: getattr(worker, name) for name in (*_PLAIN, *_PLACE, "birth_date")}
    values |= {"guardian_name": guardian.name, "guardian_paper": guardian.consent_paper} if guardian else {}
    return FileDraft(name=worker.person.name, **values)


def _apply_person(actor: Actor, worker: Worker, draft: FileDraft, changed: list[str], now: datetime) -> None:
    if "name" in changed:
        if worker.identity_checked_at is not None and actor.id == worker.person_id:
            raise Refusal("姓名已与证件核对，请带证件到柜台更正", "the name was checked", field="name")
        worker.person = accounts.rename_person(actor=actor, person=worker.person, name=draft.name, now=now)
        worker.tokens = with_name(worker.tokens, draft.name)
    if "birth_date" in changed:
        if worker.document_number is not None:
            raise Refusal("出生日期以证件号码为准", "the birth date is that of the document", field="birth_date")
        _require_age(draft.birth_date, filing.day_of(now))


def _require_age(born: date | None, today: date) -> None:
    if born is None:
        raise Refusal("请填写出生日期", "a birth date is needed", field="birth_date")
    require_working_age(born, today)


def _apply_file(worker: Worker, draft: FileDraft, changed: list[str]) -> None:
    for name in changed:
        if name in (*_PLAIN, *_PLACE, "birth_date"):
            setattr(worker, name, getattr(draft, name))
        elif name in _SEALED:
            setattr(worker, name, getattr(draft, name) or None)
    if "contact_phone" in changed:
        worker.contact_phone = draft.contact_phone or None
        worker.contact_digest = phone_digest(draft.contact_phone) if draft.contact_phone else None
        worker.tokens = with_contact(worker.tokens, draft.contact_phone)


def _apply_guardian(worker: Worker, draft: FileDraft, changed: list[str], now: datetime) -> None:
    if not set(changed) & set(_GUARDIAN):
        return
    held = Guardian.objects.filter(worker=worker).first() or Guardian(worker=worker, created_at=now)
    if "guardian_paper" in changed:
        held.consent_paper = draft.guardian_paper
    elif "guardian_name" in changed:
        # What the one before has signed is not the consent of this one.
        held.consent_paper = None
    held.name = draft.guardian_name or held.name
    if not held.name:
        raise Refusal("请填写监护人姓名", "a guardian has a name", field="guardian_name")
    if "guardian_phone" in changed:
        held.phone = draft.guardian_phone or None
    held.save()


def _record(actor: Actor, verb: str, worker: Worker, fields: str, reason: str, now: datetime) -> None:
    body: dict[str, BodyValue] = {"subject": str(worker.person_id), "fields": fields, "version": worker.version}
    record(
        actor=actor,
        verb=verb,
        object_type="people.worker",
        object_id=str(worker.pk),
        body=body,
        reason=reason,
        now=now,
    )

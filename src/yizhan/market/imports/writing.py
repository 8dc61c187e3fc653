"""Writing one row through the actions of people and employers. Raises Conflict when the register has moved on since comparing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import actions as employing
from yizhan.market.employers.states import Channel
from yizhan.market.imports.comparing import employer_fields, worker_fields
from yizhan.market.imports.register import Register, key_of
from yizhan.market.imports.sayings import EmployerSaid, Said, WorkerSaid
from yizhan.market.imports.telling import PURPOSES
from yizhan.market.people import actions as people
from yizhan.market.people.drafts import Agreed, CategoryDraft, FileDraft, SkillDraft, WishDraft
from yizhan.market.people.models import Worker
from yizhan.market.people.states import CategoryKind, RegistrationChannel, RegistrationKind

_SENSITIVE_CATEGORY = {CategoryKind.HARD_TO_EMPLOY: ConsentPurpose.HARDSHIP}


class Conflict(Refusal):
    """The row was compared with something else than what the register holds now."""


@dataclass(frozen=True, slots=True)
class Written:
    """The file that the row is about now, its version, and whether the row opened it."""

    target_id: UUID
    version: int
    created: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """In whose name, where and when rows are written, and what the register holds of all that they are about, read under the locks
    on it. `left` are the files that this same import has written to, with the version in which it left them."""

    actor: Actor
    station: Organisation
    consent_notice: str
    register: Register
    left: Mapping[UUID, int]
    now: datetime
    enrolment: people.Enrolment


def write(said: Said, *, row_id: UUID, compared_with: tuple[UUID | None, int | None], setting: Setting) -> Written:
    """Writes what the row says. Refusal and Conflict leave nothing behind."""
    if isinstance(said, WorkerSaid):
        return _worker(said, row_id, compared_with, setting)
    return _employer(said, compared_with, setting)


def _worker(said: WorkerSaid, row_id: UUID, compared_with: tuple[UUID | None, int | None], at: Setting) -> Written:
    kept = at.register.workers.get(key_of(said))
    kind = RegistrationKind(said.registration)
    if kept is None:
        if compared_with[0] is not None:
            raise Conflict("比对后该档案已不存在，请重新比对", "the file is gone since it was compared")
        entry = people.Entry(
            draft=_draft(said),
            kinds=[kind],
            agreed=_agreed(said, at.consent_notice),
            form_key=f"import-{row_id.hex}",
            day=said.day,
            willing=said.willing,
            published=said.published,
            channel=RegistrationChannel.IMPORT,
        )
        made = people.enrol(at=at.enrolment, entry=entry, worker=None, now=at.now)
        return Written(made.worker.pk, made.worker.version, True)
    _require_unmoved(kept.pk, kept.version, compared_with, at)
    changes = _additions(kept, said)
    if changes:
        kept = people.edit_file(actor=at.actor, worker=kept, changes=changes, version=kept.version, now=at.now)
    if (kept.pk, said.registration, said.day) not in at.register.registered:
        people.register(
            actor=at.actor,
            station=at.station,
            worker=kept,
            kinds=[kind],
            now=at.now,
            day=said.day,
            willing=said.willing,
            published=said.published,
            channel=RegistrationChannel.IMPORT,
        )
    return Written(kept.pk, kept.version, False)


def _employer(said: EmployerSaid, compared_with: tuple[UUID | None, int | None], at: Setting) -> Written:
    key = key_of(said)
    kept = at.register.employers.get(key)
    common: dict[str, Any] = {
        "actor": at.actor,
        "station": at.station,
        "day": said.day,
        "number": said.number,
        "now": at.now,
    }
    if kept is None:
        if compared_with[0] is not None or said.details is None:
            raise Conflict("比对后该档案已不存在，请重新比对", "the file is gone since it was compared")
        seen = employing.Seen(papers=False, consent_notice=at.consent_notice)
        row = employing.register_at_counter(details=said.details, seen=seen, channel=Channel.IMPORT, **common)
        return Written(row.employer_id, row.employer.version, True)
    if kept.pk not in at.register.seen and kept.pk not in at.left:
        if compared_with[0] != kept.pk:
            raise Conflict("比对后其他驿站为该用工主体建了档，请重新比对", "another station opened a file meanwhile")
        employing.adopt(
            credit_code=said.credit_code, identity_number=said.identity_number, channel=Channel.IMPORT, **common
        )
        return Written(kept.pk, kept.version, False)
    _require_unmoved(kept.pk, kept.version, compared_with, at)
    if said.details is not None and employer_fields(kept, said):
        kept = employing.amend(actor=at.actor, employer=kept, version=kept.version, details=said.details, now=at.now)
    if (kept.pk, said.day) not in at.register.registered:
        employing.register(employer=kept, channel=Channel.IMPORT, **common)
    return Written(kept.pk, kept.version, False)


def _require_unmoved(key: UUID, version: int, compared_with: tuple[UUID | None, int | None], at: Setting) -> None:
    """A file that this same import has written to is as it left it; any other as it was compared."""
    expected = (key, at.left[key]) if key in at.left else compared_with
    if expected != (key, version):
        raise Conflict("比对后档案被别人修改过，请核对后重新比对", "the file was changed since it was compared")


def _additions(kept: Worker, said: WorkerSaid) -> dict[str, str]:
    labels = worker_fields(kept, said)
    said_of = {"联系电话": ("contact_phone", said.phone), "现居住地": ("address", said.address)}
    return dict(said_of[label] for label in labels)


def _draft(said: WorkerSaid) -> FileDraft:
    draft = FileDraft(
        name=said.name,
        document_number=said.document_number,
        phone=said.phone,
        address=said.address,
        skills=tuple(SkillDraft(trade=trade) for trade in said.trades),
        wish=WishDraft(trades=said.trades),
    )
    if not said.category:
        return draft
    return replace(draft, categories=(CategoryDraft(kind=CategoryKind(said.category), since=said.day),))


def _agreed(said: WorkerSaid, notice: str) -> Agreed:
    sensitive = _SENSITIVE_CATEGORY.get(CategoryKind(said.category)) if said.category else None
    purposes = PURPOSES if sensitive is None else PURPOSES | {sensitive}
    return Agreed(purposes, notice, ConsentChannel.PAPER)

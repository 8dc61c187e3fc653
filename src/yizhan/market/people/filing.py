"""The inner steps of writing a file. Each runs inside the transaction of an action, which has checked who may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from yizhan.floor.accounts.actions import enlist_person, grant_membership
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.queries import memberships_of
from yizhan.floor.accounts.states import AccountState, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.actions import give
from yizhan.floor.privacy.lookups import lookup_digest, phone_digest
from yizhan.floor.privacy.queries import is_restricted
from yizhan.floor.privacy.states import SENSITIVE_PURPOSES
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.people import queries
from yizhan.market.people.checking import Checked
from yizhan.market.people.drafts import Agreed, FileDraft
from yizhan.market.people.models import Registration, Worker
from yizhan.market.people.states import RegistrationChannel, RegistrationKind, RegistrationState, WorkerState

EARLIEST = date(2000, 1, 1)


class FileExists(Refusal):
    """There is a file for this identity number already. `known` says what the actor may know of it."""

    def __init__(self, known: queries.Known, field: str) -> None:
        super().__init__(
            f"已有「{known.masked_name}」的档案，请核对后办理本站登记", "there is a file already", field=field
        )
        self.known = known


def day_of(now: datetime) -> date:
    """The date in China."""
    return now.astimezone(SHANGHAI).date()


def lock(*keys: str) -> None:
    """Until the transaction ends, whoever asks for one of the same keys waits. Asked for in one order, so nobody waits in a ring."""
    with connection.cursor() as cursor:
        # One row after the other, in the order of the array.
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(%s::text[]) AS keys(key)",
            [sorted(set(keys))],
        )


def lock_numbers(checked: Checked) -> None:
    """Two registrations of one number or one phone wait for each other; the phone's lock is that of the accounts."""
    keys = []
    if checked.document is not None:
        keys.append(f"people.document:{document_digest(checked)}")
    if checked.draft.phone:
        keys.append(f"accounts.phone:{phone_digest(checked.draft.phone)}")
    lock(*keys)


def lock_consents(person: Person) -> None:
    """Taken before the first audit entry: whoever gives a consent elsewhere holds this lock while he waits for the chain."""
    lock(f"privacy.consent:{person.id}")


def document_digest(checked: Checked) -> str | None:
    """The look-up digest of the document's number, or None."""
    return None if checked.document is None else lookup_digest("resident_number", checked.document.number)


def locked(actor: Actor, worker: Worker, *, now: datetime, version: int | None = None) -> Worker:
    """The file, locked, of the actor's area or his own; else OutOfScope.

    Refuses a restricted file, which is only kept, and a version that is not the present one.
    """
    kept = Worker.objects.select_for_update(of=("self",)).select_related("person").filter(pk=worker.pk).first()
    if kept is None or not (_sees(actor, kept, now) or queries.own(actor).filter(pk=kept.pk).exists()):
        raise OutOfScope
    require_unrestricted(kept, now)
    if version is not None and version != kept.version:
        raise Refusal("档案刚刚被其他人修改过，请核对后重新保存", "somebody else changed the file", field="version")
    return kept


def require_unrestricted(worker: Worker, now: datetime) -> None:
    """Refuses a file that is merged, erased or restricted."""
    if worker.state != WorkerState.ACTIVE or is_restricted(worker.person_id, now):
        raise Refusal("该档案已停用或限制处理，不能办理", "this file is only kept")


def touch(worker: Worker, changed: Iterable[str], now: datetime) -> None:
    """Saves the named fields with the next version."""
    worker.version += 1
    worker.updated_at = max(now, worker.updated_at)
    worker.save(update_fields=[*changed, "version", "updated_at"])


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands already: the file of the number, and whose account the phone is. True while `lock_numbers` holds."""

    worker: Worker | None
    holder: Person | None


def standing(checked: Checked) -> Standing:
    """Looked up once for a registration."""
    worker = holder = None
    if checked.document is not None:
        worker = Worker.objects.filter(document_digest=document_digest(checked)).select_related("person").first()
    if checked.draft.phone:
        holder = Person.objects.filter(phone_digest=phone_digest(checked.draft.phone)).first()
    return Standing(worker, holder)


def require_new(actor: Actor, checked: Checked, found: Standing) -> None:
    """FileExists when the number has a file, or when the phone's account is of the same name and born on the same day."""
    if found.worker is not None:
        raise FileExists(queries.known_of(actor, found.worker), "document_number")
    holder = found.holder
    if holder is not None and holder.name == checked.draft.name:
        held = Worker.objects.filter(person=holder, birth_date=checked.birth_date).select_related("person").first()
        if held is not None:
            raise FileExists(queries.known_of(actor, held), "phone")


def person_for(actor: Actor, checked: Checked, found: Standing, now: datetime) -> tuple[Person, FileDraft]:
    """Whose file it becomes, and the draft with the phone where it belongs.

    A free phone opens the new person's account. One that is the account of somebody of the same name without a file is that
    person. Anybody else's phone, a relative's say, is a contact phone: it lets nobody into the file.
    """
    draft, holder = checked.draft, found.holder
    if holder is None:
        return enlist_person(actor=actor, name=draft.name, phone=draft.phone or None, now=now), draft
    has_file = Worker.objects.filter(person=holder).exists()
    if holder.name == draft.name and not has_file and holder.state == AccountState.ACTIVE:
        lock_consents(holder)
        return holder, draft
    if draft.contact_phone and draft.contact_phone != draft.phone:
        raise Refusal("该手机号已是他人账号，请填写本人的手机号或留空", "the phone is another's account", field="phone")
    note = draft.contact_note or "与他人共用手机"
    shared = _with(draft, phone="", contact_phone=draft.phone, contact_note=note)
    return enlist_person(actor=actor, name=draft.name, phone=None, now=now), shared


def enter(
    worker: Worker,
    *,
    kinds: Sequence[RegistrationKind],
    station: Organisation,
    clerk: Actor | None,
    day: date,
    channel: RegistrationChannel,
    willing: bool,
    published: bool,
    now: datetime,
    supersedes: Registration | None = None,
    first: bool = False,
) -> tuple[Registration, ...]:
    """Writes one registration for each kind. Refuses none, a day to come, and a kind already registered here on that day.

    `first`: the file was opened in this transaction, for this station.
    """
    wanted = tuple(dict.fromkeys(RegistrationKind(kind) for kind in kinds))
    if not wanted:
        raise Refusal("请至少选择一项登记", "choose at least one registration", field="kinds")
    if not EARLIEST <= day <= day_of(now):
        raise Refusal("登记日期不能晚于今天", "the day of registration is out of range", field="day")
    same_day = Registration.objects.filter(worker=worker, station=station, day=day, state=RegistrationState.VALID)
    for kind in () if first else wanted:
        if same_day.filter(kind=kind).exists():
            raise Refusal(f"当天已在本站办理{kind.label}", "registered here on that day", field="kinds")
    made = [
        Registration(
            worker=worker,
            kind=kind,
            station=station,
            clerk_id=None if clerk is None else clerk.id,
            day=day,
            entered_at=now,
            channel=channel,
            willing=willing,
            published_at=now if published and kind is RegistrationKind.SEEKING else None,
            supersedes=supersedes,
        )
        for kind in wanted
    ]
    entered = tuple(Registration.objects.bulk_create(made))
    if not first:
        settle(worker)
    return entered


def settle(worker: Worker) -> None:
    """Puts the stations of the standing registrations beside the words by which the file is found."""
    standing = Registration.objects.filter(worker=worker, state=RegistrationState.VALID)
    worker.places = sorted(set(standing.values_list("station_id", flat=True)))
    worker.save(update_fields=["places"])


def give_roles(person: Person, kinds: Sequence[RegistrationKind], now: datetime, *, enlisted: bool = False) -> None:
    """The role of a worker, and of a crew leader for whoever registers as one, unless held. `enlisted`: just now, without a role."""
    day = day_of(now)
    held = set() if enlisted else {membership.role for membership in memberships_of(person, on=day)}
    wanted = [Role.WORKER, *([Role.CREW_LEADER] if RegistrationKind.CREW_LEADER in kinds else [])]
    for role in wanted:
        if role not in held:
            grant_membership(actor=SYSTEM, person=person, role=role, since=day, now=now)


def record_consents(actor: Actor, person: Person, agreed: Agreed, now: datetime) -> None:
    """Records each consent, the sensitive ones as separate."""
    for purpose in sorted(agreed.purposes):
        give(
            actor=actor,
            person_id=person.id,
            purpose=purpose,
            notice_version=agreed.notice_version,
            channel=agreed.channel,
            separate=purpose in SENSITIVE_PURPOSES,
            now=now,
        )


def _sees(actor: Actor, worker: Worker, now: datetime) -> bool:
    return queries.workers(actor, at=now).filter(pk=worker.pk).exists()


def _with(draft: FileDraft, **values: Any) -> FileDraft:
    return FileDraft(**({name: getattr(draft, name) for name in FileDraft.__slots__} | values))

"""Registering: a new file at the counter or on the phone, a further registration, and a file that another station made."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actions import rename_person
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.outbox.actions import publish
from yizhan.floor.privacy.lookups import lookup_digest, phone_digest
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.digests import canonical
from yizhan.kernel.errors import Refusal
from yizhan.market import probing
from yizhan.market.people import documents, filing, queries, writing
from yizhan.market.people.checking import Checked
from yizhan.market.people.checking import checked as check
from yizhan.market.people.drafts import Agreed, FileDraft
from yizhan.market.people.models import HandedIn, Registration, Worker
from yizhan.market.people.policy import require_counter, require_open, require_signed_in
from yizhan.market.people.states import RegistrationChannel, RegistrationKind, WorkerState
from yizhan.market.people.verbs import ADOPTED, ENTERED, PROBED, REGISTERED
from yizhan.market.probing import NOT_ONLINE

EVENT = "people.worker.registered"
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Registered:
    """The outcome. `repeated` when this very form had been accepted before and nothing was written now."""

    worker: Worker
    registrations: tuple[Registration, ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One form as it was handed in."""

    draft: FileDraft
    kinds: Sequence[RegistrationKind]
    agreed: Agreed
    form_key: str
    day: date
    willing: bool
    published: bool
    channel: RegistrationChannel


@transaction.atomic
def register_at_counter(
    *,
    actor: Actor,
    station: Organisation,
    draft: FileDraft,
    kinds: Sequence[RegistrationKind],
    agreed: Agreed,
    form_key: str,
    now: datetime,
    day: date | None = None,
    willing: bool = True,
    published: bool = False,
    channel: RegistrationChannel = RegistrationChannel.COUNTER,
) -> Registered:
    """Opens a file and enters its first registrations: person, file, consents, role, audit entry and event, or nothing of it.

    `form_key` is made with the form (16 to 64 letters, digits, - or _): the same form again gives the first outcome, another
    form under that key is refused. FileExists (a Refusal) when the number has a file. OutOfScope for another's station.
    """
    require_counter(actor, station)
    digest = form_digest(draft, kinds, agreed, station, day)
    done = _handed_in(actor, form_key, digest)
    if done is not None:
        return done
    checked = check(draft, purposes=agreed.purposes, today=filing.day_of(now))
    filing.lock_numbers(checked)
    entry = Entry(draft, kinds, agreed, form_key, day or filing.day_of(now), willing, published, channel)
    return opened(actor, station, checked, filing.standing(checked), entry, digest, now)


def opened(
    actor: Actor,
    station: Organisation,
    checked: Checked,
    found: filing.Standing,
    entry: Entry,
    digest: str,
    now: datetime,
) -> Registered:
    """The writing part of a registration by a clerk, inside a transaction that holds the locks on number and phone."""
    filing.require_new(actor, checked, found)
    person, placed = filing.person_for(actor, checked, found, now)
    checker = actor if entry.draft.document_seen else None
    worker = writing.open_file(person, checked, placed, checker, station, now)
    made = filing.enter(
        worker,
        kinds=entry.kinds,
        station=station,
        clerk=actor,
        day=entry.day,
        channel=entry.channel,
        willing=entry.willing,
        published=entry.published,
        now=now,
        first=True,
    )
    form = (entry.form_key, digest)
    return _finish(actor, worker, made, entry.agreed, form, REGISTERED, now, enlisted=person is not found.holder)


def ask(*, actor: Actor, document_number: str, address: str = "", now: datetime) -> None:
    """Refuses a number that cannot be registered online because it has a file, with the words of `probing.NOT_ONLINE`.

    Also refuses what cannot be a number, and TooOften whoever asks for more numbers in a day than `probing` allows, himself or
    from one network `address`. Call it outside any transaction: the count stands whatever the answer is.
    """
    require_signed_in(actor)
    number = documents.read(document_number, today=filing.day_of(now)).number
    _count(actor, number, address, now)
    if queries.known(actor, number, today=filing.day_of(now)) is not None:
        raise Refusal(*NOT_ONLINE, field="document_number")


def register_self(
    *,
    actor: Actor,
    station: Organisation,
    draft: FileDraft,
    kinds: Sequence[RegistrationKind],
    agreed: Agreed,
    form_key: str,
    now: datetime,
    willing: bool = True,
    published: bool = False,
    address: str = "",
) -> Registered:
    """The person signed in opens the own file, at a station of choice. The identity is checked later, at a counter.

    The phone is that of the account, typed or not; another one is refused. A number that has a file already is refused without a word
    on whose: that is settled at the counter. TooOften as in `ask`; the number counts once, however often it is handed in.
    """
    require_signed_in(actor)
    if draft.document_number.strip():
        number = documents.read(draft.document_number, today=filing.day_of(now), kind=draft.document_kind).number
        _count(actor, number, address, now)
    with transaction.atomic():
        require_open(station)
        digest = form_digest(draft, kinds, agreed, station, None)
        done = _handed_in(actor, form_key, digest)
        if done is not None:
            return done
        checked = check(_with_own_phone(actor, draft), purposes=agreed.purposes, today=filing.day_of(now))
        filing.lock_numbers(checked)
        person = _own_person(actor, checked.draft.phone)
        try:
            filing.require_new(actor, checked, filing.standing(checked))
        except filing.FileExists as known:
            raise Refusal(*NOT_ONLINE, field=known.field) from None
        filing.lock_consents(person)
        person = rename_person(actor=actor, person=person, name=checked.draft.name, now=now)
        worker = writing.open_file(person, checked, checked.draft, None, station, now)
        made = filing.enter(
            worker,
            kinds=kinds,
            station=station,
            clerk=None,
            day=filing.day_of(now),
            channel=RegistrationChannel.SELF,
            willing=willing,
            published=published,
            now=now,
            first=True,
        )
        return _finish(actor, worker, made, agreed, (form_key, digest), REGISTERED, now)


def _count(actor: Actor, number: str, address: str, now: datetime) -> None:
    digest = lookup_digest("resident_number", number)
    probing.count(actor=actor, number=digest, field="document_number", address=address, verb=PROBED, now=now)


@transaction.atomic
def register(
    *,
    actor: Actor,
    station: Organisation,
    worker: Worker,
    kinds: Sequence[RegistrationKind],
    now: datetime,
    day: date | None = None,
    willing: bool = True,
    published: bool = False,
    channel: RegistrationChannel = RegistrationChannel.COUNTER,
) -> Registered:
    """Enters further registrations of a worker whose file the actor sees. The same twice on a day is refused."""
    require_counter(actor, station)
    kept = filing.locked(actor, worker, now=now)
    made = filing.enter(
        kept,
        kinds=kinds,
        station=station,
        clerk=actor,
        day=day or filing.day_of(now),
        channel=channel,
        willing=willing,
        published=published,
        now=now,
    )
    return _finish(actor, kept, made, None, None, ENTERED, now)


@transaction.atomic
def adopt(
    *,
    actor: Actor,
    station: Organisation,
    document_number: str,
    kinds: Sequence[RegistrationKind],
    agreed: Agreed,
    now: datetime,
    willing: bool = True,
    published: bool = False,
) -> Registered:
    """Opens an existing file to the actor's station by registering the person there, who is present and agrees.

    Needs the whole number and a consent given at the counter or on paper. Refuses a number without a file, and a restricted one.
    """
    require_counter(actor, station)
    if agreed.channel not in (ConsentChannel.COUNTER, ConsentChannel.PAPER) or (
        ConsentPurpose.EMPLOYMENT_SERVICE not in agreed.purposes
    ):
        raise Refusal("须经本人当面同意才能调取档案", "the person has to agree first", field="consents")
    number = documents.read(document_number, today=filing.day_of(now)).number
    digest = lookup_digest("resident_number", number)
    filing.lock(f"people.document:{digest}")
    found = (
        Worker.objects.select_for_update(of=("self",)).select_related("person").filter(document_digest=digest).first()
    )
    if found is None:
        raise Refusal("没有这个证件号码的档案，请办理新登记", "no file has this number", field="document_number")
    filing.require_unrestricted(found, now)
    filing.lock_consents(found.person)
    made = filing.enter(
        found,
        kinds=kinds,
        station=station,
        clerk=actor,
        day=filing.day_of(now),
        channel=RegistrationChannel.COUNTER,
        willing=willing,
        published=published,
        now=now,
    )
    return _finish(actor, found, made, agreed, None, ADOPTED, now)


def _finish(
    actor: Actor,
    worker: Worker,
    made: tuple[Registration, ...],
    agreed: Agreed | None,
    form: tuple[str, str] | None,
    verb: Verb,
    now: datetime,
    *,
    enlisted: bool = False,
) -> Registered:
    """Form, event, roles, consents, and last the audit entry, which holds the chain until the end of the transaction."""
    if form is not None:
        HandedIn.objects.create(key=form[0], form_digest=form[1], actor_id=actor.id, worker=worker, handed_in_at=now)
    kinds = [RegistrationKind(each.kind) for each in made]
    event = EVENT if verb is REGISTERED else "people.registration.entered"
    publish(event=event, ids={"worker": str(worker.pk), "station": str(made[0].station_id)}, now=now)
    filing.give_roles(worker.person, kinds, now, enlisted=enlisted)
    if agreed is not None:
        filing.record_consents(actor, worker.person, agreed, now)
    body: dict[str, BodyValue] = {
        "subject": str(worker.person_id),
        "station": str(made[0].station_id),
        "kinds": ",".join(kinds),
        "channel": made[0].channel,
        "day": made[0].day.isoformat(),
        "consent": None if agreed is None else agreed.channel.value,
        "identity_checked": worker.identity_checked_at is not None,
    }
    record(actor=actor, verb=verb.code, object_type="people.worker", object_id=str(worker.pk), body=body, now=now)
    return Registered(worker, made)


def _handed_in(actor: Actor, form_key: str, digest: str) -> Registered | None:
    """The outcome of this form if it was accepted before. Two posts of one form wait for each other here."""
    if not _KEY.fullmatch(form_key):
        raise Refusal("页面已过期，请刷新后重新填写", "the form carries no key")
    filing.lock(f"people.form:{form_key}")
    found = HandedIn.objects.filter(key=form_key).select_related("worker__person").first()
    if found is None:
        return None
    if found.form_digest != digest or found.actor_id != actor.id:
        raise Refusal("这张表单已经提交过，内容不同的请重新打开一张", "another form was handed in under this key")
    entered = Registration.objects.filter(worker=found.worker, entered_at=found.handed_in_at).order_by("kind")
    return Registered(found.worker, tuple(entered), repeated=True)


def form_digest(
    draft: FileDraft, kinds: Sequence[RegistrationKind], agreed: Agreed, station: Organisation, day: date | None
) -> str:
    """A keyed digest of all that was typed, so that a form can be told from another without keeping either."""
    said = [repr(draft), sorted(kinds), sorted(agreed.purposes), agreed.notice_version, str(station.pk), str(day)]
    return lookup_digest("registration_form", canonical(said).encode("utf-8", "backslashreplace").decode())


def _with_own_phone(actor: Actor, draft: FileDraft) -> FileDraft:
    """The draft with the phone of the account where none was typed, so that the file is found by it."""
    held = Person.objects.filter(pk=actor.id).first()
    if draft.phone.strip() or held is None or held.phone is None:
        return draft
    return replace(draft, phone=held.phone.open_for(SystemPurpose.NOTICE))


def _own_person(actor: Actor, phone: str) -> Person:
    person = Person.objects.select_for_update().get(pk=actor.id)
    held = Worker.objects.filter(person=person).first()
    if held is not None and held.state == WorkerState.MERGED:
        raise Refusal("您的档案已并入另一份，请到驿站柜台办理", "the file was merged: go to the counter")
    if held is not None:
        raise Refusal("您已经登记过，可在“我的”中修改", "there is an own file already")
    if phone and person.phone_digest != phone_digest(phone):
        raise Refusal("手机号应为登录所用的号码", "the phone is not that of the account", field="phone")
    return person

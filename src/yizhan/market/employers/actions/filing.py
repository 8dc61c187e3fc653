"""Opening and keeping the file: registering at the counter or oneself, adopting a known employer, amending, withdrawing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from yizhan.floor.accounts.actions import enlist_person, grant_membership
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.actions import BodyValue
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.actions import found as found_organisation
from yizhan.floor.organisations.actions import rename
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.floor.privacy.actions import give
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market import probing
from yizhan.market.employers import verbs
from yizhan.market.employers.actions.comparing import filled
from yizhan.market.employers.actions.registers import registered
from yizhan.market.employers.actions.trace import day_of, hold, locked, told
from yizhan.market.employers.details import Details, checked, identity_digest
from yizhan.market.employers.models import Employer, HiringRegistration, Mandate
from yizhan.market.employers.policy import require_amend, require_at_station, require_signed_in
from yizhan.market.employers.queries import Known, known
from yizhan.market.employers.states import Channel, EmployerKind, EmployerState, Source
from yizhan.market.probing import NOT_ONLINE

_SOURCES = {Channel.IMPORT: Source.IMPORT, Channel.VISIT: Source.VISIT}
LATEST_BACKDATING = 366


class AlreadyKnown(Refusal):
    """The code or identity number has a file already. `known` is what the asker may be told of it."""

    def __init__(self, found: Known) -> None:
        super().__init__(
            f"该用工主体已登记：{found.name}（{found.state}）。可直接在本站办理用工登记，不必重新建档",
            "this employer has a file already; register it here instead",
            field="credit_code" if found.code else "identity_number",
        )
        self.known = found


@dataclass(frozen=True, slots=True)
class Seen:
    """What the clerk saw: the licence or identity paper, its scan, and under which notice a resident consented on paper."""

    papers: bool = False
    licence: StoredFile | None = None
    consent_notice: str = ""


@transaction.atomic
def register_at_counter(
    *,
    actor: Actor,
    station: Organisation,
    details: Details,
    seen: Seen,
    channel: Channel = Channel.COUNTER,
    day: date | None = None,
    number: str = "",
    note: str = "",
    now: datetime,
) -> HiringRegistration:
    """Opens the file of an employer and registers it at the station on `day` (today if not said). ACTIVE when the papers were seen.

    AlreadyKnown, with masked information, when the code or identity number has a file; Refusal for what cannot be used, for a
    day in the future, and for a resident without separate consent. OutOfScope for another's station.
    """
    require_at_station(actor, station)
    given = checked(details, today=day_of(now))
    hold(lock_key(given))
    _refuse_known(actor, given)
    opened = _opened(actor, given, _SOURCES.get(channel, Source.COUNTER), now)
    if seen.papers:
        opened.state = EmployerState.ACTIVE
        opened.licence_file = seen.licence
        opened.licence_checked_by_id, opened.licence_checked_on = actor.id, day_of(now)
    if given.kind == EmployerKind.RESIDENT:
        opened.person = _resident(actor, given, seen.consent_notice, now)
    opened.save(force_insert=True)
    if opened.person is not None:
        _let_act(opened, opened.person, now)
    row = registered(actor, opened, station, channel=channel, day=day, number=number, note=note, now=now)
    _told_registered(actor, opened, row, now)
    return row


def ask(*, actor: Actor, credit_code: str = "", identity_number: str = "", address: str = "", now: datetime) -> None:
    """Refuses a code or number that cannot be registered online because it has a file, with the words of `probing.NOT_ONLINE`.

    Also refuses what cannot be a code or number, and TooOften whoever asks for more of them in a day than `probing` allows,
    himself or from one network `address`. Call it outside any transaction: the count stands whatever the answer is.
    """
    require_signed_in(actor)
    kind = EmployerKind.FIRM if credit_code.strip() else EmployerKind.RESIDENT
    given = checked(Details(kind, "待查", credit_code, identity_number), today=day_of(now))
    _count(actor, given, address, now)
    _refuse_online(given)


def register_self(
    *,
    actor: Actor,
    station: Organisation,
    details: Details,
    consent_notice: str = "",
    now: datetime,
    address: str = "",
) -> HiringRegistration:
    """The signed-in person opens a file as agent, or as the resident that hires. DRAFT until a clerk of the station has seen the papers.

    Refuses a known code or number without telling anything of its file, and a resident's identity number without consent.
    TooOften as in `ask`; the number counts once, however often it is handed in.
    """
    require_signed_in(actor)
    given = checked(details, today=day_of(now))
    _count(actor, given, address, now)
    with transaction.atomic():
        if station.kind != OrganisationKind.STATION or station.closed_on is not None:
            raise Refusal("请选择一个开放的驿站", "choose an open station", field="station")
        hold(lock_key(given))
        _refuse_online(given)
        person = Person.objects.get(pk=actor.id)
        opened = _opened(actor, given, Source.SELF, now)
        if given.kind == EmployerKind.RESIDENT:
            _consented(actor, person, consent_notice, ConsentChannel.ONLINE, now)
            if Employer.objects.filter(person=person).exists():
                raise Refusal("您已经登记为居民用工方", "you have a file as a resident already")
            opened.person = person
        opened.save(force_insert=True)
        _let_act(opened, person, now)
        row = registered(actor, opened, station, channel=Channel.ONLINE, now=now)
        _told_registered(actor, opened, row, now)
        return row


@transaction.atomic
def adopt(
    *,
    actor: Actor,
    station: Organisation,
    credit_code: str = "",
    identity_number: str = "",
    channel: Channel = Channel.COUNTER,
    day: date | None = None,
    number: str = "",
    note: str = "",
    now: datetime,
) -> HiringRegistration:
    """Registers an employer that another station knows at this one too, named by its full code or identity number. From then on
    the station sees the file. Refuses a number that has no file."""
    require_at_station(actor, station)
    kind = EmployerKind.FIRM if credit_code.strip() else EmployerKind.RESIDENT
    probe = checked(Details(kind, "待查", credit_code, identity_number), today=day_of(now))
    hold(lock_key(probe))
    standing = _with(probe)
    if standing is None:
        raise Refusal("没有该用工主体的档案，请先建档", "there is no such file yet")
    row = registered(actor, standing, station, channel=channel, day=day, number=number, note=note, now=now)
    told(actor, verbs.ADOPTED, standing.id, ids=_ids(row), now=now)
    return row


def amend(
    *, actor: Actor, employer: Employer, version: int, details: Details, now: datetime, address: str = ""
) -> Employer:
    """Replaces what is said in the file; the same again changes nothing. What is left empty is kept, a resident's number too.

    Refuses an outdated `version`, another kind or identity number, a code that has another file, and changing the name or code
    by an agent once a clerk has checked the papers. An agent who tries codes is counted as in `ask`.
    """
    require_amend(actor)
    given = checked(details, today=day_of(now), identified=True)
    if actor.role is Role.EMPLOYER_AGENT and given.credit_code and given.credit_code != employer.credit_code:
        _count(actor, given, address, now)
    with transaction.atomic():
        if given.credit_code or given.identity_number:
            hold(lock_key(given))
        kept = locked(actor, employer, version=version)
        if kept.state in (EmployerState.RESTRICTED, EmployerState.CLOSED):
            raise Refusal("该档案已限制使用或停用，不能修改", "the file is restricted or closed")
        _require_same_identity(actor, kept, given)
        changed = filled(kept, given)
        if not changed:
            return kept
        kept.version, kept.updated_at = kept.version + 1, now
        kept.save()
        if "legal_name" in changed and kept.kind != EmployerKind.RESIDENT:
            rename(actor=SYSTEM, organisation=kept.organisation, name=kept.legal_name, now=now)
        body: dict[str, BodyValue] = {"fields": ",".join(changed), "version": kept.version}
        told(actor, verbs.AMENDED, kept.id, ids={"employer": str(kept.id)}, body=body, now=now)
        return kept


def lock_key(given: Details) -> str:
    """What two registrations of the same employer have in common. Canonical details only."""
    return f"code:{given.credit_code}" if given.credit_code else f"person:{identity_digest(given.identity_number)}"


def _require_same_identity(actor: Actor, kept: Employer, given: Details) -> None:
    if given.kind != kept.kind:
        raise Refusal("用工主体类型不能修改，请另建档案", "the kind does not change", field="kind")
    if given.identity_number and identity_digest(given.identity_number) != kept.identity_digest:
        raise Refusal("身份证号码不能修改，请另建档案", "the identity number does not change", field="identity_number")
    moved = given.credit_code != (kept.credit_code or "")
    checked_already = kept.licence_checked_on is not None and actor.role is Role.EMPLOYER_AGENT
    if checked_already and (moved or given.legal_name != kept.legal_name):
        raise Refusal("名称和代码已由驿站核验，如有变更请带证照到窗口办理", "name and code were checked at a station")
    if moved and Employer.objects.filter(credit_code=given.credit_code).exists():
        if actor.role is Role.EMPLOYER_AGENT:
            raise Refusal(*NOT_ONLINE, field="credit_code")
        raise Refusal("该统一社会信用代码已有另一份档案，请合并档案", "another file has this code", field="credit_code")


def _with(given: Details) -> Employer | None:
    """The standing file of this code or number, whoever sees it."""
    key = (
        {"credit_code": given.credit_code}
        if given.credit_code
        else {"identity_digest": identity_digest(given.identity_number)}
    )
    found = Employer.objects.filter(**key).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def _count(actor: Actor, given: Details, address: str, now: datetime) -> None:
    field = "credit_code" if given.credit_code else "identity_number"
    probing.count(actor=actor, number=lock_key(given), field=field, address=address, verb=verbs.PROBED, now=now)


def _refuse_online(given: Details) -> None:
    if _with(given) is not None:
        raise Refusal(*NOT_ONLINE, field="credit_code" if given.credit_code else "identity_number")


def _refuse_known(actor: Actor, given: Details) -> None:
    standing = _with(given)
    if standing is not None:
        raise AlreadyKnown(known(actor, standing))


def _opened(actor: Actor, given: Details, source: Source, now: datetime) -> Employer:
    """A new row, unsaved, with its organisation. A resident's organisation does not bear his name: it is public."""
    key = uuid4()
    resident = given.kind == EmployerKind.RESIDENT
    code = f"E-{key.hex[:16]}"
    organisation = found_organisation(
        actor=SYSTEM,
        kind=OrganisationKind.EMPLOYER,
        code=code,
        name=f"居民用工方{key.hex[:6]}" if resident else given.legal_name,
        region=given.region[:9],
        now=now,
    )
    opened = Employer(
        id=key, organisation=organisation, kind=given.kind, credit_code=given.credit_code or None, source=source
    )
    opened.created_at = opened.updated_at = now
    if resident:
        opened.identity_number = given.identity_number
        opened.identity_digest = identity_digest(given.identity_number)
    filled(opened, given)
    return opened


def _resident(actor: Actor, given: Details, notice: str, now: datetime) -> Person:
    person = enlist_person(actor=actor, name=given.legal_name[:60], phone=given.contact_phone or None, now=now)
    if person.name != given.legal_name[:60] or Employer.objects.filter(person=person).exists():
        raise Refusal(
            "该手机号属于另一个账号，请填写本人的手机号，或留空",
            "the phone belongs to somebody else",
            field="contact_phone",
        )
    _consented(actor, person, notice, ConsentChannel.PAPER, now)
    return person


def _consented(actor: Actor, person: Person, notice: str, channel: ConsentChannel, now: datetime) -> None:
    if not notice:
        raise Refusal(
            "登记居民身份证号码须先单独征得本人同意",
            "an identity number needs a separate consent",
            field="consent_notice",
        )
    give(
        actor=actor,
        person_id=person.id,
        purpose=ConsentPurpose.IDENTITY_CHECK,
        notice_version=notice,
        channel=channel,
        separate=True,
        now=now,
    )


def _let_act(opened: Employer, person: Person, now: datetime) -> None:
    """Makes the person agent of the new employer: for a resident himself, else whoever opened the file."""
    membership = grant_membership(
        actor=SYSTEM,
        person=person,
        role=Role.EMPLOYER_AGENT,
        organisation=opened.organisation,
        since=day_of(now),
        now=now,
    )
    Mandate.objects.create(
        employer=opened, person=person, since=day_of(now), membership_id=membership.id, created_at=now
    )


def _ids(row: HiringRegistration) -> dict[str, str]:
    return {"employer": str(row.employer_id), "station": str(row.station_id), "registration": str(row.id)}


def _told_registered(actor: Actor, opened: Employer, row: HiringRegistration, now: datetime) -> None:
    body = {"kind": opened.kind, "source": opened.source, "state": opened.state, "day": row.day.isoformat()}
    told(actor, verbs.REGISTERED, opened.id, ids=_ids(row), body=body, now=now)

"""Every read of employers, what stations write down about them, and the blacklist. Rows are scoped to the actor here."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import NOTHING, within
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import resident_number
from yizhan.kernel.name_tokens import query_tokens
from yizhan.kernel.phones import mobile_number
from yizhan.market.employers.credit_codes import credit_code, masked_code
from yizhan.market.employers.details import identity_digest, phone_digests, phone_tail_digest
from yizhan.market.employers.models import (
    Blacklisting,
    Employer,
    EmployerMerge,
    HiringRegistration,
    Mandate,
    NeedsSurvey,
)
from yizhan.market.employers.policy import AREA_ROLES, require_station_role
from yizhan.market.employers.states import IN_FORCE, EmployerKind, EmployerState, MandateState

_TAIL = re.compile(r"[0-9]{4}")
_CODE_PART = re.compile(r"[0-9A-HJ-NPQRTUWXY]{6,18}")


@dataclass(frozen=True, slots=True)
class Known:
    """What may be told of a file that the asker does not see yet: no name of a resident, no phone, no address."""

    id: UUID
    kind: str
    name: str
    code: str
    state: str
    seen: bool


def employers(actor: Actor) -> QuerySet[Employer]:
    """The files that the actor sees: an agent his own; stations those registered with them; operators and bureaus those of
    their stations; the system all. Files merged into others are left out. By name."""
    kept = Employer.objects.exclude(state=EmployerState.MERGED)
    return kept.filter(_files(actor)).select_related("organisation").order_by("legal_name", "id")


def employer(actor: Actor, pk: UUID) -> Employer:
    """One file; Employer.DoesNotExist where the actor does not see it."""
    return employers(actor).get(pk=pk)


def search(actor: Actor, text: str, *, today: date) -> QuerySet[Employer]:
    """The visible files that a typed line finds: credit code or its beginning (six characters up), identity number, phone or
    its last four digits, otherwise name, pinyin or initials. Nothing typed finds nothing."""
    line = text.strip()
    found = employers(actor)
    try:
        return found.filter(identity_digest=identity_digest(resident_number(line, today=today)))
    except Refusal:
        pass
    try:
        return found.filter(phone_digest=phone_digests(mobile_number(line))[0])
    except Refusal:
        pass
    if _TAIL.fullmatch(line):
        return found.filter(phone_tail_digest=phone_tail_digest(line))
    tokens = query_tokens(line)
    by_name = Q(search_tokens__contains=sorted(tokens)) if tokens else NOTHING
    if _CODE_PART.fullmatch(line.upper()):
        return found.filter(by_name | Q(credit_code__startswith=line.upper()))
    return found.filter(by_name)


def find_duplicate(actor: Actor, *, code: str = "", identity_number: str = "", today: date) -> Known | None:
    """Whether this code or identity number is known anywhere, told to station staff with the rest masked. A merged file
    answers for the one that it became. Refuses a code or number that cannot be right."""
    require_station_role(actor)
    if code.strip():
        found = _standing(Employer.objects.filter(credit_code=credit_code(code)))
    else:
        digest = identity_digest(resident_number(identity_number, today=today))
        found = _standing(Employer.objects.filter(identity_digest=digest))
    return None if found is None else known(actor, found)


def known(actor: Actor, found: Employer) -> Known:
    """What the actor may be told of this file."""
    return Known(
        id=found.id,
        kind=found.get_kind_display(),
        name=shown_name(found),
        code=masked_code(found.credit_code) if found.credit_code else "",
        state=found.get_state_display(),
        seen=employers(actor).filter(pk=found.pk).exists(),
    )


def shown_name(found: Employer) -> str:
    """The name as it may stand in lists: of a resident only the surname."""
    return mask(found.legal_name, Masking.NAME) if found.kind == EmployerKind.RESIDENT else found.legal_name


def registrations(actor: Actor) -> QuerySet[HiringRegistration]:
    """The registrations of the actor's stations, or of an agent's own employer, latest first."""
    rows = HiringRegistration.objects.select_related("employer", "station", "clerk")
    return rows.filter(_of_station(actor)).order_by("-day", "-created_at", "id")


def needs(actor: Actor) -> QuerySet[NeedsSurvey]:
    """The needs surveys of the actor's stations, or of an agent's own employer, with their lines, latest first."""
    rows = NeedsSurvey.objects.select_related("employer", "station", "clerk").prefetch_related("lines")
    return rows.filter(_of_station(actor)).order_by("-day", "-created_at", "id")


def mandates(actor: Actor) -> QuerySet[Mandate]:
    """The mandates of every visible employer, the ended ones too, latest first."""
    rows = Mandate.objects.filter(employer__in=employers(actor).order_by().values("pk"))
    return rows.select_related("employer", "person", "file").order_by("-since", "-created_at", "id")


def agents(actor: Actor, of: Employer, *, on: date) -> QuerySet[Mandate]:
    """The mandates of one employer that are in force on a day."""
    lasting = Q(until__isnull=True) | Q(until__gte=on)
    return mandates(actor).filter(lasting, employer=of, state=MandateState.ACTIVE, since__lte=on)


def merges(actor: Actor) -> QuerySet[EmployerMerge]:
    """The merges into files that the actor sees, undone ones too; latest first."""
    found = EmployerMerge.objects.filter(kept__in=employers(actor).order_by().values("pk"))
    return found.select_related("kept", "other").order_by("-merged_at", "-id")


def blacklistings(actor: Actor, *, states: Collection[str] = ()) -> QuerySet[Blacklisting]:
    """The cases with their papers: of the actor's own bureaus, for stations those that they proposed for employers in their
    area, for agents the decided ones of the own employer. In any state unless some are named. Latest first."""
    rows = Blacklisting.objects.select_related("employer", "bureau", "evidence")
    if states:
        rows = rows.filter(state__in=states)
    if actor.sees_everything:
        seen = Q()
    elif actor.role is Role.EMPLOYER_AGENT:
        seen = Q(employer__organisation_id=actor.organisation_id, decided_at__isnull=False)
    elif actor.role in (Role.COUNTY_OFFICER, Role.CITY_OFFICER):
        seen = within(actor, "bureau")
    elif actor.role in AREA_ROLES:
        seen = Q(proposed_by_id=actor.id) & Q(employer__in=employers(actor).order_by().values("pk"))
    else:
        seen = NOTHING
    return rows.filter(seen).order_by("-proposed_at", "id")


def blacklist(actor: Actor, *, on: date) -> QuerySet[Blacklisting]:
    """The listings in force on a day in the whole city of the actor: for every station and bureau, whether or not they know
    the employer. Read name, reason, law, since, until; `shown_name` masks residents."""
    rows = Blacklisting.objects.select_related("employer", "bureau").filter(
        _in_force(on), employer__merged_into__isnull=True
    )
    if actor.sees_everything:
        return rows.order_by("-since", "id")
    if actor.role not in AREA_ROLES:
        return rows.none()
    cities = {path.split("/", 1)[0] for path in _area_paths(actor)}
    seen = Q(pk__in=())
    for city in sorted(cities):
        seen |= Q(bureau__path__startswith=f"{city}/")
    return rows.filter(seen).order_by("-since", "id")


def is_blacklisted(employer: Employer, on: date) -> bool:
    """Whether a listing of this employer is in force on the day; the first and the last day count."""
    return Blacklisting.objects.filter(_in_force(on), employer=employer).exists()


def _in_force(on: date) -> Q:
    return Q(state__in=IN_FORCE, since__lte=on, until__gte=on)


def _files(actor: Actor) -> Q:
    if actor.sees_everything:
        return Q()
    if actor.role is Role.EMPLOYER_AGENT:
        return Q(organisation_id=actor.organisation_id)
    if actor.role not in AREA_ROLES:
        return NOTHING
    registered = HiringRegistration.objects.filter(within(actor, "station")).values("employer_id")
    return Q(pk__in=registered)


def _of_station(actor: Actor) -> Q:
    if actor.role is Role.EMPLOYER_AGENT:
        return Q(employer__organisation_id=actor.organisation_id)
    if actor.sees_everything or actor.role in AREA_ROLES:
        return within(actor, "station")
    return NOTHING


def _area_paths(actor: Actor) -> list[str]:
    if not actor.operates:
        return [actor.path] if actor.path else []
    return list(Organisation.objects.filter(operator__path__startswith=actor.path).values_list("path", flat=True))


def _standing(rows: QuerySet[Employer]) -> Employer | None:
    """The file itself, or the one into which it was merged."""
    found = rows.select_related("merged_into").first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found

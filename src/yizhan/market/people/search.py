"""Finding a worker by whatever the clerk has: name, pinyin, initials, last digits of the phone, phone, identity number."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import within
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.floor.privacy.lookups import lookup_digest, phone_digest
from yizhan.floor.privacy.queries import restricted_ids
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.people import documents
from yizhan.market.people.models import Worker
from yizhan.market.people.policy import sees_by_area
from yizhan.market.people.queries import workers
from yizhan.market.people.states import WorkerState
from yizhan.market.people.tokens import LONGEST_TAIL, SHORTEST_TAIL, name_query, tail_query
from yizhan.market.people.wording import one_line

PAGE = 20
FEW = 1000
LONGEST_TEXT = 60
_DIGITS = re.compile(r"[0-9]+")
_DOCUMENT = re.compile(r"[0-9]{14,17}[0-9Xx]|[A-Za-z]{3}[0-9]{12}")
_PHONE = re.compile(r"1[3-9][0-9]{9}")
_GAPS = re.compile(r"[ \-]")
_CURSOR = re.compile(r"[A-Za-z0-9_-]{1,120}={0,2}")


@dataclass(frozen=True, slots=True)
class Page:
    """Some files, newest first, and the cursor of the next page, empty on the last."""

    rows: tuple[Worker, ...]
    next: str


def search(actor: Actor, text: str, *, today: date, after: str = "", size: int = PAGE) -> Page:
    """The files of the actor's area that match what was typed; all of them for an empty text.

    Digits are the end of a phone (4 to 10), a whole phone, or an identity number; anything else is a name, pinyin or initials.
    Nothing is found by fewer than 4 digits, a wrong number or unreadable text; that is no error. `after` is the cursor of the
    page before; one that is none begins at the first page.
    """
    found = _matching(_narrowed(actor), text, today)
    if found is None:
        return Page((), "")
    place = _place(after)
    if place is not None:
        found = found.filter(Q(created_at__lt=place[0]) | Q(created_at=place[0], pk__lt=place[1]))
        found = found.filter(created_at__lte=place[0])
    newest = workers(actor).filter(pk__in=_candidates(found, size + 1)).order_by("-created_at", "-id")
    rows = tuple(newest[: size + 1])
    return Page(rows[:size], _cursor(rows[size - 1]) if len(rows) > size else "")


def _narrowed(actor: Actor) -> QuerySet[Worker]:
    """Files among which those of the actor are: where his area is some stations of many, they are put to the index of words too.

    Who sees a file is decided afterwards, by the registrations.
    """
    if not sees_by_area(actor):
        return workers(actor)
    found = Worker.objects.filter(state=WorkerState.ACTIVE).exclude(places=[])
    found = found.exclude(person_id__in=restricted_ids(datetime.now(tz=SHANGHAI)))
    if actor.sees_everything or actor.role is Role.CITY_OFFICER:
        return found
    stations = Organisation.objects.filter(within(actor), kind=OrganisationKind.STATION)
    return found.filter(places__overlap=list(stations.values_list("pk", flat=True)))


def _candidates(found: QuerySet[Worker], size: int) -> list[UUID]:
    """All matches where they are few, collected from the index of words; else the newest, met soon on the way down by date.

    The database cannot tell the two beforehand: it takes a rare word for an ordinary one and walks through all files for it.
    """
    keys = found.values_list("pk", flat=True)
    few = list(keys.order_by()[: FEW + 1])
    return few if len(few) <= FEW else list(keys.order_by("-created_at", "-id")[:size])


def _matching(area: QuerySet[Worker], text: str, today: date) -> QuerySet[Worker] | None:
    try:
        typed = one_line(text, label="查找内容", longest=LONGEST_TEXT, field="text")
    except Refusal:
        return None
    if not typed:
        return area
    bare = _GAPS.sub("", typed)
    if _DOCUMENT.fullmatch(bare):
        return _by_document(area, bare, today)
    if _PHONE.fullmatch(bare):
        return _by_phone(area, bare)
    if _DIGITS.fullmatch(bare):
        if not SHORTEST_TAIL <= len(bare) <= 10:
            return None
        return area.filter(tokens__overlap=tail_query(bare[-LONGEST_TAIL:]))
    wanted = name_query(typed)
    return area.filter(tokens__contains=wanted) if wanted else None


def _by_document(area: QuerySet[Worker], text: str, today: date) -> QuerySet[Worker] | None:
    try:
        number = documents.read(text, today=today).number
    except Refusal:
        return None
    return area.filter(document_digest=lookup_digest("resident_number", number))


def _by_phone(area: QuerySet[Worker], text: str) -> QuerySet[Worker]:
    digest = phone_digest(text)
    holders = list(Person.objects.filter(phone_digest=digest).values_list("pk", flat=True))
    return area.filter(Q(person_id__in=holders) | Q(contact_digest=digest))


def _cursor(row: Worker) -> str:
    return urlsafe_b64encode(f"{row.created_at.isoformat()} {row.pk}".encode()).decode()


def _place(cursor: str) -> tuple[datetime, UUID] | None:
    if not _CURSOR.fullmatch(cursor):
        return None
    try:
        at, _, key = urlsafe_b64decode(cursor).decode().partition(" ")
        moment, row = datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
    return None if moment.tzinfo is None else (moment, row)

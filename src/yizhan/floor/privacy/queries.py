"""Reading: consents and restrictions in force, and who saw a person's data."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, F, Func, Model, Q, QuerySet, Value
from django.db.models.fields import BinaryField, Field, IntegerField, TextField

from yizhan.floor.audit.actors import Actor
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.registry import VERBS
from yizhan.floor.privacy import keys, labels
from yizhan.floor.privacy.ciphers import Unopenable, header_of, read_header
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.models import Consent, Restriction
from yizhan.floor.privacy.policy import require_own
from yizhan.floor.privacy.registry import LOOKS
from yizhan.floor.privacy.states import ConsentPurpose, RestrictionBasis
from yizhan.floor.privacy.verbs import REVEAL
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

# The person whom an entry is about, as the index on the chain spells it. Quotes inside a text are escaped, so no text looks like it.
SUBJECT = Func(
    F("body"),
    function="substring",
    template="""%(function)s(%(expressions)s, '"subject":"([0-9a-f-]{36})"')""",
    output_field=TextField(),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One time that somebody saw a person's data. `by` is role and id, empty for the system; `field` is empty for whole files."""

    at: datetime
    by: str
    model: str
    field: str
    reason: str
    verb: str = REVEAL.code

    @property
    def verb_zh(self) -> str:
        """What was done."""
        return VERBS[self.verb].label_zh

    @property
    def field_zh(self) -> str:
        """What was seen."""
        return labels.field_zh(self.model, self.field)

    @property
    def by_zh(self) -> str:
        """In what capacity."""
        return labels.role_zh(self.by)


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How many values of a field one key seals. Key and cipher are empty where a header cannot be read."""

    label: str
    key_id: str
    cipher: str
    values: int


def seen(actor: Actor, *, person_id: UUID) -> list[Seen]:
    """Who saw this person's full values, whole file, copy or export, latest first. Refused to anyone but the person.

    Counted are revealing and the verbs that apps name in `LOOKS` of their holdings.py, where the body says "subject".
    """
    require_own(actor, person_id)
    about = Entry.objects.annotate(subject=SUBJECT).filter(subject=str(person_id))
    found = about.filter(verb__in=LOOKS).order_by("-sequence")
    return [
        Seen(
            entry.at,
            entry.actor_name,
            entry.object_type,
            str(json.loads(entry.body).get("field", "")),
            entry.reason,
            entry.verb,
        )
        for entry in found
    ]


def is_restricted(person_id: UUID, at: datetime, *, basis: RestrictionBasis | None = None) -> bool:
    """Whether this person's data is only kept at this moment, on any basis unless one is named. For the system's own checks."""
    found = Restriction.objects.filter(_restricts(at), person_id=person_id)
    return (found if basis is None else found.filter(basis=basis)).exists()


def restricted_ids(at: datetime) -> "QuerySet[Restriction, UUID]":
    """The ids of restricted persons as a subquery: `.exclude(person_id__in=restricted_ids(now))` in every search and list."""
    return Restriction.objects.filter(_restricts(at)).values_list("person_id", flat=True)


def restrictions_of(actor: Actor, *, person_id: UUID) -> "QuerySet[Restriction]":
    """One's own restrictions, latest first; nobody else's."""
    require_own(actor, person_id)
    return Restriction.objects.filter(person_id=person_id).order_by("-since", "basis")


def own_consents(actor: Actor, *, person_id: UUID) -> "QuerySet[Consent]":
    """One's own consents, open and ended, latest first; nobody else's."""
    require_own(actor, person_id)
    return Consent.objects.filter(person_id=person_id).order_by("-given_at", "purpose")


def has_consent(person_id: UUID, purpose: ConsentPurpose, *, at: datetime) -> bool:
    """Whether the person's consent for the purpose is in force at this moment. For the system's own checks."""
    return Consent.objects.filter(_in_force(at, at), person_id=person_id, purpose=purpose).exists()


def consents_on(
    actor: Actor, *, day: date, people: Collection[UUID] | None = None, purpose: ConsentPurpose | None = None
) -> "QuerySet[Consent]":
    """The consents in force at any moment of that day in China, by person and time.

    `people` are those whom the caller's own scope holds; without it only the actor's own consents are given.
    """
    if not date(1900, 1, 1) <= day <= date(9998, 12, 30):
        raise Refusal("日期不在可用范围内", "the date is out of range")
    start = datetime.combine(day, time.min, tzinfo=SHANGHAI)
    last = start + timedelta(days=1) - timedelta(microseconds=1)
    wanted = {"person_id__in": [actor.id] if people is None else list(people)}
    found = Consent.objects.filter(_in_force(start, last), **wanted).order_by("person_id", "given_at", "purpose")
    return found if purpose is None else found.filter(purpose=purpose)


def sealed_fields() -> list[SealedTextField]:
    """Every sealed field of every installed model, in the order of their labels."""
    fields: Iterable[Field[Any, Any]] = (
        field for model in apps.get_models() if not model._meta.proxy for field in model._meta.local_concrete_fields
    )
    found = [field for field in fields if isinstance(field, SealedTextField)]
    return sorted(found, key=lambda field: field.label)


def outdated(field: SealedTextField) -> "QuerySet[Any]":
    """The rows whose value of this field is not under the newest key and the chosen cipher. Read from the header alone."""
    header = header_of(keys.ring().newest, keys.cipher())
    front = Func(field.name, Value(1), Value(len(header)), function="substring", output_field=BinaryField())
    rows = field.model._base_manager.filter(**{f"{field.name}__isnull": False})
    found: QuerySet[Any] = rows.annotate(privacy_front=front).exclude(privacy_front=header)
    return found


def key_use() -> list[KeyUse]:
    """For every sealed field, how many values each key seals, read from the headers alone."""
    found = []
    for field in sealed_fields():
        length = Value(3) + Func(field.name, Value(2), function="get_byte", output_field=IntegerField())
        front = Func(field.name, Value(1), length, function="substring", output_field=BinaryField())
        rows = field.model._base_manager.filter(**{f"{field.name}__isnull": False}).annotate(privacy_front=front)
        counted = rows.order_by("privacy_front").values_list("privacy_front").annotate(Count("pk"))
        found += [KeyUse(field.label, *_names(bytes(header)), values) for header, values in counted]
    return found


def unopenable(most: int = 500) -> list[str]:
    """The labels of sealed fields with values that do not open with the present keys. Tries the first and last `most` rows of each."""
    return [field.label for field in sealed_fields() if not all(_opens(field, row) for row in _ends(field, most))]


def _ends(field: SealedTextField, most: int) -> Iterator[Model]:
    rows = field.model._base_manager.filter(**{f"{field.name}__isnull": False}).only("pk", field.name)
    yield from rows.order_by("pk")[:most]
    yield from rows.order_by("-pk")[:most]


def _opens(field: SealedTextField, row: Model) -> bool:
    try:
        getattr(row, field.attname).sealed_at(row)
    except Unopenable:
        return False
    return True


def _names(header: bytes) -> tuple[str, str]:
    try:
        _, cipher, key_id = read_header(header)
    except Unopenable:
        return "", ""
    return key_id, cipher.value


def _in_force(start: datetime, last: datetime) -> Q:
    return Q(given_at__lte=last) & (Q(ended_at__isnull=True) | Q(ended_at__gt=start))


def _restricts(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))

"""The receipt of a request for erasure. After the erasure the person has no account to sign in with; whoever holds the receipt reads
what was done: kind, times and counts, nothing that is about anybody."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from yizhan.floor.rights.models import ErasureLine, Request
from yizhan.floor.rights.states import RequestKind, RequestState

_SALT = "yizhan.rights.receipt"


@dataclass(frozen=True, slots=True)
class Erasure:
    """How an erasure stands. `lines` are there once it was carried out."""

    state: RequestState
    office: str
    handed_in_at: datetime
    ended_at: datetime | None
    lines: tuple[ErasureLine, ...]

    @property
    def is_done(self) -> bool:
        """Whether the data is gone."""
        return self.state is RequestState.DONE


def receipt_of(request: Request) -> str:
    """The receipt, for the person who asked. It cannot be guessed, and is not the key that other pages and the chain show."""
    return signing.dumps(str(request.pk), salt=_SALT)


def erasure(receipt: str) -> Erasure:
    """What the receipt opens. Request.DoesNotExist for what is none, and for requests of any other kind."""
    try:
        key = signing.loads(receipt, salt=_SALT)
    except signing.BadSignature as error:
        raise Request.DoesNotExist from error
    found = Request.objects.select_related("organisation").prefetch_related("lines")
    row = found.get(pk=key, kind=RequestKind.ERASURE)
    lines = tuple(row.lines.all())
    return Erasure(RequestState(row.state), row.organisation.name, row.handed_in_at, row.ended_at, lines)

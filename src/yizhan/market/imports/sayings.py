"""What one row says, typed, and its form as text for the sealed payload. Pure."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from yizhan.market.employers.details import Details
from yizhan.market.imports.states import Subject


@dataclass(frozen=True, slots=True)
class WorkerSaid:
    """A row about a worker: who, and one registration. Empty text is what was left out."""

    document_number: str
    day: date
    registration: str
    name: str = ""
    phone: str = ""
    address: str = ""
    category: str = ""
    willing: bool = False
    published: bool = False
    trades: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "<WorkerSaid>"


@dataclass(frozen=True, slots=True)
class EmployerSaid:
    """A row about an employer and one registration. `details` is None where the row names only who: then `code` or
    `identity_number` does."""

    day: date
    details: Details | None = None
    credit_code: str = ""
    identity_number: str = ""
    number: str = ""

    def __repr__(self) -> str:
        return "<EmployerSaid>"


Said = WorkerSaid | EmployerSaid


def subject(said: Said) -> Subject:
    """Whom it is about."""
    return Subject.WORKER if isinstance(said, WorkerSaid) else Subject.EMPLOYER


def written(said: Said) -> str:
    """The text for the payload."""
    return json.dumps(asdict(said) | {"day": said.day.isoformat()}, ensure_ascii=False)


def read_back(kind: str, text: str) -> Said:
    """What `written` wrote."""
    plain = json.loads(text)
    plain["day"] = date.fromisoformat(plain["day"])
    if kind == Subject.WORKER:
        return WorkerSaid(**plain | {"trades": tuple(plain["trades"])})
    details = None if plain["details"] is None else Details(**plain["details"])
    return EmployerSaid(**plain | {"details": details})

"""Employers and what goes with them, made by the actions themselves or written straight."""

from datetime import datetime
from itertools import count
from uuid import UUID, uuid4

from stdnum.cn import uscc

from tests.floor.accounts.factories import NOW
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FileKind, FilePurpose
from yizhan.floor.organisations.models import Organisation
from yizhan.market.employers.actions import Seen, register_at_counter
from yizhan.market.employers.details import Details
from yizhan.market.employers.models import Employer

RESIDENT_NUMBER = "11010519491231002X"
_numbers = count(1)


def a_code() -> str:
    """A valid credit code, each time another."""
    body = f"91350503MA{next(_numbers):07d}"
    return body + uscc.calc_check_digit(body)


def said(**changes: object) -> Details:
    """Details of a firm."""
    typed: dict[str, object] = {"kind": "firm", "legal_name": "泉州某某服饰有限公司", "industry": "C", "headcount": 12}
    if changes.get("kind") != "resident":
        typed["credit_code"] = a_code()
    return Details(**{**typed, **changes})  # type: ignore[arg-type]


def an_employer(
    actor: Actor, station: Organisation, *, seen: Seen | None = None, now: datetime = NOW, **changes: object
) -> Employer:
    """Registered at the station, papers seen."""
    seen = seen or Seen(papers=True, consent_notice="2026-1")
    return register_at_counter(actor=actor, station=station, details=said(**changes), seen=seen, now=now).employer


def a_file(uploaded_by: UUID | None = None, purpose: FilePurpose = FilePurpose.EVIDENCE, path: str = "") -> StoredFile:
    """The row of a stored PDF, without bytes."""
    return StoredFile.objects.create(
        key=uuid4().hex,
        name="材料.pdf",
        purpose=purpose,
        kind=FileKind.PDF,
        size=1,
        original_size=1,
        original_digest="0" * 64,
        stored_digest="0" * 64,
        organisation_path=path,
        uploaded_by=uploaded_by or uuid4(),
        created_at=NOW,
    )

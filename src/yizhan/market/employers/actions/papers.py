"""What an agent hands in online: the licence, the own written mandate, and an invitation to somebody who is to act as well.

None of it counts until a clerk has seen the papers: `check_licence`, `grant_mandate`.
"""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.kernel.errors import Refusal
from yizhan.kernel.phones import mobile_number
from yizhan.market.employers import verbs
from yizhan.market.employers.actions.trace import locked, told
from yizhan.market.employers.models import Employer, Mandate
from yizhan.market.employers.queries import mandates
from yizhan.market.employers.states import EmployerKind, EmployerState, MandateState


@transaction.atomic
def hand_in_licence(*, actor: Actor, employer: Employer, version: int, licence: StoredFile, now: datetime) -> Employer:
    """Puts the scan of the licence into the file, by its agent, as long as no clerk has checked the papers. Refuses residents."""
    _require_agent(actor)
    kept = locked(actor, employer, version=version)
    _require_open(kept)
    if kept.kind == EmployerKind.RESIDENT:
        raise Refusal("居民用工不用上传执照，带身份证到柜台核对即可", "a resident has no licence")
    if kept.licence_checked_on is not None:
        raise Refusal("执照已由驿站核验，如有变更请带新执照到柜台办理", "the licence was checked")
    if licence.uploaded_by != actor.id or licence.purpose != FilePurpose.LICENCE:
        raise OutOfScope
    kept.licence_file, kept.version, kept.updated_at = licence, kept.version + 1, now
    kept.save(update_fields=["licence_file", "version", "updated_at"])
    told(actor, verbs.LICENCE_HANDED_IN, kept.id, ids={"employer": str(kept.id)}, now=now)
    return kept


@transaction.atomic
def hand_in_mandate(*, actor: Actor, mandate: Mandate, file: StoredFile, now: datetime) -> Mandate:
    """Puts the scan of the written mandate to the agent's own mandate, as long as no clerk has checked it."""
    _require_agent(actor)
    if not mandates(actor).filter(pk=mandate.pk, person_id=actor.id).exists() or file.uploaded_by != actor.id:
        raise OutOfScope
    kept = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if kept.state != MandateState.ACTIVE or kept.identity_checked_on is not None:
        raise Refusal("该委托已由驿站核验或已终止", "the mandate was checked or has ended")
    kept.file = file
    kept.save(update_fields=["file"])
    ids = {"employer": str(kept.employer_id), "mandate": str(kept.id)}
    told(actor, verbs.MANDATE_HANDED_IN, kept.id, ids=ids, now=now, object_type="employers.mandate")
    return kept


@transaction.atomic
def invite_agent(*, actor: Actor, employer: Employer, phone: str, now: datetime) -> None:
    """Asks whoever has this phone to come to a station with identity card and mandate. Whether it is somebody's is not told.

    Nobody acts by an invitation: the clerk sees the papers and grants the mandate.
    """
    _require_agent(actor)
    kept = locked(actor, employer)
    _require_open(kept)
    digest = phone_digest(_number(phone))
    invited = Person.objects.filter(phone_digest=digest).exclude(pk=actor.id).first()
    if invited is not None:
        ids = {"employer": str(kept.id), "person": str(invited.id)}
        told(actor, verbs.AGENT_INVITED, kept.id, ids=ids, now=now)


def _number(text: str) -> str:
    try:
        return mobile_number(text)
    except Refusal as refusal:
        raise Refusal(*refusal.text, field="phone") from refusal


def _require_agent(actor: Actor) -> None:
    if actor.role is not Role.EMPLOYER_AGENT:
        raise Refusal("由本单位经办人办理", "the employer's agent does this")


def _require_open(kept: Employer) -> None:
    if kept.state in (EmployerState.CLOSED, EmployerState.RESTRICTED):
        raise Refusal("该档案已限制使用或停用，不能办理", "the file is restricted or closed")

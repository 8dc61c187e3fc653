"""The states of a file: papers checked, restricted, closed, opened again, withdrawn."""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.states import BUREAU_ROLES, STATION_ROLES, Role
from yizhan.floor.audit.actions import BodyValue
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.actions import close as close_organisation
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import verbs
from yizhan.market.employers.actions.mandates import end_all
from yizhan.market.employers.actions.trace import day_of, locked, told
from yizhan.market.employers.models import Employer
from yizhan.market.employers.policy import require_officer
from yizhan.market.employers.queries import employers
from yizhan.market.employers.states import EmployerState, may_move


@transaction.atomic
def check_licence(
    *, actor: Actor, employer: Employer, version: int, licence: StoredFile | None = None, now: datetime
) -> Employer:
    """A clerk has seen the licence (a resident's identity paper) and the file says what it says. A draft becomes active."""
    if actor.role not in (*STATION_ROLES, *BUREAU_ROLES):
        raise Refusal("只有驿站或人社部门可以核验证照", "only staff check papers")
    kept = locked(actor, employer, version=version)
    if kept.state in (EmployerState.CLOSED, EmployerState.RESTRICTED):
        raise Refusal("档案已停用或限制使用，请先恢复", "the file is closed or restricted")
    kept.licence_file = licence or kept.licence_file
    kept.licence_checked_by_id, kept.licence_checked_on = actor.id, day_of(now)
    return _moved(actor, kept, EmployerState.ACTIVE, verbs.LICENCE_CHECKED, "", now)


@transaction.atomic
def restrict(*, actor: Actor, employer: Employer, version: int, reason: str, now: datetime) -> Employer:
    """Stops the use of a file while something is looked into. For the bureau."""
    require_officer(actor, "限制使用档案")
    kept = locked(actor, employer, version=version)
    return _moved(actor, kept, EmployerState.RESTRICTED, verbs.RESTRICTED, reason, now)


@transaction.atomic
def release(*, actor: Actor, employer: Employer, version: int, reason: str, now: datetime) -> Employer:
    """Ends a restriction. For the bureau."""
    require_officer(actor, "解除限制")
    kept = locked(actor, employer, version=version)
    _require_state(kept, EmployerState.RESTRICTED)
    return _moved(actor, kept, EmployerState.ACTIVE, verbs.RELEASED, reason, now)


@transaction.atomic
def close(*, actor: Actor, employer: Employer, version: int, reason: str, now: datetime) -> Employer:
    """The employer has ceased to hire or to exist. Its agents act no more; the records stay."""
    if actor.role not in (Role.STATION_HEAD, *BUREAU_ROLES):
        raise Refusal("停用档案须由站长或人社部门办理", "a head of station or the bureau closes files")
    kept = locked(actor, employer, version=version)
    end_all(kept, now)
    return _moved(actor, kept, EmployerState.CLOSED, verbs.CLOSED, reason, now)


@transaction.atomic
def reopen(*, actor: Actor, employer: Employer, version: int, reason: str, now: datetime) -> Employer:
    """Opens a closed file again, once its papers have been seen again."""
    if actor.role not in (Role.STATION_HEAD, *BUREAU_ROLES):
        raise Refusal("重新启用档案须由站长或人社部门办理", "a head of station or the bureau reopens files")
    kept = locked(actor, employer, version=version)
    _require_state(kept, EmployerState.CLOSED)
    kept.licence_checked_by_id, kept.licence_checked_on = actor.id, day_of(now)
    return _moved(actor, kept, EmployerState.ACTIVE, verbs.REOPENED, reason, now)


@transaction.atomic
def withdraw(*, actor: Actor, employer: Employer, version: int, now: datetime) -> bool:
    """Takes back a file that an import opened by mistake, if nobody has touched it since: no later version, one registration
    and nothing else. Whether it was taken back. The organisation stays, closed."""
    kept = employers(actor).filter(pk=employer.pk).first()
    if kept is None:
        return False
    kept = locked(actor, kept)
    touched = kept.needs.exists() or kept.blacklistings.exists() or kept.registrations.count() > 1
    if kept.version != version or kept.person_id is not None or touched or kept.mandates.exists():
        return False
    organisation, key = kept.organisation, kept.id
    kept.registrations.all().delete()
    kept.delete()
    close_organisation(actor=SYSTEM, organisation=organisation, on=day_of(now), reason="撤回误导入的档案", now=now)
    told(actor, verbs.WITHDRAWN, key, ids={"employer": str(key)}, now=now)
    return True


def _require_state(kept: Employer, state: EmployerState) -> None:
    if kept.state != state:
        raise Refusal(f"档案当前是「{kept.get_state_display()}」", f"the file is {kept.state}")


def _moved(actor: Actor, kept: Employer, target: EmployerState, verb: Verb, reason: str, now: datetime) -> Employer:
    before = kept.state
    checked_again = verb is verbs.LICENCE_CHECKED and before == target
    if not checked_again and not may_move(before, target):
        raise Refusal(f"档案当前是「{kept.get_state_display()}」，不能办理", f"no way from {before} to {target}")
    kept.state = target
    kept.version, kept.updated_at = kept.version + 1, now
    kept.save()
    body: dict[str, BodyValue] = {"before": before, "state": target.value, "version": kept.version}
    told(actor, verb, kept.id, ids={"employer": str(kept.id)}, body=body, reason=reason, now=now)
    return kept

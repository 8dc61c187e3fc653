"""The blacklist: proposed by one, decided by another, open to appeal, ended by time or by decision. Never by a machine's verdict."""

from datetime import date, datetime, timedelta

from django.db import transaction

from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.states import BUREAU_ROLES, Role
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import verbs
from yizhan.market.employers.actions.trace import day_of, locked, told
from yizhan.market.employers.details import words
from yizhan.market.employers.models import Blacklisting, Employer
from yizhan.market.employers.policy import AREA_ROLES, require_officer, require_two_persons
from yizhan.market.employers.queries import blacklistings
from yizhan.market.employers.states import LAW, BlacklistReason, BlacklistState, may_move

APPEAL_DAYS = 60
LONGEST_TERM_DAYS = 3 * 366
LONGEST_STATEMENT, LONGEST_APPEAL = 500, 1000
_LISTING = "employers.blacklisting"


@transaction.atomic
def propose(
    *,
    actor: Actor,
    employer: Employer,
    reason: BlacklistReason,
    statement: str,
    evidence: StoredFile,
    bureau: Organisation | None = None,
    now: datetime,
) -> Blacklisting:
    """Puts a case before the county bureau (that above the actor's station if none is named), with what happened and its proof."""
    if actor.role not in AREA_ROLES:
        raise Refusal("只有驿站和人社部门可以提出列入黑名单", "only stations and bureaus propose")
    kept = locked(actor, employer)
    kind = BlacklistReason(reason)
    said = _said(statement, "statement", "违法事实", LONGEST_STATEMENT)
    if kept.blacklistings.filter(reason=kind, closed_at__isnull=True).exists():
        raise Refusal("同一事由已有未办结的案件", "there is an open case for this reason", field="reason")
    case = Blacklisting.objects.create(
        employer=kept,
        bureau=_bureau(actor, bureau),
        reason=kind,
        statement=said,
        law=LAW[kind],
        evidence=evidence,
        proposed_by_id=actor.id,
        proposed_at=now,
    )
    _told(actor, verbs.LISTING_PROPOSED, case, kind.label, now)
    return case


@transaction.atomic
def confirm(
    *, actor: Actor, case: Blacklisting, since: date, until: date, decision: str, now: datetime
) -> Blacklisting:
    """Lists the employer from `since` to `until`, both included, and opens the time for appeal. Another officer than the proposer."""
    kept = _case(actor, case, "决定列入黑名单")
    require_two_persons(actor, kept.proposed_by_id)
    today = day_of(now)
    if since < today:
        raise Refusal("列入日期不能早于今天", "it does not begin in the past", field="since")
    if not since <= until <= since + timedelta(days=LONGEST_TERM_DAYS):
        raise Refusal("列入期限应在开始日期之后、不超过三年", "it ends within three years", field="until")
    _decided(actor, kept, decision, now)
    kept.since, kept.until = since, until
    kept.appeal_until = today + timedelta(days=APPEAL_DAYS)
    return _moved(actor, kept, BlacklistState.CONFIRMED, verbs.LISTING_CONFIRMED, kept.decision, now)


@transaction.atomic
def reject(*, actor: Actor, case: Blacklisting, decision: str, now: datetime) -> Blacklisting:
    """Does not list the employer; the case is closed."""
    kept = _case(actor, case, "决定不列入黑名单")
    require_two_persons(actor, kept.proposed_by_id)
    _decided(actor, kept, decision, now)
    _close(actor, kept, kept.decision, now)
    return _moved(actor, kept, BlacklistState.REJECTED, verbs.LISTING_REJECTED, kept.decision, now)


@transaction.atomic
def appeal(*, actor: Actor, case: Blacklisting, words_of_appeal: str, now: datetime) -> Blacklisting:
    """The employer's agent contests the listing, once, up to the last day. The listing stays in force meanwhile."""
    if actor.role is not Role.EMPLOYER_AGENT:
        raise Refusal("只有被列入的用工主体可以申诉", "only the employer appeals")
    kept = _locked(actor, case)
    if kept.appealed_at is not None:
        raise Refusal("已经申诉过，不能重复申诉", "it was appealed already")
    if kept.appeal_until is None or day_of(now) > kept.appeal_until:
        raise Refusal("申诉期限已过", "the time for appeal is over")
    kept.appeal = _said(words_of_appeal, "words_of_appeal", "申诉理由", LONGEST_APPEAL)
    kept.appealed_by_id, kept.appealed_at = actor.id, now
    return _moved(actor, kept, BlacklistState.APPEALED, verbs.LISTING_APPEALED, "", now)


@transaction.atomic
def settle_appeal(*, actor: Actor, case: Blacklisting, upheld: bool, outcome: str, now: datetime) -> Blacklisting:
    """Answers an appeal: the listing stands, or is lifted. Another officer than the one who decided."""
    kept = _case(actor, case, "处理申诉")
    if kept.state != BlacklistState.APPEALED:
        raise Refusal("该案件没有待处理的申诉", "there is no appeal to settle")
    require_two_persons(actor, kept.decided_by_id)
    kept.outcome = _said(outcome, "outcome", "处理意见", LONGEST_STATEMENT)
    if upheld:
        return _moved(actor, kept, BlacklistState.UPHELD, verbs.LISTING_UPHELD, kept.outcome, now)
    _close(actor, kept, kept.outcome, now)
    return _moved(actor, kept, BlacklistState.LIFTED, verbs.LISTING_LIFTED, kept.outcome, now)


@transaction.atomic
def lift(*, actor: Actor, case: Blacklisting, outcome: str, now: datetime) -> Blacklisting:
    """Takes the employer off the list before its time: it has mended what it did."""
    kept = _case(actor, case, "移出黑名单")
    if kept.state == BlacklistState.APPEALED:
        raise Refusal("请先处理申诉", "settle the appeal first")
    _close(actor, kept, _said(outcome, "outcome", "移出理由", LONGEST_STATEMENT), now)
    return _moved(actor, kept, BlacklistState.LIFTED, verbs.LISTING_LIFTED, kept.outcome, now)


def expire_due(*, now: datetime) -> int:
    """Closes the listings whose last day is over; an appeal that is open is settled first. How many were closed."""
    due = Blacklisting.objects.filter(
        state__in=(BlacklistState.CONFIRMED, BlacklistState.UPHELD), until__lt=day_of(now)
    ).order_by("pk")
    done = 0
    for case in due:
        with transaction.atomic():
            kept = _locked(SYSTEM, case)
            if not may_move(kept.state, BlacklistState.EXPIRED):
                continue
            kept.closed_at = now
            _moved(SYSTEM, kept, BlacklistState.EXPIRED, verbs.LISTING_EXPIRED, "", now)
            done += 1
    return done


def _locked(actor: Actor, case: Blacklisting) -> Blacklisting:
    seen = blacklistings(actor).get(pk=case.pk)
    return Blacklisting.objects.select_for_update(of=("self",)).select_related("employer", "bureau").get(pk=seen.pk)


def _case(actor: Actor, case: Blacklisting, what_zh: str) -> Blacklisting:
    require_officer(actor, what_zh)
    return _locked(actor, case)


def _bureau(actor: Actor, named: Organisation | None) -> Organisation:
    own = Organisation.objects.select_related("parent").filter(path=actor.path).first()
    if own is not None and own.kind == OrganisationKind.STATION:
        found = own.parent
    else:
        found = own if named is None and actor.role is Role.COUNTY_OFFICER else named
    if found is None or found.kind != OrganisationKind.COUNTY_BUREAU:
        raise Refusal("请选择由哪个区县人社部门决定", "name the county bureau that decides", field="bureau")
    if actor.role in BUREAU_ROLES and not found.path.startswith(actor.path):
        raise Refusal("请选择辖区内的人社部门", "a bureau of the own area", field="bureau")
    return found


def _decided(actor: Actor, kept: Blacklisting, decision: str, now: datetime) -> None:
    kept.decision = _said(decision, "decision", "决定理由", LONGEST_STATEMENT)
    kept.decided_by_id, kept.decided_at = actor.id, now


def _close(actor: Actor, kept: Blacklisting, outcome: str, now: datetime) -> None:
    kept.outcome, kept.closed_by_id, kept.closed_at = outcome, actor.id, now


def _said(text: str, field: str, label_zh: str, longest: int) -> str:
    said = words(text, field, label_zh, longest)
    if len(said) < 4:
        raise Refusal(f"请写明{label_zh}", "say why", field=field)
    return said


def _moved(
    actor: Actor, kept: Blacklisting, target: BlacklistState, verb: Verb, reason: str, now: datetime
) -> Blacklisting:
    if not may_move(kept.state, target):
        raise Refusal(f"案件当前是「{kept.get_state_display()}」，不能办理", f"no way from {kept.state} to {target}")
    kept.state = target
    kept.save()
    _told(actor, verb, kept, reason, now)
    return kept


def _told(actor: Actor, verb: Verb, case: Blacklisting, reason: str, now: datetime) -> None:
    ids = {"employer": str(case.employer_id), "blacklisting": str(case.id), "bureau": str(case.bureau_id)}
    body = {"state": case.state, "cause": case.reason}
    told(actor, verb, case.id, ids=ids, body=body, reason=reason, now=now, object_type=_LISTING)

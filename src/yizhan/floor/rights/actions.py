"""Writing: a request from handing in to its end. Copies are made in copies.py, erasures in erasure.py."""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose, RestrictionBasis
from yizhan.floor.rights import deadline, policy, wording
from yizhan.floor.rights.copies import make_copy
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.moving import audit, locked, locked_own, move, publish_news, require_state
from yizhan.floor.rights.queries import offices
from yizhan.floor.rights.states import ENDS, IdentityCheck, RefusalBasis, RequestKind, RequestState
from yizhan.floor.rights.verbs import ANSWER, CARRY_OUT, CHECK_IDENTITY, HAND_IN, REFUSE, TAKE_UP, WITHDRAW
from yizhan.kernel.errors import Refusal

ANSWERED_IN_WORDS = (RequestKind.COPY, RequestKind.CORRECTION, RequestKind.EXPLANATION)
CARRIED_OUT_AT_ONCE = (RequestKind.RESTRICTION, RequestKind.WITHDRAWAL)


@transaction.atomic
def hand_in(
    *,
    actor: Actor,
    person: Person,
    kind: RequestKind,
    organisation: Organisation,
    channel: ConsentChannel,
    now: datetime,
    words: str = "",
    item: str = "",
    value: str = "",
    purpose: ConsentPurpose | None = None,
    identity_check: IdentityCheck | None = None,
) -> Request:
    """A new request, by the person, or by staff at the counter in whose scope the office is and who found the person in theirs.

    A correction names `item` and the wanted `value`, a withdrawal its `purpose`; the others have none. Refuses a second
    request for the same while one is open.
    """
    policy.require_channel(actor, person, channel)
    policy.require_office(organisation)
    if actor.id != person.id and not offices(actor).filter(pk=organisation.pk).exists():
        raise Refusal("请选择本辖区内的驿站或区县人社部门", "choose an office of your area", field="organisation")
    person = Person.objects.select_for_update().get(pk=person.pk)
    policy.require_present(person)
    if identity_check is not None:
        policy.require_check(identity_check, channel)
    if kind is RequestKind.WITHDRAWAL and actor.id == person.id:
        raise Refusal("请在「我的同意」中直接撤回", "one withdraws one's own consent oneself", field="kind")
    wanted = wording.wanted(kind, item, value, purpose)
    if Request.objects.filter(
        person=person, kind=kind, ended_at=None, item=wanted.item, purpose=wanted.purpose
    ).exists():
        raise Refusal("已有一件同样的请求正在办理", "the same request is open already")
    request = Request.objects.create(
        person=person,
        kind=kind,
        organisation=organisation,
        channel=channel,
        item=wanted.item,
        value=wanted.value,
        purpose=wanted.purpose,
        words=wording.told(words, "说明", "words") or None,
        identity_check=identity_check or "",
        identity_checked_by=None if identity_check is None else actor.id,
        handed_in_by=actor.id,
        handed_in_at=now,
        due_on=deadline.due_on(now, deadline.promised_days()),
    )
    publish_news("rights.request.handed_in", request, now)
    audit(HAND_IN, actor, request, now, channel=str(channel))
    return request


@transaction.atomic
def withdraw(*, actor: Actor, request: Request, now: datetime) -> Request:
    """The person takes the request back, at the latest before it is answered or an erasure is confirmed."""
    own = locked_own(actor, request)
    move(own, RequestState.WITHDRAWN, now)
    own.save(update_fields=["state", "ended_at"])
    audit(WITHDRAW, actor, own, now)
    return own


@transaction.atomic
def take_up(*, actor: Actor, request: Request, now: datetime) -> Request:
    """Somebody begins to handle it."""
    own = locked(actor, request)
    policy.require_handler(actor, own.person)
    require_state(own, RequestState.HANDED_IN)
    move(own, RequestState.IN_REVIEW, now)
    own.taken_up_by, own.taken_up_at = actor.id, now
    own.save(update_fields=["state", "taken_up_by", "taken_up_at"])
    audit(TAKE_UP, actor, own, now)
    return own


@transaction.atomic
def check_identity(*, actor: Actor, request: Request, means: IdentityCheck, now: datetime) -> Request:
    """How it was made sure that the person asks: by staff for a request at the counter, by the person signed in again online."""
    own = locked_own(actor, request) if actor.id == request.person_id else locked(actor, request)
    if own.state in ENDS:
        raise Refusal("请求已经办结", "the request has ended")
    policy.require_check(means, ConsentChannel(own.channel))
    if actor.id != own.person_id:
        policy.require_handler(actor, own.person)
        if means not in policy.AT_THE_COUNTER:
            raise Refusal("在线请求由本人重新验证手机", "online the person proves it", field="identity_check")
    own.identity_check, own.identity_checked_by = means, actor.id
    own.save(update_fields=["identity_check", "identity_checked_by"])
    audit(CHECK_IDENTITY, actor, own, now, means=str(means))
    return own


@transaction.atomic
def answer(*, actor: Actor, request: Request, words: str, now: datetime) -> Request:
    """Grants in words: a copy is made ready, a correction will be carried out, an explanation is given."""
    own = locked(actor, request)
    policy.require_handler(actor, own.person)
    if own.kind not in ANSWERED_IN_WORDS:
        raise Refusal("这类请求不用文字答复，请直接办理", "this kind is carried out, not answered")
    require_state(own, RequestState.IN_REVIEW)
    policy.require_checked(own)
    own.answer = wording.told(words, "答复", "words", least=4)
    ends = own.kind == RequestKind.EXPLANATION
    move(own, RequestState.DONE if ends else RequestState.ANSWERED, now)
    if own.kind == RequestKind.COPY:
        make_copy(own, now)
    own.save(update_fields=["state", "answer", "ended_at"])
    publish_news("rights.request.answered", own, now)
    audit(ANSWER, actor, own, now)
    return own


@transaction.atomic
def carry_out(*, actor: Actor, request: Request, now: datetime) -> Request:
    """Ends a granted request: a correction that staff made in the file, a restriction or withdrawal that takes effect now."""
    own = locked(actor, request)
    policy.require_handler(actor, own.person)
    if own.kind in CARRIED_OUT_AT_ONCE:
        require_state(own, RequestState.IN_REVIEW)
    elif own.kind == RequestKind.CORRECTION:
        require_state(own, RequestState.ANSWERED)
    else:
        raise Refusal("这类请求不在这里办结", "this kind does not end here")
    policy.require_checked(own)
    move(own, RequestState.DONE, now)
    own.save(update_fields=["state", "ended_at"])
    _take_effect(actor, own, now)
    publish_news("rights.request.carried_out", own, now)
    audit(CARRY_OUT, actor, own, now)
    return own


@transaction.atomic
def refuse(*, actor: Actor, request: Request, basis: RefusalBasis, words: str, now: datetime) -> Request:
    """Refuses on one of the grounds of law, in words that the person reads; the chain keeps the ground only."""
    own = locked(actor, request)
    policy.require_decider(actor, own.person)
    require_state(own, RequestState.IN_REVIEW)
    own.answer = wording.told(words, "理由", "words", least=4)
    own.refusal_basis = basis
    move(own, RequestState.REFUSED, now)
    own.save(update_fields=["state", "answer", "refusal_basis", "ended_at"])
    publish_news("rights.request.refused", own, now)
    audit(REFUSE, actor, own, now, reason=str(RefusalBasis(basis).label))
    return own


@transaction.atomic
def lift_restriction(*, actor: Actor, request: Request, reason: str, now: datetime) -> None:
    """Ends the restriction that this request brought about, at the person's wish: staff of the same office, with a reason.

    The person is told.
    """
    own = locked(actor, request)
    policy.require_handler(actor, own.person)
    if (own.kind, own.state) != (RequestKind.RESTRICTION, RequestState.DONE):
        raise Refusal("这件请求没有产生限制", "this request brought about no restriction")
    publish_news("rights.request.lifted", own, now)
    privacy.unrestrict(actor=actor, person_id=own.person_id, basis=RestrictionBasis.ASKED, reason=reason, now=now)


def _take_effect(actor: Actor, request: Request, now: datetime) -> None:
    if request.kind == RequestKind.RESTRICTION:
        privacy.restrict(actor=actor, person_id=request.person_id, basis=RestrictionBasis.ASKED, now=now)
    elif request.kind == RequestKind.WITHDRAWAL:
        channel, purpose = ConsentChannel(request.channel), ConsentPurpose(request.purpose)
        privacy.withdraw(actor=actor, person_id=request.person_id, purpose=purpose, channel=channel, now=now)

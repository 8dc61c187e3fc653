"""Sessions: begun after a proof, short for staff, seen and ended by the person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.addresses import client_address, range_of
from yizhan.floor.accounts.devices import device_words
from yizhan.floor.accounts.models import Membership, Person, SignIn
from yizhan.floor.accounts.queries import as_actor, chosen, memberships_of, reachable
from yizhan.floor.accounts.states import Method, NextStep
from yizhan.floor.accounts.verbs import SIGN_IN_ENDED, SIGNED_IN
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

MEMBERSHIP, METHOD, SEEN = "accounts.membership", "accounts.method", "accounts.seen"
BACKEND = "yizhan.floor.accounts.backends.PersonBackend"
STAFF_IDLE, OTHERS_IDLE = timedelta(minutes=30), timedelta(days=30)
# How far the stored time of the last request may lag behind, so that not every request writes.
_STAFF_STEP, _OTHERS_STEP = timedelta(minutes=1), timedelta(days=1)
_TWO_FACTORS = (Method.TWO_FACTORS, Method.DEMO)


def begin(request: HttpRequest, person: Person, *, method: Method, now: datetime) -> SignIn:
    """Begins a session under a new key. The caller has the proof that `method` names; DEMO needs none and exists in the demo only.

    Refuses a suspended account.
    """
    if method is Method.DEMO and not settings.YIZHAN_DEMO:
        raise Refusal("演示登录未开放", "there is no demo sign-in here")
    if not person.is_active:
        raise Refusal("账号已停用，请联系驿站或管理员", "this account is suspended")
    login(request, person, backend=BACKEND)
    _set(request.session, method, now)
    request.session.save()
    with transaction.atomic():
        begun = SignIn.objects.create(
            person=person,
            method=method,
            device=device_words(request.META.get("HTTP_USER_AGENT", "")),
            address_range=range_of(client_address(request.META)),
            at=now,
            session_key=request.session.session_key,
        )
        held = memberships_of(person, on=now.astimezone(SHANGHAI).date())
        actor = as_actor(person, chosen(reachable(held, two_factors=method in _TWO_FACTORS), None))
        _audit(actor, SIGNED_IN, begun, now)
    return begun


def strengthen(request: HttpRequest, *, now: datetime) -> None:
    """The second factor was confirmed within this session: from now on it is one with two factors, under a new key."""
    before = request.session.session_key
    _set(request.session, Method.TWO_FACTORS, now)
    request.session.cycle_key()
    _follow(before, request, method=Method.TWO_FACTORS)


def outlive_password_change(request: HttpRequest, person: Person) -> None:
    """This session goes on after the person changed the own password, under a new key; the person's others have ended."""
    before = request.session.session_key
    update_session_auth_hash(request, person)
    request.session.save()
    _follow(before, request)


def choose_membership(request: HttpRequest, membership_id: UUID) -> None:
    """Acts in this membership from the next request on. OutOfScope unless it is one of those of this sign-in."""
    if membership_id not in [one.id for one in getattr(request, "memberships", [])]:
        raise OutOfScope
    request.session[MEMBERSHIP] = str(membership_id)


def hidden_memberships(request: HttpRequest, person: Person, *, now: datetime) -> list[Membership]:
    """Those in force that this sign-in may not use, because they ask for password and second factor. One query."""
    held = memberships_of(person, on=now.astimezone(SHANGHAI).date())
    seen = reachable(held, two_factors=signed_in_with_two_factors(request.session))
    return [one for one in held if one not in seen]


def end(request: HttpRequest, actor: Actor, *, now: datetime) -> None:
    """Signs out: this session is gone."""
    key = request.session.session_key
    logout(request)
    with transaction.atomic():
        found = SignIn.objects.select_for_update().filter(session_key=key, person_id=actor.id).first()
        if found is not None:
            _close(found, now)
            _audit(actor, SIGN_IN_ENDED, found, now)


@transaction.atomic
def end_one(*, actor: Actor, sign_in_id: UUID, now: datetime) -> None:
    """Ends one of the own sessions, on whatever device. OutOfScope for anybody else's or one that is over."""
    own = SignIn.objects.select_for_update().filter(pk=sign_in_id, person_id=actor.id, ended_at=None).first()
    if own is None:
        raise OutOfScope
    _close(own, now)
    _audit(actor, SIGN_IN_ENDED, own, now)


def end_all(person_id: UUID, now: datetime, *, except_key: str | None = None) -> int:
    """Ends every session of a person inside the caller's transaction, and says how many. Who calls it audits its own act."""
    found = SignIn.objects.select_for_update().filter(person_id=person_id, ended_at=None)
    ended = [one for one in found if one.session_key != except_key or except_key is None]
    for one in ended:
        _close(one, now)
    return len(ended)


def signed_in_with_two_factors(session: SessionBase) -> bool:
    """Whether staff roles may be used in this session."""
    return session.get(METHOD) in _TWO_FACTORS


def steps_left(session: SessionBase, person: Person) -> NextStep:
    """What comes before acting as staff: an initial password is changed, then an authenticator is bound."""
    method = session.get(METHOD)
    if method in (Method.PASSWORD, Method.TWO_FACTORS) and person.password_is_initial:
        return NextStep.CHANGE_PASSWORD
    return NextStep.ENROL if method == Method.PASSWORD else NextStep.NONE


def keep_awake(session: SessionBase, now: datetime) -> None:
    """Moves the end of the session, at most once a minute for staff and once a day for others. Never past the idle time."""
    step = _OTHERS_STEP if session.get(METHOD) in (Method.CODE, Method.WECHAT) else _STAFF_STEP
    if now.timestamp() - session.get(SEEN, 0) >= step.total_seconds():
        session[SEEN] = int(now.timestamp())


def _set(session: SessionBase, method: Method, now: datetime) -> None:
    idle = OTHERS_IDLE if method in (Method.CODE, Method.WECHAT) else STAFF_IDLE
    session[METHOD] = method.value
    session[SEEN] = int(now.timestamp())
    session.set_expiry(int(idle.total_seconds()))


def _follow(before: str | None, request: HttpRequest, **changed: str) -> None:
    SignIn.objects.filter(session_key=before).update(session_key=request.session.session_key, **changed)


def _close(one: SignIn, now: datetime) -> None:
    Session.objects.filter(session_key=one.session_key).delete()
    one.ended_at, one.session_key = max(now, one.at), None
    one.save(update_fields=["ended_at", "session_key"])


def _audit(actor: Actor, verb: Verb, done: SignIn, now: datetime) -> None:
    body = {"person": str(done.person_id), "method": done.method}
    record(actor=actor, verb=verb.code, object_type="accounts.signin", object_id=str(done.id), body=dict(body), now=now)

"""Crews. Nobody is led who did not say yes himself: on his phone, or at the counter where it is recorded how."""

from datetime import datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.outbox.actions import publish
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.floor.privacy.queries import is_restricted
from yizhan.floor.privacy.states import ASSISTED_CHANNELS, ConsentChannel
from yizhan.kernel.errors import Refusal
from yizhan.market.people import filing, queries
from yizhan.market.people.models import Crew, CrewMember, Registration, Worker
from yizhan.market.people.policy import require_keeper
from yizhan.market.people.states import MemberState, RegistrationKind, RegistrationState, WorkerState, may_move
from yizhan.market.people.verbs import CREW_ANSWERED, CREW_FOUNDED, CREW_INVITED, CREW_LEFT
from yizhan.market.people.wording import one_line

LARGEST_CREW = 200


@transaction.atomic
def found_crew(*, actor: Actor, leader: Worker, name: str, now: datetime) -> Crew:
    """Founds a crew. Its leader has a standing registration as crew leader (海口2024年版第6项)."""
    kept = filing.locked(actor, leader, now=now)
    require_keeper(actor, kept.person_id)
    given = one_line(name, label="班组名称", longest=40, field="name")
    if not given:
        raise Refusal("请填写班组名称", "a crew has a name", field="name")
    leads = Registration.objects.filter(worker=kept, kind=RegistrationKind.CREW_LEADER, state=RegistrationState.VALID)
    if not leads.exists():
        raise Refusal("请先办理劳务带头人登记", "register as a crew leader first")
    if Crew.objects.filter(leader=kept, name=given).exists():
        raise Refusal("已有同名班组", "there is such a crew", field="name")
    crew = Crew.objects.create(leader=kept, name=given, created_at=now)
    _record(actor, CREW_FOUNDED.code, crew, None, {}, now)
    return crew


@transaction.atomic
def invite(*, actor: Actor, crew: Crew, worker: Worker, now: datetime) -> CrewMember:
    """A clerk asks a worker of his area to join a crew of his area.

    An open invitation or a standing place is given back. Only the answer makes a member.
    """
    kept = _crew(actor, crew)
    if not queries.workers(actor, at=now).filter(pk=worker.pk).exists():
        raise OutOfScope
    if worker.pk == kept.leader_id:
        raise Refusal("带头人不用加入自己的班组", "the leader is no member", field="worker")
    return _invited(actor, kept, worker, now)


@transaction.atomic
def invite_by_phone(*, actor: Actor, crew: Crew, phone: str, now: datetime) -> None:
    """The leader asks whoever has this phone. He learns nothing of whether it is somebody's: only an answer shows that."""
    kept = _crew(actor, crew)
    found = Worker.objects.filter(person__phone_digest=phone_digest(phone), state=WorkerState.ACTIVE).first()
    if found is not None and found.pk != kept.leader_id and not is_restricted(found.person_id, now):
        _invited(actor, kept, found, now)


def _invited(actor: Actor, kept: Crew, worker: Worker, now: datetime) -> CrewMember:
    place = CrewMember.objects.select_for_update().filter(crew=kept, worker=worker).first()
    if place is not None and not may_move(place.state, MemberState.INVITED):
        return place
    if place is None and kept.members.count() >= LARGEST_CREW:
        raise Refusal(f"一个班组最多{LARGEST_CREW}人", "the crew is full")
    if place is None:
        place = CrewMember(crew=kept, worker=worker, created_at=now)
    place.state, place.agreed_at, place.channel, place.ended_at = MemberState.INVITED, None, None, None
    place.save()
    publish(event="people.crew.invited", ids={"crew": str(kept.pk), "member": str(place.pk)}, now=now)
    _record(actor, CREW_INVITED.code, kept, worker, {}, now)
    return place


@transaction.atomic
def answer_invitation(
    *, actor: Actor, member: CrewMember, agrees: bool, channel: ConsentChannel, now: datetime
) -> CrewMember:
    """The worker's own answer online, or as told to a clerk at the counter or signed on paper. Never the leader's."""
    place = _place(actor, member)
    own = actor.id == place.worker.person_id
    if place.crew.leader.person_id == actor.id or not (own or channel in ASSISTED_CHANNELS):
        raise Refusal("须由本人答复", "only the worker answers")
    target = MemberState.AGREED if agrees else MemberState.DECLINED
    _move(place, target)
    if agrees:
        place.agreed_at, place.channel = now, channel
    else:
        place.ended_at = now
    place.save()
    _record(actor, CREW_ANSWERED.code, place.crew, place.worker, {"agrees": agrees, "channel": channel.value}, now)
    return place


@transaction.atomic
def leave_crew(*, actor: Actor, member: CrewMember, now: datetime) -> CrewMember:
    """Ends a place, by the worker, a clerk, or the leader."""
    place = _place(actor, member)
    _move(place, MemberState.LEFT)
    place.ended_at = now
    place.save(update_fields=["state", "ended_at"])
    _record(actor, CREW_LEFT.code, place.crew, place.worker, {}, now)
    return place


def _crew(actor: Actor, crew: Crew) -> Crew:
    kept = Crew.objects.select_for_update(of=("self",)).select_related("leader").filter(pk=crew.pk).first()
    if kept is None or not queries.crews(actor).filter(pk=kept.pk).exists():
        raise OutOfScope
    require_keeper(actor, kept.leader.person_id)
    if kept.closed_at is not None:
        raise Refusal("该班组已解散", "the crew is closed")
    return kept


def _place(actor: Actor, member: CrewMember) -> CrewMember:
    """The place, locked; of the worker, of a file in the actor's area, or of a crew that the actor leads."""
    found = CrewMember.objects.select_for_update(of=("self",)).select_related("crew__leader", "worker")
    place = found.filter(pk=member.pk).first()
    if place is None:
        raise OutOfScope
    mine = actor.is_signed_in and actor.id in (place.worker.person_id, place.crew.leader.person_id)
    if not mine and not queries.workers(actor).filter(pk=place.worker_id).exists():
        raise OutOfScope
    if not mine:
        require_keeper(actor, place.worker.person_id)
    return place


def _move(place: CrewMember, target: MemberState) -> None:
    if not may_move(place.state, target):
        raise Refusal(f"当前状态是「{place.get_state_display()}」，不能这样办理", "this is not open now")
    place.state = target


def _record(
    actor: Actor, verb: str, crew: Crew, worker: Worker | None, body: dict[str, BodyValue], now: datetime
) -> None:
    said = {"worker": None if worker is None else str(worker.pk), **body}
    record(actor=actor, verb=verb, object_type="people.crew", object_id=str(crew.pk), body=said, now=now)

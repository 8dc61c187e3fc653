from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import a_worker
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.models import Crew, CrewMember, Worker
from yizhan.market.people.states import RegistrationKind


@pytest.fixture
def crew(town: SimpleNamespace) -> SimpleNamespace:
    """A crew, its leader and a worker with a phone, of the same station."""
    leader = a_worker(town.clerk, town.station, name="吴带头", kinds=(RegistrationKind.CREW_LEADER,))
    worker = a_worker(town.clerk, town.station, name="郑工友", phone="13812345678")
    boss = Actor(id=leader.person_id, role=Role.CREW_LEADER)
    made = actions.found_crew(actor=boss, leader=leader, name="东海装修班", now=NOW)
    return SimpleNamespace(
        made=made, leader=leader, worker=worker, boss=boss, own=Actor(id=worker.person_id, role=Role.WORKER)
    )


def _answer(actor: Actor, place: CrewMember, agrees: bool, channel: ConsentChannel) -> CrewMember:
    return actions.answer_invitation(actor=actor, member=place, agrees=agrees, channel=channel, now=NOW)


def test_nobody_is_led_before_saying_yes(town: SimpleNamespace, crew: SimpleNamespace) -> None:
    actions.invite_by_phone(actor=crew.boss, crew=crew.made, phone="138 1234 5678", now=NOW)
    place = queries.invitations(crew.own).get()
    assert not queries.led_by(crew.boss).exists()
    with pytest.raises(Refusal, match="须由本人答复"):
        _answer(crew.boss, place, True, ConsentChannel.COUNTER)
    done = _answer(crew.own, place, True, ConsentChannel.ONLINE)
    assert (done.state, done.agreed_at, done.channel) == ("agreed", NOW, "online")
    assert list(queries.led_by(crew.boss)) == [crew.worker]
    actions.leave_crew(actor=crew.own, member=place, now=NOW)
    assert not queries.led_by(crew.boss).exists()


def test_at_the_counter_the_clerk_records_the_answer_of_whoever_has_no_phone(
    town: SimpleNamespace, crew: SimpleNamespace
) -> None:
    place = actions.invite(actor=town.clerk, crew=crew.made, worker=crew.worker, now=NOW)
    with pytest.raises(Refusal, match="须由本人答复"):
        _answer(town.clerk, place, True, ConsentChannel.ONLINE)
    with pytest.raises(OutOfScope):
        _answer(town.clerk2, place, True, ConsentChannel.COUNTER)
    assert _answer(town.clerk, place, True, ConsentChannel.COUNTER).channel == ConsentChannel.COUNTER
    with pytest.raises(Refusal, match="已同意"):
        _answer(town.clerk, place, False, ConsentChannel.COUNTER)


def test_who_declined_may_be_asked_again(town: SimpleNamespace, crew: SimpleNamespace) -> None:
    place = actions.invite(actor=town.clerk, crew=crew.made, worker=crew.worker, now=NOW)
    assert actions.invite(actor=town.clerk, crew=crew.made, worker=crew.worker, now=NOW) == place
    assert _answer(crew.own, place, False, ConsentChannel.ONLINE).ended_at == NOW
    again = actions.invite(actor=town.clerk, crew=crew.made, worker=crew.worker, now=NOW)
    assert (again.pk, again.state, again.ended_at) == (place.pk, "invited", None)


def test_an_unknown_phone_and_a_known_one_look_the_same_to_the_leader(
    town: SimpleNamespace, crew: SimpleNamespace
) -> None:
    for phone in ("13812345678", "13999999999"):
        actions.invite_by_phone(actor=crew.boss, crew=crew.made, phone=phone, now=NOW)
    assert CrewMember.objects.get().worker == crew.worker
    with pytest.raises(Refusal):
        actions.invite_by_phone(actor=crew.boss, crew=crew.made, phone="12", now=NOW)


def test_a_crew_is_led_by_a_registered_leader(town: SimpleNamespace, crew: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="劳务带头人登记"):
        actions.found_crew(actor=town.clerk, leader=crew.worker, name="无名班", now=NOW)
    for name in ("", " ", "东海装修班", "长" * 41, "\x00"):
        with pytest.raises(Refusal):
            actions.found_crew(actor=town.clerk, leader=crew.leader, name=name, now=NOW)
    assert Crew.objects.count() == 1


def test_another_leader_and_another_station_do_not_touch_a_crew(town: SimpleNamespace, crew: SimpleNamespace) -> None:
    away: Worker = a_worker(town.clerk2, town.station2)
    other = Actor(id=away.person_id, role=Role.CREW_LEADER)
    for actor in (other, town.clerk2, town.sister_clerk):
        with pytest.raises(OutOfScope):
            actions.invite(actor=actor, crew=crew.made, worker=crew.worker, now=NOW)
    with pytest.raises(OutOfScope):
        actions.invite(actor=town.clerk, crew=crew.made, worker=away, now=NOW)

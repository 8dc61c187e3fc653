"""Two clerks at the same moment, with real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connection

from tests.floor.accounts.factories import NOW, a_city, a_member
from tests.market.people.factories import EVERYTHING, a_draft, a_key, a_number, a_phone, a_worker, agreed, registered
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.actions import give
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions
from yizhan.market.people.drafts import FileDraft
from yizhan.market.people.models import Registration, Worker
from yizhan.market.people.states import RegistrationKind

CLERKS = 4


@pytest.fixture
def counters(transactional_db: None) -> SimpleNamespace:
    """Two stations, each with a clerk."""
    city = a_city()
    return SimpleNamespace(
        station=city.station,
        station2=city.station2,
        clerk=a_member(Role.STATION_STAFF, city.station),
        clerk2=a_member(Role.STATION_STAFF, city.station2),
    )


def _at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each act gave, or its Refusal. Anything else fails the test."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait()
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _register(actor: Actor, station: Organisation, draft: FileDraft, key: str) -> Callable[[], object]:
    return lambda: actions.register_at_counter(
        actor=actor,
        station=station,
        draft=draft,
        kinds=(RegistrationKind.SEEKING,),
        agreed=agreed(),
        form_key=key,
        now=NOW,
    )


def test_one_number_typed_by_several_clerks_at_once_makes_one_file(counters: SimpleNamespace) -> None:
    number = a_number()
    acts = [
        _register(actor, station, a_draft(document_number=number, phone=a_phone()), a_key())
        for actor, station in (
            (counters.clerk, counters.station),
            (counters.clerk2, counters.station2),
        )
        * (CLERKS // 2)
    ]
    outcomes = _at_once(acts)
    assert sum(isinstance(outcome, actions.Registered) for outcome in outcomes) == 1
    assert (Worker.objects.count(), Registration.objects.count()) == (1, 1)
    assert Person.objects.filter(name="张伟国").count() == 1


def test_one_phone_of_two_relatives_registered_at_once_is_one_account(counters: SimpleNamespace) -> None:
    phone = a_phone()
    acts = [
        _register(counters.clerk, counters.station, a_draft(name=name, phone=phone), a_key())
        for name in ("林小梅", "陈阿英", "林大海")
    ]
    outcomes = _at_once(acts)
    assert all(isinstance(outcome, actions.Registered) for outcome in outcomes)
    assert Person.objects.exclude(phone_digest=None).count() == 1
    assert Worker.objects.exclude(contact_digest=None).count() == 2


def test_one_form_sent_several_times_at_once_registers_once(counters: SimpleNamespace) -> None:
    act = _register(counters.clerk, counters.station, a_draft(), a_key())
    outcomes = _at_once([act] * CLERKS)
    done = [outcome for outcome in outcomes if isinstance(outcome, actions.Registered)]
    assert sorted(outcome.repeated for outcome in done) == [False] + [True] * (CLERKS - 1)
    assert len({outcome.worker.pk for outcome in done}) == 1
    assert Registration.objects.count() == 1


def test_one_worker_registered_twice_at_once_counts_once_and_has_one_role(counters: SimpleNamespace) -> None:
    worker = a_worker(counters.clerk, counters.station)
    outcomes = _at_once(
        [
            lambda: actions.register(
                actor=counters.clerk,
                station=counters.station,
                worker=worker,
                kinds=(RegistrationKind.CREW_LEADER,),
                now=NOW,
            )
        ]
        * CLERKS
    )
    assert sum(isinstance(outcome, actions.Registered) for outcome in outcomes) == 1
    assert Registration.objects.filter(kind=RegistrationKind.CREW_LEADER).count() == 1
    assert Membership.objects.filter(person=worker.person, role=Role.CREW_LEADER).count() == 1


def test_adopting_a_file_while_its_person_gives_consents_ends_for_both(counters: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(counters.clerk, counters.station, document_number=number)
    own = Actor(id=worker.person_id, role=Role.WORKER)

    def consent(at: int) -> object:
        return give(
            actor=own,
            person_id=own.id,
            purpose=ConsentPurpose.MESSAGES,
            notice_version=f"2026-{at}",
            channel=ConsentChannel.ONLINE,
            separate=False,
            now=NOW,
        )

    def adopt() -> object:
        return actions.adopt(
            actor=counters.clerk2,
            station=counters.station2,
            document_number=number,
            kinds=(RegistrationKind.CREW_LEADER,),
            agreed=agreed(EVERYTHING),
            now=NOW,
        )

    outcomes = _at_once([adopt, *(lambda at=at: consent(at) for at in range(3))])  # type: ignore[misc]
    assert not [outcome for outcome in outcomes if isinstance(outcome, Refusal)]


def test_two_merges_of_one_file_at_once_leave_one(counters: SimpleNamespace) -> None:
    head = a_member(Role.STATION_HEAD, counters.station)
    number = registered(counters.clerk, counters.station).worker
    twins = [
        a_worker(counters.clerk, counters.station, document_number="", birth_date=number.birth_date) for _ in range(2)
    ]
    outcomes = _at_once(
        [
            lambda keep=keep: actions.merge(actor=head, keep=keep, other=number, reason="重复档案", now=NOW)  # type: ignore[misc]
            for keep in twins
        ]
    )
    assert sum(isinstance(outcome, Refusal) for outcome in outcomes) == 1
    assert Worker.objects.filter(state="merged").count() == 1

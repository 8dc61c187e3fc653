"""Who looked at a file, who asked for a full value, and what the counter's pages ask of the register."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import TODAY, a_number, a_worker
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.actions import restrict
from yizhan.floor.privacy.registry import LOOKS
from yizhan.floor.privacy.states import ConsentPurpose, RestrictionBasis
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.actions.looking import REVEALED
from yizhan.market.people.states import RegistrationKind
from yizhan.market.people.verbs import VIEWED


def test_a_look_is_recorded_once_for_actor_person_and_day(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    other = a_worker(town.clerk, town.station)
    days = (NOW, NOW + timedelta(hours=1), NOW + timedelta(days=1))
    assert [actions.look(actor=town.clerk, worker=worker, now=at) for at in days] == [True, False, True]
    assert actions.look(actor=town.head, worker=worker, now=NOW)
    assert actions.look(actor=town.clerk, worker=other, now=NOW)
    entry = Entry.objects.filter(verb=VIEWED.code).order_by("sequence")[0]
    assert entry.body == f'{{"subject":"{worker.person_id}"}}'
    assert VIEWED.code in LOOKS


def test_the_day_of_a_look_is_that_of_china(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    midnight = NOW.replace(hour=0, minute=0) + timedelta(days=1)
    assert actions.look(actor=town.clerk, worker=worker, now=midnight - timedelta(minutes=1))
    assert actions.look(actor=town.clerk, worker=worker, now=midnight)


def test_nobody_looks_at_a_file_that_he_does_not_see(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    with pytest.raises(OutOfScope):
        actions.look(actor=town.sister_clerk, worker=worker, now=NOW)
    with pytest.raises(OutOfScope):
        actions.reveal(actor=town.sister_clerk, worker=worker, field="phone", reason="电话通知", now=NOW)


@pytest.mark.django_db(transaction=True)
def test_every_sealed_value_is_revealed_to_a_clerk_with_a_reason(town: SimpleNamespace) -> None:
    young = a_number(date(2010, 1, 1))
    stated = {
        "document_number": young,
        "phone": "13812345678",
        "contact_phone": "13900001111",
        "guardian_phone": "13900002222",
        "address": "泉州市示例路1号",
        "health": "腰伤",
        "hardship": "低保",
    }
    worker = a_worker(town.clerk, town.station, guardian_name="林大伟", contact_name="张小妹", **stated)
    for field in REVEALED:
        value = actions.reveal(actor=town.clerk, worker=worker, field=field, reason="电话通知面试", now=NOW)
        assert value == stated[field]
    assert Entry.objects.filter(verb="privacy.reveal").count() == len(REVEALED)
    with pytest.raises(Refusal, match="驿站工作人员"):
        actions.reveal(actor=town.county_officer, worker=worker, field="phone", reason="检查工作", now=NOW)


@pytest.mark.parametrize("field", ["password", "tokens", "", "address"])
def test_what_is_not_sealed_or_not_stated_is_not_revealed(town: SimpleNamespace, field: str) -> None:
    worker = a_worker(town.clerk, town.station)
    with pytest.raises(Refusal, match="档案中没有这项内容"):
        actions.reveal(actor=town.clerk, worker=worker, field=field, reason="电话通知面试", now=NOW)


def test_minors_are_those_under_eighteen_to_the_day(town: SimpleNamespace) -> None:
    births = (date(2008, 11, 20), date(2008, 11, 21), date(2010, 1, 1), date(1970, 1, 1))
    made = {
        born: a_worker(town.clerk, town.station, document_number=a_number(born), self_supporting=True)
        for born in births
    }
    expected = [made[date(2008, 11, 21)], made[date(2010, 1, 1)]]
    assert list(queries.minors(town.clerk, on=TODAY)) == expected
    assert list(queries.minors(town.sister_clerk, on=TODAY)) == []


def test_held_back_files_are_known_as_such_in_the_own_area_only(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, document_number=number)
    assert not queries.held_back(town.clerk, at=NOW).exists()
    restrict(actor=town.head, person_id=worker.person_id, basis=RestrictionBasis.ASKED, now=NOW)
    assert list(queries.held_back(town.clerk, at=NOW)) == [worker]
    assert not queries.held_back(town.sister_clerk, at=NOW).exists()
    known = queries.known(town.clerk, number, today=TODAY)
    assert known is not None
    assert (known.held_back, known.mine) == (True, False)


def test_consents_are_those_of_a_file_that_the_actor_sees(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    held = queries.consents(town.clerk, worker, on=TODAY)
    assert {one.purpose for one in held} == set(ConsentPurpose)
    assert not queries.consents(town.sister_clerk, worker, on=TODAY).exists()


def test_invitations_wait_where_the_worker_registered(town: SimpleNamespace) -> None:
    leader = actions.register(
        actor=town.clerk,
        station=town.station,
        worker=a_worker(town.clerk, town.station),
        kinds=(RegistrationKind.CREW_LEADER,),
        now=NOW,
    ).worker
    crew = actions.found_crew(actor=town.clerk, leader=leader, name="搬运一班", now=NOW)
    member = actions.invite(actor=town.clerk, crew=crew, worker=a_worker(town.clerk, town.station), now=NOW)
    assert list(queries.waiting_members(town.clerk)) == [member]
    assert list(queries.members(town.sister_clerk)) == []

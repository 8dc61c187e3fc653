"""The guardian's consent on paper, for workers of 16 and 17."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.market.employers.factories import a_file
from tests.market.people.factories import TODAY, a_number, a_worker
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.models import Guardian, Worker

SEVENTEEN = date(2009, 3, 4)
GUARDED = {"guardian_name": "林大伟", "guardian_phone": "13900001111"}


def a_minor(town: SimpleNamespace, **values: object) -> Worker:
    return a_worker(town.clerk, town.station, document_number=a_number(SEVENTEEN), **{**GUARDED, **values})


def a_paper(worker: Worker) -> StoredFile:
    paper = a_file()
    StoredFile.objects.filter(pk=paper.pk).update(person_id=worker.person_id)
    return StoredFile.objects.get(pk=paper.pk)


def signed(actor: Actor, worker: Worker) -> Guardian:
    return actions.add_guardian_paper(actor=actor, worker=worker, paper=a_paper(worker), now=NOW)


def test_a_minor_is_registered_at_once_and_the_paper_is_awaited(town: SimpleNamespace) -> None:
    worker = a_minor(town)
    a_worker(town.clerk, town.station)
    assert list(queries.awaiting_guardian(town.clerk, on=TODAY)) == [worker]
    assert queries.awaits_guardian(worker, on=TODAY)
    signed(town.clerk, worker)
    assert not queries.awaiting_guardian(town.clerk, on=TODAY).exists()
    assert not queries.awaits_guardian(Worker.objects.get(pk=worker.pk), on=TODAY)
    entry = Entry.objects.get(verb="people.guardian.paper_added")
    assert (entry.object_id, entry.actor_id) == (str(worker.pk), town.clerk.id)


def test_the_person_hands_it_in_and_the_station_sees_it(town: SimpleNamespace) -> None:
    worker = a_minor(town)
    signed(Actor(id=worker.person_id, role=Role.WORKER), worker)
    assert [one.worker for one in queries.guardian_papers(town.clerk)] == [worker]
    assert list(queries.guardian_papers(town.sister_clerk)) == []


def test_who_lives_on_his_own_work_or_is_of_age_needs_none(town: SimpleNamespace) -> None:
    own = a_minor(town, guardian_name="", guardian_phone="", self_supporting=True)
    other = a_minor(town)
    assert not queries.awaits_guardian(own, on=TODAY)
    assert list(queries.awaiting_guardian(town.clerk, on=TODAY)) == [other]
    birthday = SEVENTEEN.replace(year=SEVENTEEN.year + 18)
    assert queries.awaits_guardian(other, on=birthday - timedelta(days=1))
    assert not queries.awaits_guardian(other, on=birthday)


def test_another_guardian_signs_anew(town: SimpleNamespace) -> None:
    worker = a_minor(town)
    signed(town.clerk, worker)
    worker.refresh_from_db()
    kept = actions.edit_file(
        actor=town.clerk, worker=worker, changes={"guardian_phone": "13900002222"}, version=worker.version, now=NOW
    )
    assert Guardian.objects.get().consent_paper is not None
    actions.edit_file(
        actor=town.clerk, worker=worker, changes={"guardian_name": "陈阿英"}, version=kept.version, now=NOW
    )
    assert Guardian.objects.get().consent_paper is None
    assert queries.awaits_guardian(Worker.objects.get(), on=TODAY)


def test_a_file_without_a_guardian_takes_no_paper(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    with pytest.raises(Refusal, match="请先填写监护人") as refused:
        signed(town.clerk, worker)
    assert refused.value.field == "upload"


def test_nobody_else_and_no_other_persons_paper(town: SimpleNamespace) -> None:
    worker, other = a_minor(town), a_worker(town.clerk, town.station)
    for actor in (town.sister_clerk, Actor(id=other.person_id, role=Role.WORKER)):
        with pytest.raises(OutOfScope):
            signed(actor, worker)
    with pytest.raises(Refusal, match="由驿站工作人员或本人办理"):
        signed(town.county_officer, worker)
    with pytest.raises(OutOfScope):
        actions.add_guardian_paper(actor=town.clerk, worker=worker, paper=a_paper(other), now=NOW)
    assert Guardian.objects.get().consent_paper is None

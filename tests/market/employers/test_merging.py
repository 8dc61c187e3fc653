"""Two files of one employer: joined, and taken apart again."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.market.employers.factories import a_code, a_file, an_employer
from tests.market.people.factories import a_number
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.actions import (
    Wanted,
    adopt,
    close,
    end_mandate,
    grant_mandate,
    merge,
    register,
    survey_needs,
    unmerge,
)
from yizhan.market.employers.models import Employer, EmployerMerge, Mandate
from yizhan.market.employers.queries import employers, find_duplicate, merges

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SAME = "同一家，代码录错"


def test_merging_moves_everything_and_leaves_a_trace_that_leads_on() -> None:
    city = a_city()
    clerk, head = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_HEAD, city.station)
    wrong, right = a_code(), a_code()
    keep, drop = (an_employer(clerk, city.station, credit_code=code) for code in (right, wrong))
    adopt(actor=a_member(Role.STATION_STAFF, city.station2), station=city.station2, credit_code=wrong, now=NOW)
    agent = a_person("经办人")
    grant_mandate(
        actor=clerk, employer=drop, person=agent, since=TODAY, until=None, file=a_file(), identity_seen=True, now=NOW
    )
    with pytest.raises(Refusal, match="站长或人社部门"):
        merge(actor=clerk, keep=keep, drop=drop, reason="同一家，代码录错", now=NOW)
    merge(actor=head, keep=keep, drop=drop, reason="同一家，代码录错", now=NOW)
    gone = Employer.objects.get(pk=drop.pk)
    assert (gone.state, gone.merged_into_id) == ("merged", keep.pk)
    assert sorted(row.station.code for row in keep.registrations.all()) == ["FZ-01", "LC-01"]
    assert [each.pk for each in employers(clerk)] == [keep.pk]
    assert [each.pk for each in employers(actor_for(agent, None, now=NOW))] == [keep.pk]
    known = find_duplicate(clerk, code=wrong, today=TODAY)
    assert known is not None
    assert known.id == keep.pk
    entry = Entry.objects.get(verb="employers.employer.merged")
    assert entry.reason == "同一家，代码录错"
    with pytest.raises(Employer.DoesNotExist):
        merge(actor=head, keep=keep, drop=drop, reason="同一家，代码录错", now=NOW)


@pytest.fixture
def place() -> SimpleNamespace:
    """Two files at one station; `drop` is known at station2 as well, has a survey and two agents, one of whom acts for both."""
    city = a_city()
    city.clerk, city.head = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_HEAD, city.station)
    city.keep, city.drop = (an_employer(city.clerk, city.station) for _ in range(2))
    clerk2 = a_member(Role.STATION_STAFF, city.station2)
    adopt(actor=clerk2, station=city.station2, credit_code=str(city.drop.credit_code), now=NOW)
    wanted = [Wanted("缝纫", "temporary", 2)]
    survey_needs(
        actor=city.clerk,
        employer=city.drop,
        station=city.station,
        day=TODAY,
        first=TODAY,
        last=TODAY,
        wanted=wanted,
        now=NOW,
    )
    city.own, city.both = a_person("林一"), a_person("陈二")
    for employer, agent in ((city.drop, city.own), (city.drop, city.both), (city.keep, city.both)):
        mandated(city.clerk, employer, agent)
    return city


def mandated(clerk: Actor, employer: Employer, agent: Person) -> Mandate:
    return grant_mandate(
        actor=clerk,
        employer=employer,
        person=agent,
        since=TODAY,
        until=None,
        file=a_file(),
        identity_seen=True,
        now=NOW,
    )


def merged(place: SimpleNamespace) -> EmployerMerge:
    return merge(actor=place.head, keep=place.keep, drop=place.drop, reason=SAME, now=NOW)


def acts_for(person: Person, on_day: int = 0) -> set[object]:
    actors = employers(actor_for(person, None, now=NOW + timedelta(days=on_day)))
    return set(actors.values_list("pk", flat=True))


def state_of(place: SimpleNamespace) -> object:
    """Everything that a merge moves."""
    return [
        (
            one.state,
            one.merged_into_id,
            sorted(one.registrations.values_list("pk", flat=True)),
            sorted(one.needs.values_list("pk", flat=True)),
            sorted(one.mandates.values_list("pk", "state", "ended_at")),
        )
        for one in Employer.objects.filter(pk__in=(place.keep.pk, place.drop.pk)).order_by("created_at", "pk")
    ]


def test_undone_every_row_is_where_it_was_and_the_agents_act_as_before(place: SimpleNamespace) -> None:
    before = state_of(place)
    done = merged(place)
    assert state_of(place) != before
    assert acts_for(place.own) == {place.keep.pk}
    assert [one.pk for one in merges(place.clerk)] == [done.pk]
    later = NOW + timedelta(days=30)
    undone = unmerge(actor=place.head, done=done, reason="其实是两家", now=later)
    assert undone.undone_at == later
    assert state_of(place) == before
    assert acts_for(place.own, 30) == {place.drop.pk}
    found = find_duplicate(place.clerk, code=str(place.drop.credit_code), today=TODAY)
    assert found is not None
    assert found.id == place.drop.pk
    entry = Entry.objects.get(verb="employers.employer.unmerged")
    assert (entry.object_id, entry.reason) == (str(place.keep.pk), "其实是两家")


def test_both_who_act_for_two_firms_act_for_both_again(place: SimpleNamespace) -> None:
    done = merged(place)
    assert Mandate.objects.filter(person=place.both, state="ended").count() == 1
    unmerge(actor=place.head, done=done, reason="其实是两家", now=NOW)
    assert set(Mandate.objects.filter(person=place.both, state="active").values_list("employer_id", flat=True)) == {
        place.keep.pk,
        place.drop.pk,
    }


def test_what_came_later_stays_and_what_ended_stays_ended(place: SimpleNamespace) -> None:
    done = merged(place)
    tomorrow = NOW + timedelta(days=1)
    later = register(actor=place.clerk, employer=place.keep, station=place.station, now=tomorrow)
    mandate = Mandate.objects.get(person=place.own)
    end_mandate(actor=place.clerk, mandate=mandate, reason="离职", now=tomorrow)
    unmerge(actor=place.head, done=done, reason="其实是两家", now=tomorrow)
    later.refresh_from_db()
    mandate.refresh_from_db()
    assert later.employer_id == place.keep.pk
    assert (mandate.employer_id, mandate.state) == (place.drop.pk, "ended")


def test_after_thirty_days_and_twice_it_is_refused(place: SimpleNamespace) -> None:
    done = merged(place)
    with pytest.raises(Refusal, match="超过30天"):
        unmerge(actor=place.head, done=done, reason="其实是两家", now=NOW + timedelta(days=30, seconds=1))
    unmerge(actor=place.head, done=done, reason="其实是两家", now=NOW)
    with pytest.raises(Refusal, match="已经撤销"):
        unmerge(actor=place.head, done=done, reason="其实是两家", now=NOW)
    assert merged(place).undone_at is None


def test_a_kept_file_that_was_closed_or_merged_further_is_not_taken_apart(place: SimpleNamespace) -> None:
    first = merged(place)
    third = an_employer(place.clerk, place.station)
    second = merge(actor=place.head, keep=third, drop=place.keep, reason=SAME, now=NOW)
    with pytest.raises(OutOfScope):
        unmerge(actor=place.head, done=first, reason="其实是两家", now=NOW)
    unmerge(actor=place.head, done=second, reason="其实是两家", now=NOW)
    place.keep.refresh_from_db()
    close(actor=place.head, employer=place.keep, version=place.keep.version, reason="已注销", now=NOW)
    with pytest.raises(Refusal, match="又有变动"):
        unmerge(actor=place.head, done=first, reason="其实是两家", now=NOW)


def test_only_a_head_or_a_bureau_that_sees_the_file_undoes_it(place: SimpleNamespace) -> None:
    done = merged(place)
    with pytest.raises(Refusal, match="站长或人社部门"):
        unmerge(actor=place.clerk, done=done, reason="其实是两家", now=NOW)
    with pytest.raises(OutOfScope):
        unmerge(actor=a_member(Role.STATION_HEAD, place.sister), done=done, reason="其实是两家", now=NOW)
    with pytest.raises(Refusal, match="需要写明理由"):
        unmerge(actor=place.head, done=done, reason=" ", now=NOW)
    unmerge(actor=a_member(Role.COUNTY_OFFICER, place.county), done=done, reason="其实是两家", now=NOW)


def test_a_mandate_whose_last_day_is_over_moves_without_a_role(place: SimpleNamespace) -> None:
    Mandate.objects.filter(person=place.own).update(since=date(2026, 1, 1), until=date(2026, 6, 30))
    done = merged(place)
    unmerge(actor=place.head, done=done, reason="其实是两家", now=NOW)
    assert Mandate.objects.get(person=place.own).employer_id == place.drop.pk


def test_an_erased_resident_is_not_brought_back() -> None:
    city = a_city()
    clerk, head = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_HEAD, city.station)
    resident = {"kind": "resident", "legal_name": "洪某"}
    keep = an_employer(clerk, city.station, **resident, identity_number=a_number())
    drop = an_employer(clerk, city.station, **resident, identity_number=a_number())
    done = merge(actor=head, keep=keep, drop=drop, reason="同一人", now=NOW)
    Employer.objects.filter(pk=drop.pk).update(identity_number=None, identity_digest=None)
    with pytest.raises(Refusal, match="已删除个人信息"):
        unmerge(actor=head, done=done, reason="其实是两人", now=NOW)

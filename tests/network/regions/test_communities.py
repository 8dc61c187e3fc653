"""The list of communities, kept by the bureau of the area."""

from datetime import date

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member
from yizhan.floor.accounts.actors import PUBLIC
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.network.regions import queries
from yizhan.network.regions.actions import add_community, close_community
from yizhan.network.regions.states import CommunityKind

pytestmark = pytest.mark.django_db
STREET, ELSEWHERE = "350503001", "350502001"
KIND = CommunityKind.COMMUNITY


def test_the_county_adds_a_community_and_it_is_recorded() -> None:
    officer = a_member(Role.COUNTY_OFFICER, a_city().county)
    added = add_community(actor=officer, street=STREET, name=" 东湖社区 ", kind=KIND, now=NOW)
    again = add_community(actor=officer, street=STREET, name="东湖社区", kind=KIND, now=NOW)
    assert (added.name, again.id) == ("东湖社区", added.id)
    assert list(Entry.objects.values_list("verb", flat=True)) == ["regions.community.added"]
    assert list(queries.communities(officer)) == [added]
    assert list(queries.communities(PUBLIC, under=STREET)) == [added]


def test_another_countys_street_is_not_there_and_others_may_not() -> None:
    city = a_city()
    with pytest.raises(OutOfScope):
        add_community(
            actor=a_member(Role.COUNTY_OFFICER, city.county), street=ELSEWHERE, name="某社区", kind=KIND, now=NOW
        )
    with pytest.raises(Refusal):
        add_community(actor=a_member(Role.STATION_HEAD, city.station), street=STREET, name="某社区", kind=KIND, now=NOW)
    assert add_community(
        actor=a_member(Role.CITY_OFFICER, city.city), street=ELSEWHERE, name="某社区", kind=KIND, now=NOW
    )


def test_a_bureau_sees_the_communities_of_its_own_area_only() -> None:
    city = a_city()
    officer = a_member(Role.CITY_OFFICER, city.city)
    here = add_community(actor=officer, street=STREET, name="东湖社区", kind=KIND, now=NOW)
    there = add_community(actor=officer, street=ELSEWHERE, name="海滨社区", kind=KIND, now=NOW)
    assert list(queries.communities(officer)) == [there, here]
    assert list(queries.communities(a_member(Role.COUNTY_OFFICER, city.county))) == [here]
    assert list(queries.communities(a_member(Role.COUNTY_OFFICER, city.county), under="350502")) == []


@pytest.mark.parametrize(
    ("street", "name"),
    [("350503", "东湖社区"), ("350503999", "东湖社区"), (STREET, "东"), (STREET, "东\u0000湖"), (STREET, "湖" * 41)],
)
def test_bad_input_is_refused(street: str, name: str) -> None:
    with pytest.raises(Refusal):
        add_community(actor=a_member(Role.CITY_OFFICER, a_city().city), street=street, name=name, kind=KIND, now=NOW)


def test_a_community_closes_once_and_with_a_reason() -> None:
    officer = a_member(Role.CITY_OFFICER, a_city().city)
    added = add_community(actor=officer, street=STREET, name="东湖社区", kind=KIND, now=NOW)
    with pytest.raises(Refusal):
        close_community(actor=officer, community=added, on=date(2026, 11, 1), reason=" ", now=NOW)
    close_community(actor=officer, community=added, on=date(2026, 11, 1), reason="并入凤山社区", now=NOW)
    assert list(queries.communities(officer)) == []
    with pytest.raises(Refusal):
        close_community(actor=officer, community=added, on=date(2026, 11, 1), reason="并入凤山社区", now=NOW)

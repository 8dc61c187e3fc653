from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.station.factories import a_file, a_head_of, a_post, a_shift, an_officer
from tests.faces.workbench.station.pages import queries_of, sent, words
from tests.floor.accounts.factories import NOW, SINCE, a_city, a_member, a_person, an_organisation
from tests.network.stations.factories import a_community
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.stations import actions
from yizhan.network.stations.models import EmploymentOfficer, StaffPost
from yizhan.network.stations.states import Setting, StationKind, Tier

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    """A station with its head's browser."""
    city = a_city()
    station = a_file(city.station)
    head = a_head_of(station)
    return SimpleNamespace(
        city=city, station=station, head=head, client=client_for(head), at=f"/work/station/{station.pk}"
    )


def today() -> str:
    return timezone.localdate().isoformat()


def test_the_staff_are_listed_with_the_head_first(place: SimpleNamespace) -> None:
    a_post(place.station, "陈志明")
    text = words(place.client.get(f"{place.at}/staff/"))
    assert "黄晓梅 站长 专职 2026年1月1日" in text
    assert text.index("黄晓梅 站长") < text.index("陈志明 经办人员")
    assert "在岗 2 人" in text


def test_the_head_takes_somebody_on_who_gets_membership_and_post(place: SimpleNamespace) -> None:
    text = words(
        sent(place.client, f"{place.at}/staff/new", name="林小燕", phone="13800138111", full_time="on", since=today())
    )
    assert "工作人员已新增。" in text
    post = StaffPost.objects.get(person__name="林小燕")
    assert (post.full_time, post.head) == (True, False)
    assert Membership.objects.get(person=post.person).role == Role.STATION_STAFF


def test_a_wrong_phone_takes_nobody_on_and_keeps_the_name(place: SimpleNamespace) -> None:
    answer = place.client.post(f"{place.at}/staff/new", {"name": "林小燕", "phone": "123", "since": today()})
    assert answer.status_code == 422
    assert 'value="林小燕"' in answer.content.decode()
    assert not StaffPost.objects.filter(person__name="林小燕").exists()


def test_a_member_without_a_post_is_given_one(place: SimpleNamespace) -> None:
    idle = a_member(Role.STATION_STAFF, place.city.station, a_person("吴丽华"))
    assert f"?person={idle.id}" in place.client.get(f"{place.at}/staff/").content.decode()
    sent(place.client, f"{place.at}/staff/post", person=str(idle.id), since=today())
    assert StaffPost.objects.get(person=idle.id).full_time is False


def test_a_second_head_is_refused_at_the_field(place: SimpleNamespace) -> None:
    idle = a_member(Role.STATION_STAFF, place.city.station, a_person("吴丽华"))
    answer = place.client.post(f"{place.at}/staff/post", {"person": str(idle.id), "head": "on", "since": today()})
    assert answer.status_code == 422
    assert "此期间已有站长，请先结束原站长的岗位" in words(answer)


def test_a_post_ends_with_a_reason_unless_there_are_shifts_left(place: SimpleNamespace) -> None:
    post = a_post(place.station, "陈志明")
    a_shift(place.station, post.person)
    data = {"until": today(), "reason": "离职"}
    assert "此人在该日以后还有值班" in words(place.client.post(f"/work/staff/posts/{post.pk}/end", data))
    data["until"] = (timezone.localdate() + timedelta(days=5)).isoformat()
    assert "已登记结束日期。" in words(sent(place.client, f"/work/staff/posts/{post.pk}/end", **data))


def test_the_area_shows_every_community_and_who_is_missing(place: SimpleNamespace) -> None:
    an_officer(place.station)
    lonely = a_community("云谷社区")
    actions.serve(actor=SYSTEM, station=place.station, community=lonely, since=SINCE, now=NOW)
    text = words(place.client.get(f"{place.at}/area/"))
    assert "还有1个社区（村）没有就业服务专员。" in text
    assert "吴丽华 2026年1月起" in text


def test_an_officer_is_appointed_by_phone(place: SimpleNamespace) -> None:
    community = a_community("云谷社区")
    actions.serve(actor=SYSTEM, station=place.station, community=community, since=SINCE, now=NOW)
    data = {"community": str(community.pk), "name": "郑美云", "phone": "13800138222", "since": today()}
    assert "就业服务专员已任命。" in words(sent(place.client, f"{place.at}/area/officers/new", **data))
    assert EmploymentOfficer.objects.get().person.name == "郑美云"
    again = place.client.post(f"{place.at}/area/officers/new", data)
    assert "此人在此期间已是该社区的就业服务专员" in words(again)


def test_an_officer_s_work_ends(place: SimpleNamespace) -> None:
    officer = an_officer(place.station)
    assert "吴丽华" in words(place.client.get(f"/work/area/officers/{officer.pk}/end"))
    sent(place.client, f"/work/area/officers/{officer.pk}/end", until=today(), reason="调离")
    assert EmploymentOfficer.objects.get().until == timezone.localdate()


def test_community_stations_that_hang_on_the_station_are_shown(place: SimpleNamespace) -> None:
    organisation = an_organisation(OrganisationKind.STATION, "SQ-1", place.city.county, "云谷社区服务站", "350503001")
    actions.plan_station(
        actor=SYSTEM,
        organisation=organisation,
        kind=StationKind.COMMUNITY_STATION,
        tier=Tier.COMMUNITY,
        setting=Setting.URBAN,
        host=place.station,
        community=a_community("云谷社区"),
        now=NOW,
    )
    assert "云谷社区服务站 社区（村）就业创业服务站 云谷社区 筹建" in words(place.client.get(f"{place.at}/area/"))


def test_staff_and_area_take_as_many_queries_for_one_as_for_many(place: SimpleNamespace) -> None:
    a_post(place.station, "陈志明")
    an_officer(place.station)
    before = [queries_of(place.client, f"{place.at}/{page}/") for page in ("staff", "area")]
    for number in range(10):
        a_post(place.station, f"员工{number}")
        an_officer(place.station, f"专员{number}")
    assert [queries_of(place.client, f"{place.at}/{page}/") for page in ("staff", "area")] == before

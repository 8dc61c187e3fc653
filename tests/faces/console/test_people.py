"""Staff, accounts and organisations."""

import re

import pytest

from tests.faces.access.scene import Scene, a_scene, client_for
from tests.faces.console import factories
from tests.faces.console.busy import a_second_officer
from tests.faces.console.conftest import post, queries_of, text_of
from tests.floor.accounts.factories import an_organisation
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import AccountState, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind

pytestmark = pytest.mark.django_db


def clerk(scene: Scene, **other: str) -> dict[str, str]:
    given = {
        "name": "苏晓",
        "phone": "13800138001",
        "username": "su.xiao",
        "role": "station_staff",
        "organisation": str(scene.city.station.pk),
        "since": "2026-11-21",
    }
    return {**given, **other}


def test_the_list_has_the_people_of_the_own_area_with_operators_of_its_stations() -> None:
    scene = a_scene()
    factories.a_clerk(scene.city.station, "林志强")
    factories.a_clerk(scene.city.station2, "别县甲")
    page = text_of(scene.actors[Role.COUNTY_OFFICER], "/console/staff/")
    assert "林志强" in page
    assert "运营单位人员甲" in page
    assert "别县甲" not in page
    assert "运营单位人员甲" not in text_of(scene.actors[Role.COUNTY_OFFICER], "/console/staff/?role=station_staff")


def test_thirty_people_take_as_many_queries_as_one() -> None:
    scene = a_scene()
    officer = scene.actors[Role.COUNTY_OFFICER]
    one = queries_of(officer, "/console/staff/")
    for number in range(29):
        factories.a_clerk(scene.city.station, f"经办{number}")
    assert queries_of(officer, "/console/staff/") == one


def test_a_new_account_shows_its_password_once() -> None:
    scene = a_scene()
    browser = client_for(scene.actors[Role.COUNTY_OFFICER])
    sent = {**clerk(scene), "submission": "c" * 32}
    first = browser.post("/console/staff/new", sent)
    shown = re.search(r"[2-9a-z]{4}(?:-[2-9a-z]{4}){3}", first.content.decode())
    assert shown is not None
    person = Person.objects.get(username="su.xiao")
    assert person.check_password(shown[0])
    assert person.password_is_initial
    assert "no-store" in first.headers["Cache-Control"]
    again = browser.post("/console/staff/new", sent)
    assert again.headers["Location"] == f"/console/staff/{person.pk}"
    assert shown[0] not in browser.get(f"/console/staff/{person.pk}").content.decode()
    assert Person.objects.get(username="su.xiao").check_password(shown[0])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"username": "苏"}, "登录名为3至40位"),
        ({"phone": "123"}, "手机号"),
        ({"since": "2026-11-01"}, "新建账号从今天开始"),
        ({"role": "county_officer"}, "选择一个有效的选项"),
        ({"role": "operator_staff"}, "不能设在该机构"),
    ],
)
def test_what_is_refused_says_why_keeps_what_was_typed_and_leaves_nobody_behind(
    other: dict[str, str], said: str
) -> None:
    scene = a_scene()
    before = Person.objects.count()
    answer = post(scene.actors[Role.COUNTY_OFFICER], "/console/staff/new", **clerk(scene, **other))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="苏晓"' in page
    assert Person.objects.count() == before


def test_a_role_is_granted_and_ended_with_a_reason() -> None:
    scene = a_scene()
    membership = factories.a_clerk(scene.city.station)
    officer = scene.actors[Role.COUNTY_OFFICER]
    sent = {"role": "station_head", "organisation": str(scene.city.sister.pk), "since": "2026-11-21"}
    post(officer, f"/console/staff/{membership.person_id}/grant", **sent)
    assert Membership.objects.filter(person=membership.person, role=Role.STATION_HEAD).count() == 1
    assert post(officer, f"/console/memberships/{membership.pk}/end", until="2026-11-21").status_code == 422
    post(officer, f"/console/memberships/{membership.pk}/end", until="2026-11-21", reason="调离")
    assert "已结束" in text_of(officer, f"/console/staff/{membership.person_id}")


def test_a_county_does_not_end_what_the_city_granted() -> None:
    scene = a_scene()
    officer, colleague = scene.actors[Role.COUNTY_OFFICER], a_second_officer(scene)
    address = f"/console/memberships/{colleague.membership_id}/end"
    answer = post(officer, address, until="2026-11-21", reason="调离")
    assert answer.status_code == 422
    assert "您的岗位不能授予「区县人社经办」" in answer.content.decode()
    assert Membership.objects.get(pk=colleague.membership_id).until is None


def test_a_lost_authenticator_is_reset_and_an_account_suspended_by_the_administrator() -> None:
    scene = a_scene()
    person = factories.a_clerk(scene.city.station).person
    officer, administrator = scene.actors[Role.COUNTY_OFFICER], scene.actors[Role.ADMINISTRATOR]
    assert "动态码已重置" in post(officer, f"/console/staff/{person.pk}/factor", reason="手机丢失").content.decode()
    post(administrator, f"/console/staff/{person.pk}/suspend", reason="离职")
    assert Person.objects.get(pk=person.pk).state == AccountState.SUSPENDED
    assert "停用" in text_of(officer, f"/console/staff/{person.pk}")
    post(administrator, f"/console/staff/{person.pk}/reinstate", reason="返岗")
    assert Person.objects.get(pk=person.pk).state == AccountState.ACTIVE


def test_the_administrator_founds_renames_and_closes_an_operator() -> None:
    scene = a_scene()
    administrator = scene.actors[Role.ADMINISTRATOR]
    sent = {"kind": "operator", "name": "新运营公司", "code": "OP-9", "region": "", "parent": ""}
    post(administrator, "/console/organisations/new", **sent)
    made = Organisation.objects.get(code="OP-9")
    post(administrator, f"/console/organisations/{made.pk}/rename", name="新运营有限公司")
    assert "新运营有限公司" in text_of(administrator, "/console/organisations/")
    post(administrator, f"/console/organisations/{made.pk}/close", on="2026-11-21", reason="退出")
    assert "2026年11月21日撤销" in text_of(administrator, "/console/organisations/")


def test_a_county_without_its_city_is_refused_at_the_field() -> None:
    scene = a_scene()
    sent = {"kind": "county_bureau", "name": "惠安县人社局", "code": "350521", "region": "350521", "parent": ""}
    answer = post(scene.actors[Role.ADMINISTRATOR], "/console/organisations/new", **sent)
    assert answer.status_code == 422
    assert 'id="id_parent_error"' in answer.content.decode()


def test_thirty_organisations_take_as_many_queries_as_one_and_employers_are_left_out() -> None:
    scene = a_scene()
    administrator = scene.actors[Role.ADMINISTRATOR]
    one = queries_of(administrator, "/console/organisations/")
    for number in range(29):
        an_organisation(OrganisationKind.OPERATOR, f"OP-{number + 10}")
    assert queries_of(administrator, "/console/organisations/") == one
    assert "南音食品厂" not in text_of(administrator, "/console/organisations/")

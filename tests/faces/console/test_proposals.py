"""A case for the blacklist that an officer proposes."""

from types import SimpleNamespace

import pytest

from tests.faces.access.scene import Scene, a_scene
from tests.faces.console import factories
from tests.faces.console.conftest import post, text_of
from tests.faces.worker.factories import a_picture
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.models import StoredFile
from yizhan.market.employers.models import Blacklisting, Employer
from yizhan.market.employers.states import BlacklistReason, BlacklistState

pytestmark = pytest.mark.django_db
NEW = "/console/blacklist/new"


@pytest.fixture
def place() -> SimpleNamespace:
    """A firm at a station of the county, one of another county, neither with an open case."""
    scene: Scene = a_scene()
    mine, other = (factories.a_case(one).employer for one in (scene.city.station, scene.city.station2))
    Employer.objects.filter(pk=other.pk).update(legal_name="别处鞋业有限公司")
    Blacklisting.objects.all().delete()
    return SimpleNamespace(
        scene=scene,
        officer=scene.actors[Role.COUNTY_OFFICER],
        mayor=scene.actors[Role.CITY_OFFICER],
        mine=mine,
        other=other,
    )


def said(**more: object) -> dict[str, object]:
    return {
        "reason": BlacklistReason.WAGE_ARREARS.value,
        "statement": "11月3日起拖欠12人工资，经催促仍不支付",
        "upload": a_picture(),
        **more,
    }


def test_an_employer_of_the_area_is_found_and_no_other(place: SimpleNamespace) -> None:
    assert "输入名称、拼音首字母或统一社会信用代码" in text_of(place.officer, NEW)
    page = post(place.officer, NEW, q="鞋业").content.decode()
    assert f'href="{NEW}/{place.mine.pk}"' in page
    assert f'href="{NEW}/{place.other.pk}"' not in page
    assert "没有找到" in post(place.officer, NEW, q="别处").content.decode()


def test_a_proposal_goes_to_the_own_bureau_and_waits_for_somebody_else(place: SimpleNamespace) -> None:
    page = post(place.officer, f"{NEW}/{place.mine.pk}", **said()).content.decode()
    assert "已提交审核" in page
    case = Blacklisting.objects.get()
    assert (case.state, case.bureau, case.proposed_by_id) == (
        BlacklistState.PROPOSED,
        place.scene.city.county,
        place.officer.id,
    )
    assert case.evidence.organisation_path == place.officer.path
    assert "您是提出人，须由他人决定" in text_of(place.officer, f"/console/blacklist/{case.pk}")


def test_the_city_says_which_county_decides(place: SimpleNamespace) -> None:
    address = f"{NEW}/{place.other.pk}"
    missing = post(place.mayor, address, **said())
    assert missing.status_code == 422
    assert not StoredFile.objects.filter(uploaded_by=place.mayor.id).exists()
    post(place.mayor, address, **said(bureau=str(place.scene.city.county2.pk)))
    assert Blacklisting.objects.get().bureau == place.scene.city.county2


def test_a_second_case_for_the_same_reason_is_refused_and_what_was_typed_stays(place: SimpleNamespace) -> None:
    post(place.officer, f"{NEW}/{place.mine.pk}", **said())
    files = StoredFile.objects.count()
    again = post(place.officer, f"{NEW}/{place.mine.pk}", **said())
    assert again.status_code == 422
    page = again.content.decode()
    assert "同一事由已有未办结的案件" in page
    assert "11月3日起拖欠12人工资" in page
    assert StoredFile.objects.count() == files


@pytest.mark.parametrize("without", ["reason", "statement", "upload"])
def test_reason_facts_and_proof_are_needed(place: SimpleNamespace, without: str) -> None:
    sent = {name: value for name, value in said().items() if name != without}
    assert post(place.officer, f"{NEW}/{place.mine.pk}", **sent).status_code == 422
    assert not Blacklisting.objects.exists()


def test_an_employer_of_another_county_is_not_there(place: SimpleNamespace) -> None:
    assert post(place.officer, f"{NEW}/{place.other.pk}", **said()).status_code == 404

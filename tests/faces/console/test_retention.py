"""How long rows are kept, on its page."""

from datetime import timedelta

import pytest

from tests.faces.access.scene import a_scene
from tests.faces.console import factories
from tests.faces.console.conftest import TODAY, get, post, text_of
from yizhan.floor.accounts.states import Role
from yizhan.floor.notices.models import Notice

pytestmark = pytest.mark.django_db
PAGE = "/console/retention/"


def test_every_kind_is_listed_with_its_period_its_count_and_the_next_day() -> None:
    scene = a_scene()
    administrator = scene.actors[Role.ADMINISTRATOR]
    factories.a_notice(scene.actors[Role.COUNTY_OFFICER].id)
    page = text_of(administrator, PAGE)
    for words in ("同意记录", "登录记录", "名册导出申请", "网络日志不少于六个月", "自动删除", "期满后由您确认"):
        assert words in page
    assert "2028年11月21日" in page
    assert "确认删除" not in page


def test_what_is_a_question_is_removed_with_a_reason() -> None:
    scene = a_scene()
    administrator = scene.actors[Role.ADMINISTRATOR]
    notice = factories.a_notice(scene.actors[Role.COUNTY_OFFICER].id)
    Notice.objects.filter(pk=notice.pk).update(created_at=TODAY - timedelta(days=800))
    assert "保存期满、等您确认删除的记录" in text_of(administrator, "/console/")
    address = f"{PAGE}notices.notice"
    assert f'href="{address}"' in text_of(administrator, PAGE)
    assert post(administrator, address, reason="").status_code == 422
    assert "已删除期满的记录" in post(administrator, address, reason="已核实本地期限").content.decode()
    assert not Notice.objects.exists()
    assert "现在没有期满的记录" in post(administrator, address, reason="已核实本地期限").content.decode()


@pytest.mark.parametrize("code", ["privacy.consent", "nothing.known", "x"])
def test_a_kind_that_goes_by_itself_has_no_page(code: str) -> None:
    assert get(a_scene().actors[Role.ADMINISTRATOR], f"{PAGE}{code}").status_code == 404

"""An employer: registering from the login by code, with papers, and every page."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import FilePayload, Page

from tests.faces.access.scene import client_for
from tests.faces.browser.looking import assert_fine, overhang
from tests.faces.browser.test_worker import on, sign_in
from tests.faces.employer.subjects import a_blacklisting, a_mandate
from tests.faces.worker.factories import a_picture, a_town
from tests.floor.accounts.factories import a_member
from tests.market.employers.factories import a_code
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.market.employers.models import Employer, Mandate

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    *("", "file", "file/edit", "file/licence", "records", "agents", "agents/invite", "agents/form"),
    *("agents/mandate", "inbox", "register/licence", "register/mandate", "register/done"),
)
Enter = Callable[[Page, Actor], None]
Photograph = Callable[[Page, str], None]


@pytest.fixture
def town(transactional_db: None) -> SimpleNamespace:
    return a_town()


def a_photo(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": a_picture().read()}


def test_an_employer_registers_from_the_login_and_uploads_its_papers(
    phone: Page, town: SimpleNamespace, photograph: Photograph
) -> None:
    sign_in(phone, "/hire/", "林阿水")
    phone.wait_for_url("**/hire/register/kind")
    phone.get_by_label("个体工商户").check()
    assert_fine(phone, touch=True)
    on(phone)
    phone.get_by_label("统一社会信用代码").fill(a_code())
    assert_fine(phone, touch=True)
    on(phone)
    phone.get_by_label("名称").fill("东海街道阿水小吃店")
    phone.get_by_label("联系人手机号").fill("13800001111")
    assert_fine(phone, touch=True)
    on(phone)
    phone.locator("#id_station").select_option(str(town.station.pk))
    phone.get_by_label("以上内容真实").check()
    assert_fine(phone, touch=True)
    phone.get_by_role("main").get_by_role("button", name="登记").click()
    phone.wait_for_url("**/hire/register/licence")
    phone.get_by_label("营业执照照片").set_input_files(files=[a_photo("执照.png")])
    phone.get_by_role("button", name="上传").click()
    phone.wait_for_url("**/hire/register/mandate")
    phone.get_by_label("委托书照片").set_input_files(files=[a_photo("委托书.png")])
    phone.get_by_role("button", name="上传").click()
    phone.wait_for_url("**/hire/register/done")
    phone.get_by_role("link", name="进入首页").click()
    phone.wait_for_url("**/hire/")
    assert phone.get_by_role("heading", level=1).inner_text() == "东海街道阿水小吃店"
    assert_fine(phone, touch=True)
    photograph(phone, "employer-home-phone")
    assert Employer.objects.get().licence_file is not None
    assert Mandate.objects.get().file is not None


def test_every_page_of_an_employer_is_fine(phone: Page, desktop: Page, town: SimpleNamespace, enter: Enter) -> None:
    agent = a_member(Role.EMPLOYER_AGENT)
    scene = SimpleNamespace(city=town)
    a_mandate(scene, agent, Reach.OWN)  # type: ignore[arg-type]
    case = a_blacklisting(scene, agent, Reach.OWN)["pk"]  # type: ignore[arg-type]
    for page, touch in ((phone, True), (desktop, False)):
        enter(page, agent)
        for address in (*PAGES, f"appeal/{case}"):
            page.goto(f"/hire/{address}")
            assert page.get_by_role("heading", level=1).count() == 1, address
            assert_fine(page, touch=touch)
    phone.goto("/hire/")
    phone.get_by_role("banner").get_by_role("button", name="大字").click()
    phone.wait_for_load_state()
    for address in PAGES:
        phone.goto(f"/hire/{address}")
        assert overhang(phone) == 0, address
    assert client_for(agent).get("/hire/").status_code == 200

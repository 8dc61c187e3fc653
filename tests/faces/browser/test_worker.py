"""A worker on a phone: registering from the login by code, every page, and an erasure to its end."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Response

from tests.faces.browser.looking import assert_fine, overhang
from tests.faces.entrance.visiting import last_code
from tests.faces.worker.factories import a_town, registered, self_of
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.floor.rights import actions as rights
from yizhan.floor.rights.erasure import carry_out_erasure, propose_erasure
from yizhan.floor.rights.models import Request
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.models import Registration
from yizhan.market.people.states import CategoryKind, RegistrationKind, SkillLevel, WorkKind

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, NUMBER = "13812345678", "11010519491231002X"
PAGES = (
    *("", "registrations", "file", "file/print", "file/contact", "file/place", "file/care", "file/guardian"),
    *("file/guardian/paper", "file/guardian/form"),
    *("file/wish", "file/time", "file/skills", "file/certificate", "file/category", "crew", "crew/new"),
    *("rights", "rights/seen", "rights/consents", "rights/copy", "rights/correction", "rights/restriction"),
    *("rights/erasure", "rights/explanation", "inbox", "register/done"),
)
Enter = Callable[[Page, Actor], None]
Photograph = Callable[[Page, str], None]


@pytest.fixture
def town(transactional_db: None) -> SimpleNamespace:
    return a_town()


@pytest.fixture
def worker(town: SimpleNamespace) -> Actor:
    """Somebody with something on every page."""
    now = timezone.now()
    wish = WishDraft(trades=("保洁", "焊工"), kinds=(WorkKind.TEMPORARY,), availability=15)
    file = registered(
        town, RegistrationKind.SEEKING, RegistrationKind.CREW_LEADER, name="欧阳建国", phone=PHONE, wish=wish
    )
    me = self_of(file)
    skill = SkillDraft(trade="焊工", level=SkillLevel.FOUR)
    actions.set_skills(actor=me, worker=file, skills=[skill], now=now)
    certificate = CertificateDraft(name="健康证", expires_on=now.date() + timedelta(days=100))
    actions.add_certificate(actor=me, worker=file, draft=certificate, now=now)
    category = CategoryDraft(kind=CategoryKind.RURAL_MIGRANT, since=now.date() - timedelta(days=30))
    actions.add_category(actor=me, worker=file, draft=category, now=now)
    leader, friend = registered(town, RegistrationKind.CREW_LEADER, name="吴带头"), registered(town, name="郑工友")
    crew = actions.found_crew(actor=self_of(leader), leader=leader, name="东海装修班", now=now)
    actions.invite(actor=town.clerk, crew=crew, worker=file, now=now)
    mine = actions.found_crew(actor=me, leader=file, name="我的搬运班", now=now)
    place = actions.invite(actor=town.clerk, crew=mine, worker=friend, now=now)
    actions.answer_invitation(actor=self_of(friend), member=place, agrees=True, channel=ConsentChannel.ONLINE, now=now)
    assert file.document_number is not None
    file.document_number.reveal(actor=town.clerk, reason="电话核对号码", now=now)
    return me


def on(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()
    page.wait_for_load_state()


def sign_in(page: Page, address: str, name: str) -> None:
    """By the code that comes to the phone, as somebody who was never here."""
    page.goto(address)
    page.get_by_label("手机号").fill(PHONE)
    page.get_by_role("button", name="获取验证码").click()
    page.wait_for_url("**/login/code")
    page.locator("input[name=code]").fill(last_code())
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/login/name")
    page.get_by_label("姓名").fill(name)
    on(page)


def test_a_worker_registers_from_the_login_to_the_first_page(
    phone: Page, town: SimpleNamespace, photograph: Photograph
) -> None:
    sign_in(phone, "/my/", "林阿水")
    phone.wait_for_url("**/my/register/who")
    assert phone.get_by_label("姓名").input_value() == "林阿水"
    phone.get_by_label("身份证号码", exact=True).fill(NUMBER)
    phone.get_by_label("我同意驿站核验我的身份证号码").check()
    assert_fine(phone, touch=True)
    on(phone)
    phone.get_by_label("保洁").check()
    phone.get_by_label("还想做别的").fill("焊工")
    assert_fine(phone, touch=True)
    photograph(phone, "worker-register-phone")
    on(phone)
    assert not phone.get_by_label("周一上午").is_visible()
    phone.get_by_label("我自己选").check()
    phone.get_by_label("周一上午").check()
    assert_fine(phone, touch=True)
    on(phone)
    phone.get_by_label("请哪个驿站帮您").select_option(str(town.station.pk))
    phone.get_by_label("骑车能到").check()
    assert_fine(phone, touch=True)
    on(phone)
    phone.get_by_label("我同意驿站用我的资料给我介绍工作").check()
    assert_fine(phone, touch=True)
    phone.get_by_role("button", name="登记").click()
    phone.wait_for_url("**/my/register/done")
    assert phone.get_by_role("heading", level=1).inner_text() == "登记好了"
    assert_fine(phone, touch=True)
    phone.get_by_role("link", name="进入首页").click()
    phone.wait_for_url("**/my/")
    assert phone.get_by_role("heading", level=1).inner_text() == "林阿水，您好"
    assert Registration.objects.get().channel == "self"


def test_registering_needs_no_scripts(without_scripts: Page, town: SimpleNamespace, enter: Enter) -> None:
    page = without_scripts
    sign_in(page, "/my/", "林阿水")
    page.get_by_text("身份证不在手边").click()
    page.get_by_label("出生日期").fill("1970-05-06")
    on(page)
    page.get_by_label("什么活都可以").check()
    on(page)
    page.get_by_label("每天都可以").check()
    on(page)
    page.get_by_label("请哪个驿站帮您").select_option(str(town.station.pk))
    on(page)
    page.get_by_label("我同意驿站用我的资料给我介绍工作").check()
    page.get_by_role("button", name="登记").click()
    assert page.get_by_role("heading", level=1).inner_text() == "登记好了"


def test_every_page_of_a_worker_is_fine(phone: Page, desktop: Page, worker: Actor, enter: Enter) -> None:
    for page, touch in ((phone, True), (desktop, False)):
        enter(page, worker)
        for address in PAGES:
            page.goto(f"/my/{address}")
            assert page.get_by_role("heading", level=1).count() == 1, address
            assert_fine(page, touch=touch)
    phone.get_by_role("button", name="大字").click()
    phone.wait_for_load_state()
    for address in PAGES:
        phone.goto(f"/my/{address}")
        assert overhang(phone) == 0, address


def test_the_first_page_weighs_at_most_sixty_kilobytes(
    phone: Page, worker: Actor, enter: Enter, photograph: Photograph
) -> None:
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if not response.url.endswith(".woff2"):
            weights[response.url] = len(gzip.compress(response.body()))

    phone.on("response", weigh)
    enter(phone, worker)
    phone.goto("/my/", wait_until="networkidle")
    assert len(weights) > 5
    assert sum(weights.values()) <= 60 * 1024
    photograph(phone, "worker-home-phone")


def test_an_erasure_is_asked_for_decided_by_two_and_said_on_the_page(
    phone: Page, town: SimpleNamespace, worker: Actor, enter: Enter, photograph: Photograph
) -> None:
    enter(phone, worker)
    phone.goto("/my/rights")
    phone.get_by_role("link", name="删除我的资料").click()
    phone.get_by_role("button", name="获取验证码").click()
    phone.get_by_text("验证码已发到").wait_for()
    phone.get_by_label("验证码").fill(last_code())
    phone.get_by_role("button", name="提交删除申请").click()
    phone.wait_for_url("**/my/erased/*")
    assert_fine(phone, touch=True)
    request = Request.objects.get()
    rights.take_up(actor=town.head, request=request, now=timezone.now())
    propose_erasure(actor=town.head, request=request, now=timezone.now())
    phone.reload()
    assert phone.get_by_text("驿站已核对，等区县确认。").is_visible()
    carry_out_erasure(actor=town.officer, request=request, now=timezone.now())
    phone.reload()
    assert phone.get_by_role("heading", level=1).inner_text() == "您的资料已经删除"
    assert phone.get_by_text("依法保留", exact=False).count() > 0
    assert_fine(phone, touch=True)
    photograph(phone, "worker-erased-phone")
    phone.goto("/my/")
    assert "/login/" in phone.url

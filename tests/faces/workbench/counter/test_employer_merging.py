"""Two files of one employer at the counter: found, compared, joined, taken apart; a file closed and opened again."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_town, text_of
from tests.market.employers.factories import an_employer
from yizhan.faces.workbench.counter.employing import sides
from yizhan.market.employers.models import Employer, EmployerMerge

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> SimpleNamespace:
    town = a_town()
    now = timezone.now()
    town.left = an_employer(town.clerk, town.station, now=now, legal_name="泉州示例服饰有限公司")
    town.right = an_employer(town.clerk, town.station, now=now, legal_name="泉州示例服饰厂")
    return town


def address(town: SimpleNamespace, *more: object) -> str:
    return "/".join(["/work/employers", str(town.left.pk), *(str(part) for part in more)])


def test_the_head_is_offered_merging_and_closing_and_a_clerk_is_not(town: SimpleNamespace) -> None:
    head = text_of(client_for(town.head).get(address(town)))
    clerk = text_of(client_for(town.clerk).get(address(town)))
    for words in ("与另一份档案合并", "停用档案"):
        assert words in head
        assert words not in clerk
    assert client_for(town.clerk).get(address(town, "merge")).status_code == 403
    assert client_for(town.clerk).get(address(town, "close")).status_code == 403


def test_the_other_file_is_found_compared_joined_and_taken_apart(town: SimpleNamespace) -> None:
    browser = client_for(town.head)
    found = text_of(browser.post(address(town, "merge"), {"text": "泉州示例服饰厂"}))
    assert f"merge/{town.right.pk}" in found
    page = text_of(browser.get(address(town, "merge", town.right.pk)))
    assert "泉州示例服饰有限公司" in page
    assert "泉州示例服饰厂" in page
    wrong = browser.post(address(town, "merge", town.right.pk), {"keep": "left", "reason": ""})
    assert wrong.status_code == 422
    sent = {"keep": "left", "reason": "同一家，代码录错"}
    page = text_of(browser.post(address(town, "merge", town.right.pk), sent, follow=True))
    assert "两份档案已合并，30 天内可以撤销。" in page
    assert "并入“泉州示例服饰厂”的档案" in page
    undo = f"/work/employers/merges/{EmployerMerge.objects.get().pk}/undo"
    assert undo in page
    assert undo not in text_of(client_for(town.clerk).get(address(town)))
    page = text_of(browser.post(undo, {"reason": "其实是两家"}, follow=True))
    assert "合并已撤销。" in page
    assert Employer.objects.get(pk=town.right.pk).state == "active"


def test_the_right_one_can_be_kept(town: SimpleNamespace) -> None:
    sent = {"keep": "right", "reason": "同一家，代码录错"}
    answer = client_for(town.head).post(address(town, "merge", town.right.pk), sent)
    assert answer.headers["Location"] == f"/work/employers/{town.right.pk}"
    assert Employer.objects.get(pk=town.left.pk).merged_into_id == town.right.pk


def test_another_kind_is_refused_in_words(town: SimpleNamespace) -> None:
    other = an_employer(town.clerk, town.station, now=timezone.now(), kind="sole_trader", legal_name="泉州示例服饰店")
    sent = {"keep": "left", "reason": "同一家"}
    answer = client_for(town.head).post(address(town, "merge", other.pk), sent)
    assert answer.status_code == 422
    assert "两份档案的类型不同，不能合并" in text_of(answer)


def test_a_file_is_closed_and_opened_again_with_a_reason(town: SimpleNamespace) -> None:
    browser = client_for(town.head)
    assert browser.post(address(town, "close"), {"version": "1", "reason": ""}).status_code == 422
    page = text_of(browser.post(address(town, "close"), {"version": "1", "reason": "已注销"}, follow=True))
    assert "档案已停用。" in page
    assert "重新启用" in page
    assert "办理用工登记" not in page
    page = text_of(browser.post(address(town, "reopen"), {"version": "2", "reason": "恢复营业"}, follow=True))
    assert "档案已重新启用。" in page
    stale = browser.post(address(town, "close"), {"version": "1", "reason": "已注销"})
    assert stale.status_code == 422
    assert "档案刚被别人修改过" in text_of(stale)


def test_what_is_masked_alike_is_not_called_the_same() -> None:
    town = a_town()
    left, right = (
        an_employer(town.clerk, town.station, now=timezone.now(), contact_phone=phone)
        for phone in ("13800005678", "13811115678")
    )
    rows = {label: (a, b, same) for label, a, b, same in sides(left, right)}
    assert rows["联系电话"] == ("138****5678", "138****5678", False)

"""Copy and erasure of an account."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.floor.accounts.proofs import PASSWORD, PHONE, a_clerk, ask, bound, signed_in
from yizhan.floor.accounts import limits, wechat
from yizhan.floor.accounts.actions import grant_membership, rename_person
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import (
    Attempt,
    Membership,
    NameLock,
    OneTimeCode,
    Person,
    RecoveryCode,
    SandboxMessage,
    SecondFactor,
    SignIn,
)
from yizhan.floor.accounts.states import AccountState, Method, Role
from yizhan.floor.privacy.holdings import Outcome
from yizhan.floor.privacy.registry import HOLDINGS
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
CODES = ("accounts.account", "accounts.membership", "accounts.sign_in")


def a_whole_person() -> Person:
    person = a_clerk()
    city = a_city()
    wechat.bind(actor=SYSTEM, person=person, digest=wechat.digest_for("demo-1"), now=NOW)
    person.refresh_from_db()
    person.phone = PHONE
    person.phone_digest = a_person(name="摘要", phone=PHONE).phone_digest
    Person.objects.filter(name="摘要").delete()
    person.save()
    bound(person)
    grant_membership(actor=SYSTEM, person=person, role=Role.WORKER, since=NOW.date() + timedelta(days=9), now=NOW)
    a_member(Role.STATION_HEAD, city.station, person)
    signed_in(person, Method.TWO_FACTORS, NOW)
    ask()
    return person


def erase(person: Person) -> list[Outcome]:
    with transaction.atomic():
        return [HOLDINGS[code].erase(person.id, NOW + timedelta(minutes=1)) for code in CODES]


def test_the_copy_has_everything_in_words() -> None:
    person = a_whole_person()
    account, memberships, sign_ins = (HOLDINGS[code].copy(person.id) for code in CODES)
    assert account == [
        {
            "姓名": "王芳",
            "登录名": "clerk.wang",
            "手机号": PHONE,
            "已绑定微信": "是",
            "状态": "正常",
            "大字显示": "否",
            "登记时间": "2026-11-20 09:00",
        }
    ]
    assert [(one["岗位"], one["开始日期"]) for one in memberships] == [
        ("站长", "2026-01-01"),
        ("驿站经办人员", "2026-01-01"),
        ("零工", "2026-11-29"),
    ]
    assert [(one["方式"], one["设备"], one["网络地址段"]) for one in sign_ins] == [
        ("密码和动态码", "安卓手机 微信", "203.0.113.0/24")
    ]


def test_erasure_leaves_an_empty_row_ended_memberships_and_nothing_to_sign_in_with() -> None:
    person = a_whole_person()
    outcomes = erase(person)
    assert [(one.erased, one.restricted) for one in outcomes] == [(13, 0), (1, 2), (0, 1)]
    kept = Person.objects.get(pk=person.pk)
    assert (kept.name, kept.username, kept.phone, kept.phone_digest, kept.wechat_digest, kept.state) == (
        "",
        None,
        None,
        None,
        None,
        AccountState.ERASED,
    )
    assert not kept.has_usable_password()
    assert not kept.check_password(PASSWORD)
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count(), OneTimeCode.objects.count()) == (0, 0, 0)
    assert set(Membership.objects.values_list("until", flat=True)) == {NOW.date()}
    assert SignIn.objects.values_list("device", "address_range", "session_key").get() == ("", "", None)


def test_erasing_again_finds_nothing_left_to_erase() -> None:
    person = a_whole_person()
    erase(person)
    assert [one.erased for one in erase(person)] == [0, 0, 0]


def test_an_erased_person_is_changed_no_more_and_the_phone_is_free_again() -> None:
    person = a_whole_person()
    erase(person)
    with pytest.raises(Refusal, match="个人信息已删除"):
        rename_person(actor=SYSTEM, person=person, name="某人", now=NOW)
    assert a_person(phone=PHONE) != person


def test_what_is_only_counted_is_removed_after_two_days() -> None:
    a_whole_person()
    NameLock.objects.create(subject="a" * 64, last_at=NOW)
    limits.tidy(now=NOW + timedelta(days=2))
    assert (Attempt.objects.count(), OneTimeCode.objects.count(), SandboxMessage.objects.count()) == (3, 1, 1)
    limits.tidy(now=NOW + timedelta(days=2, seconds=1))
    assert (Attempt.objects.count(), OneTimeCode.objects.count(), SandboxMessage.objects.count()) == (0, 0, 0)
    assert (NameLock.objects.count(), SignIn.objects.count()) == (0, 1)

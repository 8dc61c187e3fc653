"""What a password must be, the first one, and changing it."""

from datetime import timedelta

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.floor.accounts.proofs import PASSWORD, a_clerk, bound
from yizhan.floor.accounts import passwords, second_factor
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person, RecoveryCode, SecondFactor
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
WRONG_OLD = "原密码不正确；连续5次不正确，15分钟内不能再试"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("短密码Ab1", "密码至少12个字符"),
        ("a" * 11, "密码至少12个字符"),
        ("x1" * 65, "密码最多128个字符，不能有特殊控制符"),
        ("abcdef\x00ghijk", "密码最多128个字符，不能有特殊控制符"),
        ("aaaabbbbccccdd", "密码太简单：至少要有6个不同的字符"),
        ("350503198001", "密码不能全是数字"),
        ("Password2026!", "这个密码太常见，请换一个"),
        ("qwertyuiop123", "这个密码太常见，请换一个"),
        ("clerk.wang-2026", "密码不能包含登录名或姓名"),
        ("王芳的密码就是这一个呀了", "密码不能包含登录名或姓名"),
    ],
)
def test_a_weak_password_is_refused_in_its_own_words(password: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        passwords.require_good(password, username="clerk.wang", name="王芳")
    assert (str(refused.value), refused.value.field) == (said, "password")


@pytest.mark.parametrize("password", [PASSWORD, "abcdef-ghijk", "correct horse battery"])
def test_a_good_password_passes(password: str) -> None:
    try:
        passwords.require_good(password, username="clerk.wang", name="王芳")
    except Refusal as refusal:
        said = str(refusal)
    else:
        said = ""
    assert said == ""


def test_the_first_password_is_random_marked_as_initial_and_not_recorded() -> None:
    city = a_city()
    person = a_person(name="王芳")
    a_member(Role.STATION_STAFF, city.station, person)
    head = a_member(Role.STATION_HEAD, city.station)
    given = passwords.give_initial(actor=head, person=person, username="Clerk.Wang", now=NOW)
    kept = Person.objects.get(pk=person.pk)
    assert (kept.username, kept.password_is_initial, kept.check_password(given), len(given)) == (
        "clerk.wang",
        True,
        True,
        19,
    )
    entry = Entry.objects.get(verb="accounts.password.given")
    assert given not in entry.body
    assert entry.object_id == str(person.id)


def test_nobody_takes_over_an_account_above_the_own() -> None:
    city = a_city()
    officer_person = a_person(name="李强")
    a_member(Role.COUNTY_OFFICER, city.county, officer_person)
    a_member(Role.STATION_STAFF, city.station, officer_person)
    head = a_member(Role.STATION_HEAD, city.station)
    for act in (
        lambda: passwords.give_initial(actor=head, person=officer_person, username="li.qiang", now=NOW),
        lambda: second_factor.reset(actor=head, person=officer_person, reason="手机丢失", now=NOW),
    ):
        with pytest.raises((Refusal, OutOfScope)):
            act()


def test_the_head_of_a_sister_station_does_not_find_the_clerk() -> None:
    city = a_city()
    person = a_person()
    a_member(Role.STATION_STAFF, city.station, person)
    with pytest.raises(OutOfScope):
        passwords.give_initial(actor=a_member(Role.STATION_HEAD, city.sister), person=person, username="abc", now=NOW)


def test_a_worker_gets_no_password() -> None:
    person = a_person()
    a_member(Role.WORKER, person=person)
    with pytest.raises(Refusal, match="没有工作岗位"):
        passwords.give_initial(actor=a_member(Role.ADMINISTRATOR), person=person, username="abc", now=NOW)


def test_a_login_name_belongs_to_one_person() -> None:
    a_clerk()
    with pytest.raises(Refusal, match="该登录名已被使用"):
        passwords.set_first(actor=SYSTEM, person=a_person(), username="CLERK.WANG", password=PASSWORD, now=NOW)


@pytest.mark.parametrize("name", ["ab", "1abc", "王芳", "a b c", "abc\n\n\x00", "x" * 41, "abc@example"])
def test_a_login_name_is_plain(name: str) -> None:
    with pytest.raises(Refusal, match="登录名为3至40位"):
        passwords.plain_username(name)


def change(person: Person, old: str, new: str, at: timedelta = timedelta()) -> Person:
    actor = actor_for(person, None, now=NOW)
    return passwords.change(actor=actor, person=person, old=old, new=new, keep_session=None, now=NOW + at)


def test_the_person_changes_the_own_password_and_it_is_initial_no_more() -> None:
    person = a_clerk()
    Person.objects.update(password_is_initial=True)
    person.refresh_from_db()
    kept = change(person, PASSWORD, "绿色的火车来了17趟不停")
    assert (kept.check_password("绿色的火车来了17趟不停"), kept.password_is_initial) == (True, False)


def test_the_same_or_a_weak_new_password_is_refused() -> None:
    person = a_clerk()
    with pytest.raises(Refusal, match="不能与原密码相同"):
        change(person, PASSWORD, PASSWORD)
    with pytest.raises(Refusal, match="至少12个字符") as refused:
        change(person, PASSWORD, "short")
    assert refused.value.field == "new"


def test_five_wrong_old_passwords_lock_the_name() -> None:
    person = a_clerk()
    for _ in range(5):
        with pytest.raises(Refusal, match=WRONG_OLD):
            change(person, "wrong", "绿色的火车来了17趟不停")
    with pytest.raises(Refusal, match=WRONG_OLD):
        change(person, PASSWORD, "绿色的火车来了17趟不停")
    assert change(person, PASSWORD, "绿色的火车来了17趟不停", timedelta(minutes=15)) == person


def test_nobody_changes_the_password_of_another() -> None:
    with pytest.raises(Refusal, match="只能更换自己的密码"):
        passwords.change(actor=SYSTEM, person=a_clerk(), old="", new="", keep_session=None, now=NOW)


def test_an_enrolment_counts_only_after_its_first_code_and_is_then_final() -> None:
    person = a_clerk()
    actor = actor_for(person, None, now=NOW)
    first = second_factor.enrol(actor=actor, person=person, now=NOW)
    assert first.uri.startswith("otpauth://totp/%E9%A9%BF%E7%AB%99:clerk.wang?secret=" + first.secret)
    assert first.secret not in repr(first)
    assert second_factor.enrol(actor=actor, person=person, now=NOW).secret != first.secret
    with pytest.raises(Refusal, match="动态码不正确"):
        second_factor.confirm(actor=actor, person=person, code="000000", now=NOW)
    SecondFactor.objects.all().delete()
    bound(person)
    with pytest.raises(Refusal, match="已绑定动态码"):
        second_factor.enrol(actor=actor, person=person, now=NOW)


def test_nobody_enrols_for_another() -> None:
    city = a_city()
    with pytest.raises(Refusal, match="只能由本人"):
        second_factor.enrol(actor=a_member(Role.ADMINISTRATOR, city.platform), person=a_clerk(), now=NOW)


def test_a_lost_authenticator_is_reset_by_the_administrator_with_a_reason() -> None:
    person = a_clerk()
    bound(person)
    admin = a_member(Role.ADMINISTRATOR)
    with pytest.raises(Refusal, match="需要写明理由"):
        second_factor.reset(actor=admin, person=person, reason=" ", now=NOW)
    assert SecondFactor.objects.count() == 1
    second_factor.reset(actor=admin, person=person, reason="手机丢失，已当面核对", now=NOW)
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (0, 0)


def test_new_recovery_codes_replace_the_old_ones() -> None:
    person = a_clerk()
    _, old = bound(person)
    new = second_factor.renew_recovery_codes(actor=actor_for(person, None, now=NOW), person=person, now=NOW)
    assert set(old).isdisjoint(new)
    assert RecoveryCode.objects.count() == 10

"""The three ways to prove who one is: a code by SMS, password with second factor, WeChat. A session begins afterwards."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction

from yizhan.floor.accounts import codes, name_locks, second_factor
from yizhan.floor.accounts.actions import enlist_person
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.limits import MINUTE, Limit, Window, forgive, of_network, spend
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.passwords import clean
from yizhan.floor.accounts.second_factor import Considered
from yizhan.floor.accounts.states import CodePurpose, Method
from yizhan.kernel.errors import Refusal

# What somebody is called until the own name is given.
UNNAMED = "新用户"
LONGEST_TYPED = 200
PASSWORDS_PER_ADDRESS = Limit("password_address", (Window(30, 15 * MINUTE),))
PASSWORDS_PER_RANGE = Limit("password_range", (Window(100, 15 * MINUTE),))
_NOBODY = UUID(int=0)
# Compared with this, a password costs one hash and is wrong.
_UNUSABLE = "!"


def by_code(*, phone: str, code: str, address: str, now: datetime) -> Person:
    """The person with this number, proved by the code sent to it; a number seen for the first time is enlisted as UNNAMED.

    Refuses a wrong code, and, only to who has proved the number, a suspended account.
    """
    proof = codes.confirm(phone=phone, purpose=CodePurpose.SIGN_IN, code=code, address=address, now=now)
    person = enlist_person(actor=SYSTEM, name=UNNAMED, phone=proof.phone, now=now)
    if not person.is_active:
        raise Refusal("账号已停用，请联系驿站或管理员", "this account is suspended")
    return person


def by_password(*, username: str, password: str, second: str, address: str, now: datetime) -> tuple[Person, Method]:
    """The person, and TWO_FACTORS, or PASSWORD where no authenticator is bound yet and `second` was left empty.

    `second` is the authenticator's code or a recovery code. The same Refusal, after the same work, for an unknown name, a
    wrong password, a wrong, used or missing code, a suspended and a locked account. Call it outside any transaction.
    """
    name = username.strip().lower()[:LONGEST_TYPED].encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    with transaction.atomic(durable=True):
        counted = spend(of_network(PASSWORDS_PER_ADDRESS, PASSWORDS_PER_RANGE, address), now)
        turn = name_locks.count(name, now)
    person = Person.objects.filter(username=name).first()
    known = check_password(clean(password), person.password if person is not None else _UNUSABLE)
    with transaction.atomic(durable=True):
        may = known and person is not None and person.is_active and turn is not name_locks.Turn.LOCKED
        worth = second_factor.consider(SYSTEM, person.id if person else _NOBODY, second, use=may, now=now)
        done = may and worth is not Considered.WRONG
        if done:
            forgive(counted)
            name_locks.forgive(name, now)
    if not done or person is None:
        if turn is name_locks.Turn.LAST:
            name_locks.report(name, now)
        raise Refusal(
            "登录名、密码或动态码不正确；连续5次不正确，15分钟内不能登录",
            "login name, password or code is wrong; after five in a row, none is taken for 15 minutes",
        )
    return person, Method.TWO_FACTORS if worth is Considered.RIGHT else Method.PASSWORD

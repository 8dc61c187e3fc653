"""Passwords of staff: what is good enough, the one-time first password, and changing it."""

import re
import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from yizhan.floor.accounts import name_locks
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.acts import audit, lock, locked
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.policy import require_manage
from yizhan.floor.accounts.queries import memberships_of
from yizhan.floor.accounts.sessions import end_all
from yizhan.floor.accounts.verbs import PASSWORD_CHANGED, PASSWORD_GIVEN
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

SHORTEST, LONGEST = 12, 128
FEWEST_DIFFERENT = 6
_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")
# Without 0, 1, i, l, o, u: an initial password is read from paper.
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
_COMMON = CommonPasswordValidator()


def plain_username(text: str) -> str:
    """A login name as kept: small letters, digits and . _ - after a letter, 3 to 40. Refuses others."""
    given = text.strip().lower()
    if not _USERNAME.fullmatch(given):
        raise Refusal(
            "登录名为3至40位，以字母开头，只能用小写字母、数字和 . _ -",
            "a login name has 3 to 40 small letters, digits and . _ - and begins with a letter",
            field="username",
        )
    return given


def require_good(password: str, *, username: str = "", name: str = "", field: str = "password") -> None:
    """Refuses, each with its own sentence: under 12 or over 128 characters, few different ones, common words, the own name."""
    said = _fault(password, username, name)
    if said:
        raise Refusal(*said, field=field)


@transaction.atomic
def give_initial(*, actor: Actor, person: Person, username: str, now: datetime) -> str:
    """Gives somebody a login name and a random first password, returned this once; sessions end, and it must be changed.

    For whoever may grant every staff role that the person holds. Refuses a login name that is taken.
    """
    require_manage(actor, person, memberships_of(person, on=now.astimezone(SHANGHAI).date()))
    name = plain_username(username)
    kept = _named(person, name)
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    _write(kept, password, initial=True)
    end_all(kept.id, now)
    audit(actor, PASSWORD_GIVEN, kept, now)
    return password


@transaction.atomic
def set_first(*, actor: Actor, person: Person, username: str, password: str, now: datetime) -> Person:
    """Gives the operator of the command line a login name and the password that was typed there. Only the system does this."""
    if not actor.sees_everything:
        raise Refusal("只能在服务器上用命令设置", "only the command line does this")
    name = plain_username(username)
    require_good(password, username=name, name=person.name)
    kept = _named(person, name)
    _write(kept, password, initial=False)
    audit(actor, PASSWORD_GIVEN, kept, now)
    return kept


def change(*, actor: Actor, person: Person, old: str, new: str, keep_session: str | None, now: datetime) -> Person:
    """Changes the own password and ends the other sessions. Wrong old ones count as wrong sign-ins do, and lock the name.

    Call it outside any transaction. The session goes on with `sessions.outlive_password_change`.
    """
    if actor.id != person.id or person.username is None:
        raise Refusal("只能更换自己的密码", "only the own password is changed")
    with transaction.atomic(durable=True):
        turn = name_locks.count(person.username, now)
    if not check_password(clean(old), person.password) or turn is name_locks.Turn.LOCKED:
        if turn is name_locks.Turn.LAST:
            name_locks.report(person.username, now)
        raise Refusal("原密码不正确；连续5次不正确，15分钟内不能再试", "the old password is wrong", field="old")
    with transaction.atomic(durable=True):
        name_locks.forgive(person.username, now)
    require_good(new, username=person.username, name=person.name, field="new")
    if check_password(new, person.password):
        raise Refusal("新密码不能与原密码相同", "the new password equals the old one", field="new")
    with transaction.atomic():
        kept = locked(person)
        _write(kept, new, initial=False)
        end_all(kept.id, now, except_key=keep_session)
        audit(actor, PASSWORD_CHANGED, kept, now)
    return kept


def clean(password: str) -> str:
    """What is compared with a hash: never longer than a password may be by more than one, and always writable as UTF-8."""
    return password[: LONGEST + 1].encode("utf-8", "replace").decode("utf-8")


def _fault(password: str, username: str, name: str) -> tuple[str, str] | None:
    lowered = password.lower()
    if len(password) < SHORTEST:
        return f"密码至少{SHORTEST}个字符", f"a password has at least {SHORTEST} characters"
    if len(password) > LONGEST or not password.isprintable():
        return f"密码最多{LONGEST}个字符，不能有特殊控制符", f"at most {LONGEST} printable characters"
    if len(set(lowered)) < FEWEST_DIFFERENT:
        return f"密码太简单：至少要有{FEWEST_DIFFERENT}个不同的字符", "too few different characters"
    if password.isdecimal():
        return "密码不能全是数字", "a password is not only digits"
    if _is_common(lowered) or _is_common(lowered.strip("0123456789!@#$%^&*._- ")):
        return "这个密码太常见，请换一个", "this password is too common"
    if (username and username in lowered) or (len(name) > 1 and name in password):
        return "密码不能包含登录名或姓名", "a password does not hold the own name"
    return None


def _is_common(text: str) -> bool:
    try:
        _COMMON.validate(text)
    except ValidationError:
        return True
    return False


def _named(person: Person, username: str) -> Person:
    lock(f"username:{username}")
    if Person.objects.filter(username=username).exclude(pk=person.pk).exists():
        raise Refusal("该登录名已被使用", "this login name is taken", field="username")
    kept = locked(person)
    kept.username = username
    return kept


def _write(person: Person, password: str, *, initial: bool) -> None:
    person.set_password(password)
    person.password_is_initial = initial
    person.save(update_fields=["username", "password", "password_is_initial"])

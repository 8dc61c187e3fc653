"""Short ways to codes, passwords and sessions."""

import re
from datetime import datetime, timedelta
from importlib import import_module

import pyotp
from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from tests.floor.accounts.factories import NOW, a_member, a_person
from yizhan.floor.accounts import codes, second_factor, sessions
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person, SandboxMessage
from yizhan.floor.accounts.states import CodePurpose, Method, Role
from yizhan.floor.privacy.sealed import SystemPurpose

PHONE, OTHER_PHONE = "13800138000", "13900139000"
ADDRESS = "203.0.113.7"
PASSWORD = "蓝色的卡车过桥去了42次"
AGENT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.42"


def ask(
    phone: str = PHONE, now: datetime = NOW, address: str = ADDRESS, purpose: CodePurpose = CodePurpose.SIGN_IN
) -> str:
    """Asks for a code and reads it from the sandbox."""
    before = list(SandboxMessage.objects.values_list("pk", flat=True))
    codes.request(phone=phone, purpose=purpose, address=address, now=now)
    message = SandboxMessage.objects.exclude(pk__in=before).get()
    found = re.search(r"[0-9]{6}", message.body.open_for(SystemPurpose.NOTICE))
    assert found is not None
    return found[0]


def other_than(code: str, by: int = 1) -> str:
    """A wrong code."""
    return f"{(int(code) + by) % 10**6:06}"


def a_clerk(username: str = "clerk.wang", role: Role = Role.STATION_STAFF) -> Person:
    """Staff with a password of their own, not yet bound to an authenticator."""
    person = a_person(name="王芳", username=username)
    person.set_password(PASSWORD)
    person.save()
    a_member(role, person=person)
    return person


def bound(person: Person, now: datetime = NOW) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    """Binds an authenticator a minute before `now`, and gives it with the recovery codes."""
    at = now - timedelta(minutes=1)
    clock = pyotp.TOTP(second_factor.enrol(actor=SYSTEM, person=person, now=at).secret)
    return clock, second_factor.confirm(actor=SYSTEM, person=person, code=clock.at(at), now=at)


def without_values(sql: str) -> str:
    """The statement with every key, text, number and name of a savepoint left out."""
    return re.sub(r"'[^']*'|\b[0-9a-f]{32}\b|s[0-9]+_x[0-9]+|\b[0-9.]+\b", "?", sql)


def signed_in(person: Person, method: Method, now: datetime, address: str = ADDRESS) -> Client:
    """A browser with a session of this person."""
    client = Client()
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.META = {"HTTP_USER_AGENT": AGENT, "REMOTE_ADDR": address}
    sessions.begin(request, person, method=method, now=now)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return client

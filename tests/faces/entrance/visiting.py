"""Short ways through the entrance, as a browser goes them."""

import re
from datetime import datetime
from typing import Any

import pyotp
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.floor.accounts.factories import a_member, a_person
from tests.floor.accounts.proofs import PASSWORD
from yizhan.floor.accounts import second_factor
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person, SandboxMessage
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.sealed import SystemPurpose

PHONE, OTHER_PHONE = "13800138000", "13900139000"
_CHANGING = re.compile(
    r"(name=\"(?:csrfmiddlewaretoken|submission)\" value=\")[^\"]*|datetime=\"[^\"]*\"|[0-9]{2}:[0-9]{2}:[0-9]{2}|data-wait=\"[0-9]+\""
)


def text(answer: Any) -> str:
    """The page without what differs from one request to the next."""
    page: str = answer.content.decode()
    return _CHANGING.sub(r"\1", page)


def last_code() -> str:
    """The code that was sent last."""
    message = SandboxMessage.objects.order_by("-sent_at").first()
    assert message is not None
    found = re.search(r"[0-9]{6}", message.body.open_for(SystemPurpose.NOTICE))
    assert found is not None
    return found[0]


def by_code(client: Client, phone: str = PHONE, wished: str = "") -> Any:
    """Signs in with a code and gives the page at which one arrives at last."""
    client.post("/login/", {"phone": phone, "next": wished})
    return followed(client, client.post("/login/code", {"code": last_code()}))


def followed(client: Client, answer: Any) -> Any:
    """The page to which an answer leads, as far as it belongs to the entrance: beyond that only its address is noted."""
    passed = []
    while answer.status_code == 302:
        address = answer.headers["Location"]
        passed.append((address, 302))
        if not address.startswith("/login/"):
            break
        answer = client.get(address)
    answer.redirect_chain = passed
    return answer


def arrived_at(answer: Any) -> list[str]:
    """The addresses that were passed through."""
    return [address for address, _ in answer.redirect_chain]


def a_clerk(username: str = "clerk.wang", organisation: Organisation | None = None) -> Person:
    """Staff of a station with a password."""
    person = a_person(name="王芳", username=username)
    person.set_password(PASSWORD)
    person.save()
    a_member(Role.STATION_STAFF, organisation, person)
    return person


def bound(person: Person) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    """Binds an authenticator five minutes ago, and gives it with the recovery codes."""
    at = datetime.fromtimestamp(timezone.now().timestamp() - 300, timezone.get_current_timezone())
    clock = pyotp.TOTP(second_factor.enrol(actor=SYSTEM, person=person, now=at).secret)
    return clock, second_factor.confirm(actor=SYSTEM, person=person, code=clock.at(at), now=at)


def by_password(client: Client, username: str, second: str, wished: str = "", password: str = PASSWORD) -> Any:
    """Signs in as staff."""
    sent = {"username": username, "password": password, "second": second, "next": wished}
    return client.post("/login/staff", sent)


def now_code(clock: pyotp.TOTP) -> str:
    """The code that the authenticator shows now."""
    return clock.at(timezone.now())


def session_key(client: Client) -> str:
    """The session that the browser names."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value

"""A form that is sent twice is answered once: each filling-in carries a number, and the answer to it is remembered.

This spares an impatient finger its second record. What must never be doubled is guarded by a constraint of the database.
"""

import uuid

from django.http import HttpRequest

FIELD = "submission"
_KEY = "submissions"
_REMEMBERED = 20


def new_number() -> str:
    """A number that no other form carries."""
    return uuid.uuid4().hex


def answered(request: HttpRequest) -> str | None:
    """Where the same submission was sent before; None for a new one, and for one without a number."""
    found = request.session.get(_KEY, {}).get(_number(request))
    return found if isinstance(found, str) else None


def remember(request: HttpRequest, address: str) -> str:
    """Keeps where this submission was answered, for the last twenty of the session. Returns the address."""
    number = _number(request)
    if number:
        kept = {**request.session.get(_KEY, {}), number: address}
        request.session[_KEY] = dict(list(kept.items())[-_REMEMBERED:])
    return address


def _number(request: HttpRequest) -> str:
    given = request.POST.get(FIELD, "")
    return given if len(given) == 32 and given.isalnum() else ""

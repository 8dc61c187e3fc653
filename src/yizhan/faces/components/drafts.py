"""What somebody has typed in a form of several pages and has not handed in yet: in the session, sealed, for a day.

A session is a row of the database that is only signed. Identity numbers pass through these forms, so the whole draft is sealed as
a field of the database is, bound to the person and the form. Nothing of it lies in the browser: a phone that is lent shows nothing.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from yizhan.faces.components.access import actor_of
from yizhan.floor.privacy import ciphers, keys

LASTS = timedelta(hours=24)
_KEY = "components.drafts"

Page = MultiValueDict[str, str]


def read(request: HttpRequest, name: str, *, now: datetime) -> dict[str, Page]:
    """The pages filled in so far, by their codes; none after a day, for somebody else, or when the keys have changed."""
    kept = request.session.get(_KEY, {}).get(name)
    try:
        sealed, at = kept
        opened = ciphers.open_sealed(base64.b64decode(sealed), _place(request, name), keys.ring())
    except (TypeError, ValueError, ciphers.Unopenable, binascii.Error):
        return {}
    if now.timestamp() - at > LASTS.total_seconds():
        return {}
    pages: dict[str, dict[str, list[str]]] = json.loads(opened)
    return {code: MultiValueDict(values) for code, values in pages.items()}


def keep(request: HttpRequest, name: str, code: str, said: Mapping[str, Iterable[str]], *, now: datetime) -> None:
    """Puts what one page says in the place of what it said before."""
    pages = {known: dict(values.lists()) for known, values in read(request, name, now=now).items()}
    pages[code] = {field: list(values) for field, values in said.items()}
    text = json.dumps(pages, ensure_ascii=True)
    sealed = ciphers.seal(text, _place(request, name), keys.ring(), keys.cipher())
    _put(request.session, name, [base64.b64encode(sealed).decode(), int(now.timestamp())])


def forget(request: HttpRequest, name: str) -> None:
    """The draft is no longer in the session."""
    _put(request.session, name, None)


def _put(session: SessionBase, name: str, value: object) -> None:
    others = {known: kept for known, kept in session.get(_KEY, {}).items() if known != name}
    session[_KEY] = others if value is None else {**others, name: value}


def _place(request: HttpRequest, name: str) -> str:
    return f"{_KEY}:{name}:{actor_of(request).id}"

"""Asking for pages, and reading them."""

import re
from collections.abc import Mapping

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

_TAG = re.compile(r"<[^>]+>")


def words(answer: HttpResponse) -> str:
    """The text of a page without tags, blanks taken together."""
    return " ".join(_TAG.sub(" ", answer.content.decode()).split())


def sent(client: Client, address: str, /, **data: object) -> HttpResponse:
    """The form sent and followed."""
    answer: HttpResponse = client.post(address, data, follow=True)
    return answer


def queries_of(client: Client, address: str, data: Mapping[str, str] | None = None) -> int:
    """How many queries a page takes once the session is warm."""
    client.get(address, data or {})
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address, data or {}).status_code == 200
    return len(seen)

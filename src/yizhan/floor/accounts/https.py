"""One request to a service outside: encrypted, short, bounded, never redirected."""

from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from yizhan.kernel.errors import Refusal

PATIENCE_SECONDS = 5
MOST_BYTES = 64 * 1024


class Unreachable(Refusal):
    """The service gave no answer that can be used. Never quotes the address, which may hold a secret."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **options: Any) -> None:
        return


def fetch(request: Request) -> bytes:
    """The body of the answer, also of one that reports an error. Raises Unreachable."""
    if request.type != "https":
        raise ValueError("only https")
    try:
        try:
            with build_opener(_NoRedirect).open(request, timeout=PATIENCE_SECONDS) as answer:
                body: bytes = answer.read(MOST_BYTES + 1)
        except HTTPError as error:
            body = error.read(MOST_BYTES + 1)
    except (OSError, HTTPException):
        raise Unreachable("外部服务暂时连不上，请稍后再试", "the outside service does not answer") from None
    if len(body) > MOST_BYTES:
        raise Unreachable("外部服务的答复不能使用，请稍后再试", "the outside service answers too much")
    return body

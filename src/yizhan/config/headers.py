"""The content security policy: everything from this site, nothing inline, no frames. Map tiles alone may come from elsewhere."""

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# The error pages carry their few lines of style with them, because they must show when nothing else works.
ERROR_STYLE = (Path(__file__).parent / "templates" / "error.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(ERROR_STYLE.encode()).digest()).decode()
PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


@cache
def policy(tiles: str = "") -> str:
    """The policy of a site whose map tiles, if there are any, come from this origin."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'sha256-{_STYLE_HASH}'",
            f"img-src 'self' data: {tiles}".rstrip(),
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "media-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


class ContentSecurityPolicy:
    """Middleware that sets the policy on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        tiles = settings.YIZHAN_TILES
        response.headers.setdefault("Content-Security-Policy", policy(tiles.origin if tiles else ""))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

"""What every page knows besides its own subject: who acts, the menu, the size of type, whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.navigation import inbox_of, menu
from yizhan.floor.notices.queries import unread_count

LARGE_TYPE_COOKIE = "large_type"


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """`actor`, `face` (its app name), `nav` (entries of its menu), `inbox` (its address, or empty), `demo`, `large_type`, `tiles`
    (None without), `unread` (notices).

    Menu and inbox are those that this actor may open. A page that does not show how many are unread does not ask.
    """
    actor = actor_of(request)
    match = request.resolver_match
    face = match.app_name if match else ""
    return {
        "actor": actor,
        "face": face,
        "nav": menu(face, actor, match.view_name if match else ""),
        "inbox": inbox_of(face, actor),
        "demo": settings.YIZHAN_DEMO,
        "large_type": is_large(request),
        "tiles": settings.YIZHAN_TILES,
        "unread": SimpleLazyObject(lambda: unread_count(actor) if actor.is_signed_in else 0),
    }


def is_large(request: HttpRequest) -> bool:
    """The person's own setting; the cookie where nobody has signed in."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return bool(user.large_type)
    return request.COOKIES.get(LARGE_TYPE_COOKIE) == "1"

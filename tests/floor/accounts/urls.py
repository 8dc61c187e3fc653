"""One address that says who acts, and those that a browser needs to begin and end a session."""

from django.http import HttpRequest, JsonResponse
from django.urls import path


def who(request: HttpRequest) -> JsonResponse:
    """The actor of the request."""
    actor = request.actor  # type: ignore[attr-defined]
    return JsonResponse(
        {
            "id": str(actor.id),
            "role": actor.role.value,
            "membership": str(actor.membership_id or ""),
            "path": actor.path,
            "roles": [one.role for one in request.memberships],  # type: ignore[attr-defined]
            "step": request.next_step.value,  # type: ignore[attr-defined]
        }
    )


urlpatterns = [path("who", who)]

"""A small site with a hole: an address that gives everybody every station of the county, and one that nobody declared."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from yizhan.faces.components.access import actor_of
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import within


def scoped(request: HttpRequest, pk: UUID) -> HttpResponse:
    """As it ought to be."""
    return HttpResponse(get_object_or_404(Organisation.objects.filter(within(actor_of(request))), pk=pk).name)


def leaking(_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Forgets the actor."""
    return HttpResponse(get_object_or_404(Organisation, pk=pk).name)


def broken(_request: HttpRequest) -> HttpResponse:
    """Answers nobody."""
    raise RuntimeError


def fine(_request: HttpRequest) -> HttpResponse:
    """Answers everybody."""
    return HttpResponse("好")


_face = (
    [
        path("scoped/<uuid:pk>", scoped, name="scoped"),
        path("leaking/<uuid:pk>", leaking, name="leaking"),
        path("broken", broken, name="broken"),
        path("fine", fine, name="fine"),
        path("forgotten", fine, name="forgotten"),
        path("nameless", fine),
    ],
    "planted",
)
urlpatterns = [path("planted/", include(_face)), path("login/", include("yizhan.faces.entrance.urls"))]
handler403 = "yizhan.config.pages.forbidden"
handler404 = "yizhan.config.pages.not_found"
handler500 = "yizhan.config.pages.broken"

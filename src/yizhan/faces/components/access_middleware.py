"""The one place where the access table is enforced. What no table declares is refused."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import structlog
from django.apps import apps
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url

from yizhan.faces.components.access import Access, actor_of
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.middleware import ActingRequest
from yizhan.floor.accounts.states import Role
from yizhan.kernel.declarations import modules

_LOG = structlog.get_logger(__name__)
# They answer to machines, hold no data about persons, and guard themselves.
SYSTEM_PAGES = frozenset({"healthz", "readyz", "metrics"})


@cache
def table() -> Mapping[str, Access]:
    """Every row that the faces declare, keyed `face:name`. Raises ValueError for an address declared by another's face."""
    rows: dict[str, Access] = {}
    faces = [app.name for app in apps.get_app_configs() if app.name.startswith("yizhan.faces.")]
    for face, module in modules(((name.rpartition(".")[2], name) for name in faces), "access"):
        declared: dict[str, Access] = getattr(module, "ACCESS", {})
        for name, row in declared.items():
            if not name.startswith(f"{face}:"):
                raise ValueError(f"{name} is declared by {module.__name__}")
            rows[name] = row
    return rows


def may_open(actor: Actor, name: str) -> bool:
    """Whether this actor may ask for the page of this name; nobody for one that no table declares."""
    row = table().get(name)
    return row is not None and "GET" in row.methods and row.admits(actor)


class DeclaredAccess:
    """Middleware: an address answers to the roles of its row and to nobody else.

    Not declared: 403 and an error in the log. Not signed in, or not to the end: the login page, which comes back to the address.
    Another role: a page that names the roles that may, and leads to the change of role. Another method: 405.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """None to go on; otherwise the refusal."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in SYSTEM_PAGES:
            return None
        row = table().get(name)
        if row is None:
            _LOG.error("address without a row in the access table", name=name)
            return render(request, "access/refused.html", {"roles": []}, status=403)
        actor = actor_of(request)
        if not row.admits(actor):
            if not actor.is_signed_in or cast(ActingRequest, request).next_step:
                return _to_login(request)
            roles = [Role(role).label for role in row.reach]
            return render(request, "access/refused.html", {"roles": roles}, status=403)
        allowed = {*row.methods, "HEAD"} if "GET" in row.methods else set(row.methods)
        return None if request.method in allowed else HttpResponseNotAllowed(sorted(allowed))


def _to_login(request: HttpRequest) -> HttpResponse:
    """Comes back to a page that can be asked for again: not to a form's target."""
    login = resolve_url(settings.LOGIN_URL)
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/", login)

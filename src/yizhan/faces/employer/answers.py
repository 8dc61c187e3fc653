"""What the pages of this face share."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import now
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.files.actions import store
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.employers import queries

View = Callable[..., HttpResponseBase]


def today() -> date:
    """The date of this request in China."""
    return now().astimezone(SHANGHAI).date()


def with_employer(view: View) -> View:
    """A page of the own employer: `view(request, employer, …)`. Where its file is gone, registering is what is left."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own = queries.employers(actor_of(request)).first()
        return redirect("employer:register") if own is None else view(request, own, *args, **kwargs)

    return guarded


def stored(actor: Actor, upload: "UploadedFile[bytes]", purpose: FilePurpose, at: datetime) -> StoredFile:
    """An upload of the agent, which the station that serves the employer may see."""
    first = queries.registrations(actor).first()
    path = "" if first is None else first.station.path
    return store(actor=actor, upload=upload, purpose=purpose, organisation_path=path, now=at)

"""What the pages of this face share."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from yizhan.faces.components.access import actor_of
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.files.actions import store
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.market.people import queries
from yizhan.market.people.models import Worker

View = Callable[..., HttpResponse]


def own_file(request: HttpRequest) -> Worker | None:
    """The file of whoever asks, with what its pages show."""
    return queries.own(actor_of(request)).select_related("wish", "guardian").first()


def with_file(view: View) -> View:
    """A page of the own file: `view(request, file, …)`. Whoever has none is led to registering."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = own_file(request)
        return redirect("worker:register") if file is None else view(request, file, *args, **kwargs)

    return guarded


def stored(actor: Actor, upload: "UploadedFile[bytes] | None", purpose: FilePurpose, at: datetime) -> StoredFile | None:
    """An upload of the person, which the station that serves him may see; None where nothing was chosen."""
    if upload is None:
        return None
    first = queries.registrations(actor).first()
    path = "" if first is None else first.station.path
    return store(actor=actor, upload=upload, purpose=purpose, organisation_path=path, person_id=actor.id, now=at)

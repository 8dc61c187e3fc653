"""The copy of everything held about a person: made when a request is answered, fetched by the person, blanked after seven days."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.registry import HOLDINGS
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.floor.rights import exports, policy
from yizhan.floor.rights.models import Copy, Request
from yizhan.floor.rights.moving import audit, locked_own, move
from yizhan.floor.rights.states import RequestState
from yizhan.floor.rights.verbs import EXPIRE_COPIES, FETCH_COPY
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

KEPT = timedelta(days=7)


class CopyForm(StrEnum):
    """The two forms of a copy: for machines and for reading."""

    JSON = "json"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file to hand over. Its name says nothing about the person."""

    name: str
    content_type: str
    content: bytes


_TYPES = {
    CopyForm.JSON: "application/json",
    CopyForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def everything_about(person_id: UUID, now: datetime) -> exports.Document:
    """All records of all holdings about the person, sealed values opened. The caller has decided who may."""
    return {
        "kind": "yizhan-personal-data",
        "person": str(person_id),
        "made_at": now.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "holdings": [
            {"code": holding.code, "label": holding.label_zh, "records": holding.copy(person_id)}
            for holding in HOLDINGS.values()
        ],
    }


def make_copy(request: Request, now: datetime) -> Copy:
    """Stores the copy, sealed. Inside the transaction of the answer, which audits."""
    document = everything_about(request.person_id, now)
    return Copy.objects.create(
        request=request,
        person_id=request.person_id,
        content=json.dumps(document, ensure_ascii=False),
        made_at=now,
        expires_at=now + KEPT,
    )


@transaction.atomic
def fetch_copy(*, actor: Actor, request: Request, form: CopyForm, now: datetime) -> CopyFile:
    """The file, for the person only; the download is logged, and ends the request. Refuses a copy that is gone or expired."""
    policy.require_own_request(actor, request)
    own = locked_own(actor, request)
    copy = Copy.objects.select_for_update().filter(request=own).first()
    if copy is None or copy.content is None or copy.expires_at <= now:
        raise Refusal("副本不存在或已过期，请重新提交查阅、复制请求", "there is no copy, or it has expired")
    document: exports.Document = json.loads(copy.content.open_for(SystemPurpose.DOCUMENT))
    content = exports.as_json(document) if form is CopyForm.JSON else exports.as_workbook(document)
    Copy.objects.filter(pk=copy.pk).update(fetched_at=now)
    if own.state == RequestState.ANSWERED:
        move(own, RequestState.DONE, now)
        own.save(update_fields=["state", "ended_at"])
    audit(FETCH_COPY, actor, own, now, form=str(form))
    return CopyFile(f"personal-data-{now.astimezone(SHANGHAI):%Y%m%d}.{form.value}", _TYPES[form], content)


@transaction.atomic
def expire_copies(*, actor: Actor, now: datetime) -> int:
    """Blanks every copy whose time is over and ends its request. For the system's own daily run. Returns how many."""
    if not actor.sees_everything:
        raise OutOfScope("only the system expires copies")
    due = list(
        Copy.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(expires_at__lte=now, content__isnull=False)
        .select_related("request")
        .defer("content")
    )
    for copy in due:
        Copy.objects.filter(pk=copy.pk).update(content=None)
        if copy.request.state == RequestState.ANSWERED:
            move(copy.request, RequestState.DONE, now)
            copy.request.save(update_fields=["state", "ended_at"])
    if due:
        kind, body = "rights.copy", {"copies": len(due)}
        record(actor=actor, verb=EXPIRE_COPIES.code, object_type=kind, object_id="expired", body=body, now=now)
    return len(due)

"""The audit chain, for the auditor alone: entries, verification piece by piece, and the signed head."""

import json
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.faces.components import downloads
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.paging import page
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.audit import WitnessForm
from yizhan.faces.console.forms.filters import AuditFilter
from yizhan.floor.audit import queries
from yizhan.floor.audit.actions import hand_out_head
from yizhan.floor.audit.chain import GENESIS
from yizhan.floor.audit.exports import own_public_key
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.registry import VERBS
from yizhan.floor.audit.signing import Witnessed, read_head
from yizhan.floor.audit.verification import verify_stretch
from yizhan.floor.privacy.labels import role_zh

STRETCH = 20_000
_SALT = "yizhan.console.verification"
_LASTS = 3600


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry in Chinese."""

    entry: Entry
    verb: str
    role: str


def audit(request: HttpRequest) -> HttpResponse:
    """The entries, latest first, narrowed by verb, object and days."""
    actor = actor_of(request)
    verbs = sorted(((code, verb.label_zh) for code, verb in VERBS.items()), key=lambda one: one[1])
    form = AuditFilter(request.GET.dict(), verbs)
    found = page(queries.entries(actor, **form.as_query()), request, order=("-sequence",), size=50)  # type: ignore[arg-type]
    labels = dict(verbs)
    rows = [Shown(one, labels.get(one.verb, one.verb), role_zh(one.actor_name)) for one in found.rows]
    return render(request, "console/audit.html", {"form": form, "page": found, "rows": rows})


def verify(request: HttpRequest) -> HttpResponse:
    """Explains what the chain proves, and goes along it, so many entries a request. Where it has come to travels signed."""
    if request.method != "POST":
        return render(request, "console/verify.html", {"form": WitnessForm()})
    form = WitnessForm(request.POST, request.FILES)
    place, witness = (0, GENESIS), None
    if form.is_valid():
        with refusals(form):
            if "place" in request.POST:
                place, witness = _place(request.POST["place"])
            else:
                witness = form.witness()
    if form.errors:
        return render(request, "console/verify.html", {"form": form}, status=422)
    found = verify_stretch(
        actor_of(request), last=place[0], last_hash=place[1], witness=witness, key=own_public_key(), most=STRETCH
    )
    context = {
        "form": WitnessForm(),
        "found": found,
        "witness": witness,
        "at": now_and_today()[0],
        "place": "" if found.done else _signed(found.last, found.last_hash, witness),
    }
    return render(request, "console/verify.html", context)


def head(request: HttpRequest) -> HttpResponse:
    """Hands out the signed head; that it was handed out is the entry that it names."""
    signed = hand_out_head(actor=actor_of(request), now=now_and_today()[0])
    text = json.dumps(signed, ensure_ascii=False, indent=1) + "\n"
    return downloads.made(f"审计链头-{signed['sequence']}.json", "application/json", text.encode())


def _signed(last: int, last_hash: str, witness: Witnessed | None) -> str:
    return signing.dumps([last, last_hash, None if witness is None else json.dumps(witness.data)], salt=_SALT)


def _place(text: str) -> tuple[tuple[int, str], Witnessed | None]:
    """Where the verification had come to; the beginning where that cannot be read or is old."""
    try:
        last, last_hash, head = signing.loads(text, salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        return (0, GENESIS), None
    return (last, last_hash), None if head is None else read_head(head, "所选文件")

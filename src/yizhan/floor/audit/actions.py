"""Writing the chain: one function, called last in the transaction of the act."""

import unicodedata
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction

from yizhan.floor.audit.actors import Actor
from yizhan.floor.audit.chain import Content
from yizhan.floor.audit.exports import signed_head
from yizhan.floor.audit.models import Entry, Head
from yizhan.floor.audit.registry import VERBS
from yizhan.floor.audit.signing import SignedHead
from yizhan.floor.audit.verbs import Verb
from yizhan.kernel.digests import canonical
from yizhan.kernel.errors import Refusal
from yizhan.kernel.personal_numbers import holds_personal_number

BodyValue = str | int | bool | None
LONGEST_REASON = 500
LONGEST_BODY = 8000
NOTHING: Mapping[str, BodyValue] = {}


def record(
    *,
    actor: Actor | None,
    verb: str,
    object_type: str,
    object_id: str,
    body: Mapping[str, BodyValue] = NOTHING,
    reason: str = "",
    now: datetime,
) -> Entry:
    """Appends one entry. Call it inside the act's transaction, after every other lock: the chain is locked until its end.

    ValueError for what the program does wrong: no transaction, an unknown verb, a naive time, a body with personal numbers or
    other values. Refusal, in plain Chinese, for the reason that a user gives: missing where the verb demands one, too long, or
    holding an identity number, phone or bank card.
    """
    kind = _known(verb)
    if not transaction.get_connection().in_atomic_block:
        raise ValueError("an audit entry is written inside the transaction of its act")
    if now.tzinfo is None:
        raise ValueError("the time of an audit entry needs a time zone")
    said = _reason(kind, reason)
    written = _body(body)
    _check_names(object_type, object_id, actor)
    head = Head.objects.select_for_update().get()
    content = Content(
        id=uuid.uuid4(),
        sequence=head.sequence + 1,
        at=now.astimezone(UTC),
        actor_id=None if actor is None else actor.id,
        actor_name="" if actor is None else actor.audit_name,
        verb=kind.code,
        object_type=object_type,
        object_id=object_id,
        reason=said,
        body=written,
        previous=head.hash,
    )
    fields = {name: getattr(content, name) for name in Content.__slots__}
    return Entry.objects.create(**fields, hash=content.hash())


def hand_out_head(*, actor: Actor | None, now: datetime) -> SignedHead:
    """The signed head, after an entry that says that it was handed out."""
    with transaction.atomic():
        record(actor=actor, verb="audit.head.handed_out", object_type="audit.head", object_id="1", now=now)
        return signed_head(now)


def _known(verb: str) -> Verb:
    kind = VERBS.get(verb)
    if kind is None:
        raise ValueError(f"the verb {verb!r} is in no app's verbs.py")
    return kind


def _reason(kind: Verb, reason: str) -> str:
    said = reason.strip()
    if not said and kind.reason_required:
        raise Refusal(f"「{kind.label_zh}」需要写明理由", f"{kind.code} needs a reason")
    if len(said) > LONGEST_REASON:
        raise Refusal(f"理由太长，最多{LONGEST_REASON}字", f"a reason has at most {LONGEST_REASON} characters")
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t" for mark in said):
        raise Refusal("理由中有不能使用的字符，请重新填写", "the reason holds control characters")
    if holds_personal_number(said):
        raise Refusal(
            "理由中请不要填写身份证号、手机号或银行卡号",
            "a reason must not hold an identity number, phone or bank card",
        )
    return said


def _body(body: Mapping[str, BodyValue]) -> str:
    for key, value in body.items():
        if not isinstance(key, str) or not (value is None or isinstance(value, str | int | bool)):
            raise ValueError(
                f"the audit body holds something else than text, whole numbers, true, false and null: {key!r}"
            )
        if isinstance(value, str) and holds_personal_number(value):
            raise ValueError(f"the audit body holds what looks like a personal number: {key!r}")
    written = canonical(dict(body))
    if len(written) > LONGEST_BODY or any("\ud800" <= mark <= "\udfff" for mark in written):
        raise ValueError("the audit body is too long or cannot be written as UTF-8")
    return written


def _check_names(object_type: str, object_id: str, actor: Actor | None) -> None:
    if not 0 < len(object_type) <= 80 or not 0 < len(object_id) <= 200:
        raise ValueError("an audit entry names its object, briefly")
    for text in (object_type, object_id, "" if actor is None else actor.audit_name):
        if not text.isprintable() or holds_personal_number(text):
            raise ValueError("object and actor of an audit entry are named by ids and codes")

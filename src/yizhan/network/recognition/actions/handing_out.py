"""Forms and lists that leave the system: each is on record before it is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import queries
from yizhan.network.recognition.documents import content, pdf, word
from yizhan.network.recognition.documents.layout import FORMS, Form
from yizhan.network.recognition.exports import workbook
from yizhan.network.recognition.models import Application, Attachment, SubsidyRequest
from yizhan.network.recognition.moving import audit, said
from yizhan.network.recognition.policy import is_applicant, receives
from yizhan.network.recognition.queries import applications
from yizhan.network.recognition.states import ApplicationKind
from yizhan.network.recognition.verbs import FORM_HANDED_OUT, LISTED, PAPER_OPENED

Format = Literal["docx", "pdf"]
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Document:
    """A file to download."""

    name: str
    media_type: str
    content: bytes


def empty_form(form_code: str, format: Format) -> Document:
    """A form to be filled in by hand. Public. KeyError for a code that is no form."""
    form = FORMS[form_code]
    return _document(form, format, content.empty(form), f"{form.title}（空表）")


def hand_out_form(
    *,
    actor: Actor,
    application: Application,
    form_code: str,
    format: Format,
    full: bool = False,
    reason: str = "",
    now: datetime,
) -> Document:
    """The filled form. Masked unless `full`, which the applicant's people and the county's officers may ask for, officers with a
    reason. OutOfScope for another's application; Refusal for a form that the application does not have.

    Not inside a transaction: the document is given only when its entry is committed.
    """
    held = applications(actor).filter(pk=application.pk).first()
    if held is None:
        raise OutOfScope(f"application {application.pk}")
    form = FORMS[form_code]
    _require_form(held, form)
    told = said(reason, label="理由", field="reason", longest=200, needed=False)
    if full:
        _require_full(actor, held, told)
    document = _document(form, format, content.of(held, form, full=full), f"{form.title}{held.number}")
    with transaction.atomic(durable=True):
        body: dict[str, BodyValue] = {"form": form.code, "format": format, "full": full}
        audit(FORM_HANDED_OUT, held, actor=actor, now=now, body=body, reason=told)
    return document


@transaction.atomic
def open_paper(*, actor: Actor, attachment: Attachment, now: datetime) -> Attachment:
    """Puts on record that a paper is opened, and gives its row back: its file may be read once this is committed.

    Attachment.DoesNotExist for another's.
    """
    held = queries.attachment(actor, attachment.pk)
    audit(PAPER_OPENED, held.application, actor=actor, now=now, body={"paper": str(held.pk), "kind": held.material})
    return held


def export_list(*, actor: Actor, state: str = "", kind: str = "", now: datetime) -> Document:
    """The applications of the actor's area as a workbook. No phone, identity number or account; names masked."""
    rows = applications(actor, state=state, kind=kind)
    if rows.count() > MOST_ROWS:
        raise Refusal(f"一次最多导出{MOST_ROWS}件，请按状态或事项分开导出", "too many rows for one list")
    made = workbook(rows)
    with transaction.atomic(durable=True):
        record(
            actor=actor,
            verb=LISTED.code,
            object_type="recognition.list",
            object_id=state or "all",
            body={"rows": len(rows), "kind": kind},
            now=now,
        )
    return Document("认定申请清单.xlsx", _MEDIA["xlsx"], made)


def _document(form: Form, format: Format, values: dict[str, str], name: str) -> Document:
    made = word.render(form, values) if format == "docx" else pdf.render(form, values)
    return Document(f"{name}.{format}", _MEDIA[format], made)


def _require_form(application: Application, form: Form) -> None:
    if application.kind != ApplicationKind.RECOGNITION:
        raise Refusal("该事项没有规定的申请表格式", "no form is prescribed for this kind")
    if form.code == "subsidy" and not SubsidyRequest.objects.filter(application=application).exists():
        raise Refusal("还没有填写补助资金申请", "no subsidy is asked for yet")


def _require_full(actor: Actor, application: Application, reason: str) -> None:
    if is_applicant(actor, application):
        return
    if not receives(actor, application):
        raise Refusal("只能下载隐去个人信息的表格", "only a masked form is given")
    if len(reason) < 4:
        raise Refusal(
            "下载含完整个人信息的表格须写明理由，4至200个字", "say why, in 4 to 200 characters", field="reason"
        )

"""The list of workers as a workbook, masked. Full values leave by extracts.py only, for which two persons answer."""

import io
from datetime import datetime

import xlsxwriter
from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.people.models import Worker
from yizhan.market.people.policy import sees_by_area
from yizhan.market.people.queries import workers
from yizhan.market.people.verbs import EXPORTED

MOST_ROWS = 20_000
HEADERS = ("姓名", "性别", "出生年份", "证件类型", "证件号码", "手机号", "文化程度", "人员类别", "技能", "建档日期")
# A spreadsheet runs a cell that begins so; full-width forms too (reliability.md, access 4).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def list_workbook(*, actor: Actor, now: datetime) -> bytes:
    """The XLSX of every file of the actor's area: surname, masked numbers, year of birth. Audited. Refuses too many rows.

    Sensitive categories are left out.
    """
    if not sees_by_area(actor):
        raise Refusal("您的岗位不能导出名单", "your role exports no lists")
    found = workers(actor, at=now).prefetch_related("categories", "skills").order_by("created_at", "id")
    rows = list(found[: MOST_ROWS + 1])
    if len(rows) > MOST_ROWS:
        raise Refusal(f"超过{MOST_ROWS}行，请按驿站分别导出", "too many rows")
    content = _written([_row(worker) for worker in rows])
    with transaction.atomic():
        key = str(actor.organisation_id or actor.id)
        body = {"rows": len(rows)}
        record(actor=actor, verb=EXPORTED.code, object_type="people.list", object_id=key, body=body, now=now)
    return content


def neutral(text: str) -> str:
    """The text as no program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(worker: Worker) -> tuple[str, ...]:
    shown = [each.get_kind_display() for each in worker.categories.all() if each.kind in ("graduate", "unemployed")]
    number, phone = worker.document_number, worker.person.phone
    return (
        mask(worker.person.name, Masking.NAME),
        worker.get_sex_display(),
        "" if worker.birth_date is None else str(worker.birth_date.year),
        worker.get_document_kind_display() or "",
        "" if number is None else number.masked,
        "" if phone is None else phone.masked,
        worker.get_education_display(),
        "、".join(sorted(set(shown))),
        "、".join(sorted(each.trade for each in worker.skills.all())),
        worker.created_at.astimezone(SHANGHAI).date().isoformat(),
    )


def _written(rows: list[tuple[str, ...]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet("零工名单"), book.add_format({"bold": True})
    for at, row in enumerate([HEADERS, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(at, column, neutral(text), bold if at == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(HEADERS) - 1, 16)
    book.close()
    return file.getvalue()

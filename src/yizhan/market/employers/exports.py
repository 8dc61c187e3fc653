"""The list of employers as a workbook, masked: nothing that a list does not need leaves the platform."""

import io
from datetime import datetime

import xlsxwriter
from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.models import Employer
from yizhan.market.employers.policy import AREA_ROLES
from yizhan.market.employers.queries import employers, shown_name
from yizhan.market.employers.states import Industry
from yizhan.market.employers.verbs import EXPORTED

MOST_ROWS = 20_000
HEADERS = (
    "名称",
    "类型",
    "统一社会信用代码",
    "行业",
    "经营内容",
    "区划代码",
    "联系电话",
    "从业人数",
    "小微企业",
    "状态",
    "建档日期",
)
# A spreadsheet runs a cell that begins so; full-width forms too (reliability.md).
_FORMULA = "=+-@＝＋－＠\t\r"
_CREATED = datetime.fromisoformat("2000-01-01")


def list_workbook(*, actor: Actor, now: datetime) -> bytes:
    """The XLSX of every file that the actor sees, phones masked and residents by surname. Audited. Refuses too many rows."""
    if actor.role not in AREA_ROLES:
        raise Refusal("您的岗位不能导出名单", "your role exports no lists")
    rows = list(employers(actor)[: MOST_ROWS + 1])
    if len(rows) > MOST_ROWS:
        raise Refusal(f"超过{MOST_ROWS}行，请按区县分别导出", "too many rows")
    content = _written([_row(found) for found in rows])
    with transaction.atomic():
        record(
            actor=actor,
            verb=EXPORTED.code,
            object_type="employers.list",
            object_id="list",
            body={"rows": len(rows)},
            now=now,
        )
    return content


def safe(text: str) -> str:
    """The text as no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in _FORMULA and text else text


def _row(found: Employer) -> tuple[str, ...]:
    small = {True: "是", False: "否", None: "未知"}[found.is_small]
    return (
        shown_name(found),
        found.get_kind_display(),
        found.credit_code or "",
        Industry(found.industry).label if found.industry else "",
        found.business,
        found.region,
        "" if found.contact_phone is None else found.contact_phone.masked,
        "" if found.headcount is None else str(found.headcount),
        small,
        found.get_state_display(),
        found.created_at.astimezone(SHANGHAI).date().isoformat(),
    )


def _written(rows: list[tuple[str, ...]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": "用工主体名单", "created": _CREATED})
    sheet = book.add_worksheet("用工主体名单")
    strong = book.add_format({"bold": True})
    for column, header in enumerate(HEADERS):
        sheet.write_string(0, column, header, strong)
        sheet.set_column(column, column, 18)
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(at, column, safe(text))
    sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()

"""The list of applications as a workbook."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from yizhan.appraisal.reports.spreadsheet import harmless
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.recognition.models import Application

COLUMNS = (
    *("申请编号", "事项", "状态", "所属县（市、区）", "申请单位", "统一社会信用代码", "法人代表或负责人"),
    *("零工市场（驿站）名称", "类型", "地址", "建筑面积（平方米）", "提交时间", "受理时间", "核查时间", "审批时间"),
    *("审批意见", "不同意的理由"),
)
_WIDE = {"申请单位": 28, "零工市场（驿站）名称": 28, "地址": 36, "不同意的理由": 36}


def workbook(rows: Iterable[Application]) -> bytes:
    """One line for each application. Every cell is text or a date as text; none can be taken for a formula."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("认定申请")
    bold = book.add_format({"bold": True, "bottom": 1})
    for at, title in enumerate(COLUMNS):
        sheet.write_string(0, at, title, bold)
        sheet.set_column(at, at, _WIDE.get(title, 16))
    for line, application in enumerate(rows, start=1):
        for at, text in enumerate(cells(application)):
            sheet.write_string(line, at, harmless(text))
    sheet.freeze_panes(1, 1)
    book.close()
    return made.getvalue()


def cells(application: Application) -> tuple[str, ...]:
    """The texts of one line, in the order of COLUMNS."""
    decision = application.decision
    name = application.legal_representative
    area = application.floor_area
    dates = (application.submitted_at, application.accepted_at, application.visited_at, application.decided_at)
    return (
        application.number,
        application.get_kind_display(),
        application.get_state_display(),
        application.county_name,
        application.applicant_name,
        application.credit_code,
        mask(name, Masking.NAME) if name else "",
        application.station_name,
        application.get_station_kind_display(),
        application.station_address,
        "" if area is None else f"{area:f}",
        *("" if at is None else f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for at in dates),
        "" if decision is None else decision.get_result_display(),
        "" if decision is None else decision.reason,
    )

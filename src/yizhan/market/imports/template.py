"""The empty workbook with the two rosters, headers and notes as in the scoring template."""

import io
from datetime import datetime

import xlsxwriter

from yizhan.facts.workbook.layout import Field
from yizhan.facts.workbook.read import EMPLOYERS, WORKERS
from yizhan.facts.workbook.template import PREPARED_ROWS
from yizhan.market.imports.sheets import LAYOUTS

_CREATED = datetime.fromisoformat("2000-01-01")
_NOTES = {
    "text": "文字",
    "person": "18位身份证号码（文本格式），加密保存",
    "choice": "从下拉列表选择",
    "day": "日期，如 2026-05-06",
    "bool": "是 或 否",
    "count": "整数",
}


def roster_template() -> bytes:
    """The XLSX. Equal at every call. Dark headers must be filled; grey ones are not read."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": "零工和用工主体导入模板", "created": _CREATED})
    shared = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    looks = {
        "must": book.add_format({"bg_color": "#1F3864", "font_color": "#FFFFFF", **shared}),
        "may": book.add_format({"bg_color": "#D9E2F3", "font_color": "#1F3864", **shared}),
        "unread": book.add_format({"bg_color": "#EDEDED", "font_color": "#595959", **shared}),
    }
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for name in (WORKERS, EMPLOYERS):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, field in enumerate(LAYOUTS[name].fields):
            look = looks["must" if field.must else "unread" if field.use == "ignore" else "may"]
            sheet.write_string(0, column, field.header, look)
            sheet.write_comment(0, column, _note(field), {"author": ""})
            kind = field.column.kind if field.column else ""
            sheet.set_column(column, column, max(12, 2 * len(field.header) + 2), day if kind == "day" else text)
            labels = [choice.label.zh for choice in field.column.choices] if field.column else []
            if kind == "bool":
                labels = ["是", "否"]
            if labels and len(",".join(labels)) < 250:
                sheet.data_validation(1, column, PREPARED_ROWS, column, {"validate": "list", "source": labels})
    book.close()
    return target.getvalue()


def _note(field: Field) -> str:
    if field.column is None:
        return "只供您自己使用，不读入、不保存"
    return f"{'必填' if field.must else '选填'}。{_NOTES[field.column.kind]}"

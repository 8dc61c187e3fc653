"""Makes the Word templates from layout.py: `python -m yizhan.network.recognition.documents.build`. Reviewable, unlike a binary.

Black lines, a serif title in the middle, merged cells, room for signature and seal. `{{ name }}` is where a value goes.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from yizhan.network.recognition.documents.layout import COLUMNS, FORMS, Cell, Form, Line, filled

TEMPLATES = Path(__file__).parent / "templates"
_TITLE_FONT, _FONT, _LATIN = "方正小标宋简体", "宋体", "Times New Roman"
_WIDTH, _LINE = 164, 1.35
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def build(form: Form) -> WordDocument:
    """The template of a form."""
    word = Document()
    _page(word)
    _text(word.add_paragraph(), Line(form.annex), form, size=12)
    title = word.add_paragraph()
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(12)
    _text(title, Line(form.title, "center"), form, size=20, font=_TITLE_FONT, bold=True)
    above = word.add_paragraph()
    above.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    above.paragraph_format.space_after = Pt(3)
    _text(above, Line(f"{form.unit}\t{form.filed}"), form)
    _fill(word.add_table(rows=len(form.rows), cols=COLUMNS, style="Table Grid"), form)
    _text(word.add_paragraph(), Line(form.note), form)
    return word


def write_all() -> list[Path]:
    """Writes every template beside this module."""
    TEMPLATES.mkdir(exist_ok=True)
    paths = []
    for form in FORMS.values():
        path = TEMPLATES / f"{form.code}.docx"
        build(form).save(str(path))
        paths.append(path)
    return paths


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(18), Mm(15)
    word.core_properties.author, word.core_properties.comments = "", ""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(11.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(0)


def _fill(table: Table, form: Form) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column in table.columns:
        column.width = Mm(_WIDTH / COLUMNS)
    for row, drawn in zip(form.rows, table.rows, strict=True):
        drawn.height, drawn.height_rule = Mm(row.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        cells, at = drawn.cells, 0
        for cell in row.cells:
            merged = cells[at] if cell.span == 1 else cells[at].merge(cells[at + cell.span - 1])
            _write(merged, cell, form)
            at += cell.span


def _write(drawn: _Cell, cell: Cell, form: Form) -> None:
    drawn.width = Mm(_WIDTH * cell.span / COLUMNS)
    drawn.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(cell.lines):
        _text(drawn.paragraphs[0] if number == 0 else drawn.add_paragraph(), line, form)


def _text(
    paragraph: Paragraph, line: Line, form: Form, *, size: float = 11.5, font: str = _FONT, bold: bool = False
) -> None:
    paragraph.alignment = _ALIGN[line.align]
    # An exact height keeps the form on one page whatever font stands in for one that the machine lacks.
    paragraph.paragraph_format.line_spacing = Pt(_LINE * size)
    if line.gap:
        paragraph.paragraph_format.space_before = Mm(line.gap)
    if line.indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    if line.inset:
        paragraph.paragraph_format.right_indent = Pt(line.inset * size)
    run = paragraph.add_run(filled(line.text, {name: f"{{{{ {name} }}}}" for name in form.fields}))
    run.font.size, run.bold = Pt(size), bold
    run.font.name = _LATIN
    _east_asian(run, font)


def _east_asian(run: Run, font: str) -> None:
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    # Without the hint Word sets quotation marks in the Latin font.
    fonts.set(qn("w:hint"), "eastAsia")
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    run._element.get_or_add_rPr().append(language)


if __name__ == "__main__":
    for written in write_all():
        print(written.name)

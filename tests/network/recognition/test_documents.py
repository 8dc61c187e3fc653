"""The forms: like the source, cell by cell, and inert whatever is typed."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.table import Table
from pypdf import PdfReader

from yizhan.appraisal.catalogue import SHELF
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition.documents import build, pdf, word
from yizhan.network.recognition.documents.glyphs import coverage
from yizhan.network.recognition.documents.layout import (
    CHECKED,
    EMPTY_DATE,
    FORMS,
    RECOGNITION,
    SUBSIDY,
    UNCHECKED,
    Form,
    filled,
)
from yizhan.network.recognition.documents.words import printable

SOURCE = re.sub(r"\s", "", (SHELF / "quanzhou-2025" / "source.txt").read_text(encoding="utf-8"))
VALUES = {
    "unit": "丰泽人力资源服务有限公司",
    "filed_on": "2026年11月20日",
    "applicant_name": "丰泽人力资源服务有限公司",
    "legal_representative": "欧阳䶮",
    "credit_code": "91350503MA2XN00006",
    "registered_address": "福建省泉州市丰泽区东海街道云谷路1号",
    "contact_phone": "0595-22345678",
    "station_name": "泉州市丰泽区零工驿站（东海）",
    "market_box": UNCHECKED,
    "station_box": CHECKED,
    "county_name": "丰泽区",
    "station_address": "福建省泉州市丰泽区宝珊路8号",
    "manager_name": "王㛃𬭎",
    "manager_identity_number": "350500199001010015",
    "floor_area": "86.5",
    "investment": "12.8",
    "posts_offered": "320",
    "people_placed": "145",
    "uses_platform": "是",
    "unit_date": "2026年11月20日",
    "opinion_date": EMPTY_DATE,
    "bank_name": "中国建设银行泉州东海支行",
    "account_number": "35050165253600000123",
    "account_holder": "丰泽人力资源服务有限公司",
    "amount": "20000.00元",
    "one_time_box": CHECKED,
    "performance_box": UNCHECKED,
}
EMPTY = {name: EMPTY_DATE if name.endswith("_date") else UNCHECKED if name.endswith("_box") else "" for name in VALUES}
HOSTILE = '{{ 7*7 }}{% for x in y %}</w:t><w:br/>&amp;#panic()$x$ @a *粗* \\ "引"'


def cells(table: Table) -> list[list[str]]:
    """The text of every cell as it is drawn, merged ones once."""
    rows = []
    for row in table.rows:
        distinct = {id(cell._tc): cell for cell in row.cells}
        rows.append([cell.text for cell in distinct.values()])
    return rows


def expected(form: Form, values: dict[str, str]) -> list[list[str]]:
    return [["\n".join(filled(line.text, values) for line in cell.lines) for cell in row.cells] for row in form.rows]


def pdf_text(made: bytes) -> str:
    return re.sub(r"[\s\u200b]", "", "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages))


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_printed_word_of_a_form_is_the_sources(form: Form) -> None:
    blank = dict.fromkeys(form.fields, "")
    annex = SOURCE[SOURCE.index(f"{form.annex}{form.title}") :]
    assert filled(form.unit, blank) in annex
    assert filled(form.filed, blank) in annex
    for row in form.rows:
        for cell in row.cells:
            printed = "".join(filled(line.text, blank) for line in cell.lines)
            for phrase in re.split(r"[\s\u3000]+", printed):
                assert phrase.replace("（盖章）", "") in annex
    assert form.note in annex


def test_the_rows_of_annex_two_are_those_of_the_source() -> None:
    labels = [
        re.sub(r"[\s\u3000]", "", "".join(line.text for line in cell.lines))
        for row in RECOGNITION.rows
        for cell in row.cells
    ]
    printed = [label for label in labels if label and not label.startswith("{")]
    assert printed[:-3] == [
        *("申请单位名称", "法人代表或负责人", "统一社会信用代码", "登记地址", "联系电话"),
        *("申请认定的零工市场（驿站）名称", "类型", "所属县（市、区）", "零工市场（驿站）地址、负责人姓名及身份证号码"),
        *("零工市场（驿站）建筑面积（平方米）", "累计投资总额（万元）", "提供岗位数", "推荐就业人数"),
        *("是否使用“泉就业”零工平台", "申请单位"),
    ]
    assert printed[-2] == "县级人社部门审批意见"


@pytest.mark.parametrize("values", [VALUES, EMPTY], ids=["filled", "empty"])
@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_the_word_file_holds_exactly_these_cells(form: Form, values: dict[str, str]) -> None:
    made = Document(BytesIO(word.render(form, values)))
    assert cells(made.tables[0]) == expected(form, values)
    assert [paragraph.text for paragraph in made.paragraphs] == [
        form.annex,
        form.title,
        f"{filled(form.unit, values)}\t{filled(form.filed, values)}",
        form.note,
    ]


@pytest.mark.parametrize("values", [VALUES, EMPTY], ids=["filled", "empty"])
@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_the_pdf_says_the_same_on_one_page(form: Form, values: dict[str, str]) -> None:
    made = pdf.render(form, values)
    assert len(PdfReader(BytesIO(made)).pages) == 1
    text = pdf_text(made).replace("√□", CHECKED)
    for row in expected(form, values):
        for cell in row:
            for line in cell.split("\n"):
                assert re.sub(r"\s", "", line) in text


def test_rare_characters_of_names_are_in_the_font_and_others_are_named() -> None:
    assert coverage().missing("𬭎䶮㛃") == ()
    assert "王㛃𬭎" in pdf_text(pdf.render(RECOGNITION, VALUES))
    with pytest.raises(Refusal, match=r"没有「𠮷」（U\+20BB7）.*Word 版"):
        pdf.render(RECOGNITION, VALUES | {"manager_name": "𠮷田"})
    made = Document(BytesIO(word.render(RECOGNITION, VALUES | {"manager_name": "𠮷田"})))
    assert "𠮷田" in cells(made.tables[0])[5][1]


def test_what_is_typed_is_text_and_nothing_else() -> None:
    values = VALUES | {"applicant_name": f"{HOSTILE}\x00\x07\x0b\u202e\ufeff"}
    made = word.render(RECOGNITION, values)
    assert cells(Document(BytesIO(made)).tables[0])[0][1] == f"{HOSTILE} "
    assert b"<w:br/>&amp;" not in ZipFile(BytesIO(made)).read("word/document.xml")
    assert re.sub(r"\s", "", HOSTILE) in pdf_text(pdf.render(RECOGNITION, values))


def test_printable_drops_what_is_invisible() -> None:
    assert printable("甲\x00\u200b乙\n丙\ud800\ue000") == "甲乙 丙"


def test_long_words_stay_inside_the_page() -> None:
    long = {
        "applicant_name": "福建省泉州市" * 20,
        "registered_address": "https://" + "a" * 180,
        "manager_name": "长" * 60,
    }
    made = pdf.render(RECOGNITION, VALUES | long)
    text = pdf_text(made)
    assert "福建省泉州市" * 20 in text
    assert "a" * 180 in text
    for page in PdfReader(BytesIO(made)).pages:
        rightmost: list[float] = []

        def seen(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
            if text.strip():
                rightmost.append(tm[4] * cm[0] + cm[4])  # noqa: B023

        page.extract_text(visitor_text=seen)
        assert max(rightmost) < float(page.mediabox.width) - 60


def test_the_templates_are_those_that_the_script_makes() -> None:
    for form in FORMS.values():
        fresh = BytesIO()
        build.build(form).save(fresh)
        kept = ZipFile(build.TEMPLATES / f"{form.code}.docx").read("word/document.xml")
        assert ZipFile(BytesIO(fresh.getvalue())).read("word/document.xml") == kept


def test_the_page_is_drawn_with_its_lines(tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed: the picture of the page was not made")
    (tmp_path / "form.pdf").write_bytes(pdf.render(SUBSIDY, VALUES))
    subprocess.run(["pdftoppm", "-r", "40", "-gray", tmp_path / "form.pdf", tmp_path / "form"], check=True)
    header, size, _, pixels = (tmp_path / "form-1.pgm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    assert (header, width, height) == (b"P5", 331, 468)
    dark = [sum(byte < 200 for byte in pixels[at * width : (at + 1) * width]) for at in range(height)]
    assert sum(count > width * 0.7 for count in dark) >= len(SUBSIDY.rows)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_a_word_processor_lays_a_form_out_on_one_page(form: Form, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: no form was opened in a word processor")
    (tmp_path / "form.docx").write_bytes(word.render(form, VALUES))
    converter = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*converter, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "form.docx"],
        check=True,
        capture_output=True,
    )
    assert len(PdfReader(tmp_path / "form.pdf").pages) == 1

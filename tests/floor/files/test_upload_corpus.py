"""Hostile and broken uploads: each is refused with one plain sentence, nothing is kept, and quickly."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.floor.files import factories as make
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.kernel.errors import Refusal

EMPTY = "文件是空的，请重新选择"
BROKEN = "图片不完整或已损坏，请重新拍摄或保存后再上传"
PIXELS = "图片超过4000万像素，请缩小后再上传"
MOVING = "不接收动图，请换成静止的 JPG 或 PNG 图片"
MARKUP = "不接收网页和矢量图（HTML、SVG），请换成 JPG 或 PNG 图片"
PACKED = "不接收压缩包，请解压后逐个上传"
PROGRAM = "不接收程序文件"
UNKNOWN = "不认识这种文件，请上传 JPG、PNG 图片或 PDF、XLSX、DOCX 文件"
HEIC = "不支持 HEIC 照片：请在手机相机设置中选择“兼容性最佳”，或截图后上传"
OFFICE = "这是旧版或带密码的 Office 文件，请取消密码并另存为 .xlsx 或 .docx"
OTHER = "不接收 BMP 和 TIFF 图片，请换成 JPG 或 PNG 图片"
ACTIVE = "PDF 含有可执行内容（脚本、附件等），请打印成新的 PDF 后再上传"
ODD = "PDF 结构异常，请打印成新的 PDF 后再上传"
CUT = "PDF 文件不完整，请重新保存后再上传"
LOCKED = "PDF 设有密码或权限限制，请取消后再上传"
MACROS = "工作簿含有宏或属于二进制格式。请另存为不含宏的“Excel 工作簿（.xlsx）”"
SWOLLEN = "工作簿解压后过大或结构异常，为安全起见不予读取。请把数据复制到新的模板中再试"
TEXT_ACTIVE = "Word 文档含有宏、嵌入对象或外部模板，请另存为普通 .docx 后再上传"
TEXT_SWOLLEN = "Word 文档解压后过大或结构异常，请另存为新的 .docx 后再上传"
DAMAGED = "文件已损坏，请重新保存后再上传"
TOO_LARGE = {10: "文件超过 10 MB，请缩小后再上传", 20: "文件超过 20 MB，请缩小后再上传"}

JPEG = make.saved(make.scene())
PNG = make.saved(make.scene(), "PNG")
FRAMES = [make.scene(40, 30), make.scene(40, 30, shift=9)]
TEMPLATE = b'<Relationship Type="http://x/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"/>'

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", EMPTY),
    "half a JPEG": (lambda: JPEG[: len(JPEG) // 2], BROKEN),
    "only the start of a JPEG": (lambda: JPEG[:4], BROKEN),
    "a JPEG of noise": (lambda: b"\xff\xd8\xff\xe0" + b"\x55" * 500, BROKEN),
    "half a PNG": (lambda: PNG[: len(PNG) // 2], BROKEN),
    "a PNG with a wrong sum": (lambda: PNG[:40] + b"\0\0\0\0" + PNG[44:], BROKEN),
    "a PNG of no pixels": (lambda: make.png_claiming(0, 10), BROKEN),
    "a PNG of 900 megapixels": (lambda: make.png_claiming(30_000, 30_000), PIXELS),
    "a PNG of 60 megapixels": (lambda: make.png_claiming(10_000, 6_000), PIXELS),
    "a PNG of 2 to the 31 pixels in a row": (lambda: make.png_claiming(2**31 - 1, 1), PIXELS),
    "a PNG that says more than it holds": (lambda: make.png_claiming(6_000, 6_000), BROKEN),
    "a WebP of 268 megapixels": (lambda: make.webp_claiming(16_383, 16_383), PIXELS),
    "a moving WebP": (lambda: make.webp_claiming(30, 30, moving=True), MOVING),
    "a WebP without content": (lambda: make.webp_claiming(30, 30), BROKEN),
    "a moving PNG": (lambda: make.saved(FRAMES[0], "PNG", save_all=True, append_images=FRAMES[1:]), MOVING),
    "a GIF": (lambda: make.saved(FRAMES[0], "GIF"), "不接收 GIF 图片，请换成 JPG 或 PNG 图片"),
    "a BMP": (lambda: make.saved(FRAMES[0], "BMP"), OTHER),
    "a TIFF": (lambda: make.saved(FRAMES[0], "TIFF"), OTHER),
    "a HEIC": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", HEIC),
    "a video": (lambda: b"\0\0\0\x18ftypisom\0\0\0\0", "不接收视频，请上传图片"),
    "an SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', MARKUP),
    "an SVG with a declaration": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?><svg/>', MARKUP),
    "a page": (lambda: b"\n\n <!DOCTYPE html><script>alert(1)</script>", MARKUP),
    "a page behind text": (lambda: b"hello <html><body onload=alert(1)>", MARKUP),
    "a Windows program": (lambda: b"MZ\x90\0" + b"\0" * 100, PROGRAM),
    "a Linux program": (lambda: b"\x7fELF" + b"\0" * 100, PROGRAM),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", PROGRAM),
    "a RAR": (lambda: b"Rar!\x1a\x07\0", PACKED),
    "a gzip": (lambda: b"\x1f\x8b\x08\0", PACKED),
    "a zip of a page": (lambda: make.zipped({"index.html": b"<html>"}), PACKED),
    "a zip with a page's name": (lambda: make.zipped({"../../etc/passwd": b"x"}), PACKED),
    "a zip of thirty thousand names": (
        lambda: make.zipped({f"word/{number:05}.xml": b"" for number in range(30_000)}, of=make.letter()),
        PACKED,
    ),
    "a PDF of a million streams": (lambda: make.pdf(b"stream\n" * 1_000_000), ODD),
    "a broken zip": (lambda: b"PK\x03\x04" + b"\0" * 100, DAMAGED),
    "plain text": (lambda: "你好".encode(), UNKNOWN),
    "NUL": (lambda: b"\0" * 10, UNKNOWN),
    "an old Office file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OFFICE),
    "a PDF cut off": (lambda: make.pdf()[:-10], CUT),
    "a PDF with a script": (lambda: make.pdf(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), ACTIVE),
    "a PDF with a script, escaped": (lambda: make.pdf(b"/OpenAction << /S /J#61va#53cript /JS (x) >>"), ACTIVE),
    "a PDF that starts a program": (lambda: make.pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), ACTIVE),
    "a PDF with an attachment": (lambda: make.pdf(b"/Names << /EmbeddedFiles 9 0 R >>"), ACTIVE),
    "a PDF with a hidden script": (lambda: make.pdf(objects=b"5 0 << /S /JavaScript /JS (x) >>"), ACTIVE),
    "a PDF with an odd stream": (lambda: make.pdf(objects=b"5 0 <<>>", filter_name=b"/LZWDecode"), ODD),
    "a PDF bomb": (lambda: make.pdf(objects=b"\0" * 40_000_000), ODD),
    "an encrypted PDF": (lambda: make.pdf(b"/Encrypt 9 0 R"), LOCKED),
    "a PDF of 21 MB": (lambda: make.pdf() + b" " * 21 * 2**20, TOO_LARGE[20]),
    "a JPEG of 11 MB": (lambda: JPEG + b"\0" * 11 * 2**20, TOO_LARGE[10]),
    "a workbook with macros": (lambda: make.zipped({"xl/vbaProject.bin": b"x"}, of=make.workbook()), MACROS),
    "a workbook bomb": (lambda: make.zipped({"xl/a.xml": b"<a>" + b" " * 9 * 2**20}, of=make.workbook()), SWOLLEN),
    "a letter with macros": (lambda: make.zipped({"word/vbaProject.bin": b"x"}, of=make.letter()), TEXT_ACTIVE),
    "a letter with an object": (lambda: make.zipped({"word/embeddings/a.bin": b"x"}, of=make.letter()), TEXT_ACTIVE),
    "a letter with a far template": (
        lambda: make.zipped({"word/_rels/settings.xml.rels": TEMPLATE}, of=make.letter()),
        TEXT_ACTIVE,
    ),
    "a letter bomb": (lambda: make.zipped({"word/a.xml": b" " * 9 * 2**20}, of=make.letter()), TEXT_SWOLLEN),
    "a letter with entities": (
        lambda: make.zipped({"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, of=make.letter()),
        TEXT_SWOLLEN,
    ),
    "a letter that climbs out": (lambda: make.zipped({"word/../../a": b"x"}, of=make.letter()), TEXT_SWOLLEN),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_upload_is_refused_in_plain_words_and_leaves_nothing(name: str, folder: Path) -> None:
    build, said = HOSTILE[name]
    content = build()
    start = time.monotonic()
    with pytest.raises(Refusal) as refused:
        make.stored(content, "合同.jpg")
    assert (refused.value.text.zh, refused.value.field) == (said, "upload")
    assert time.monotonic() - start < 5
    assert StoredFile.objects.count() == 0
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_nine_hundred_megapixels_cost_neither_time_nor_memory() -> None:
    content = make.png_claiming(30_000, 30_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    with pytest.raises(Refusal):
        make.stored(content)
    assert time.monotonic() - start < 0.5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("purpose", "content", "said"),
    [
        (FilePurpose.SITE_PHOTO, make.pdf(), "驿站场地照片应上传JPG 图片、PNG 图片"),
        (FilePurpose.IDENTITY_PAPER, make.workbook(), "身份证件应上传JPG 图片、PNG 图片、PDF 文件"),
        (FilePurpose.WORKBOOK, JPEG, "导入的工作簿应上传Excel 工作簿"),
    ],
)
def test_a_purpose_takes_its_kinds_only(purpose: FilePurpose, content: bytes, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        make.stored(content, purpose=purpose)
    assert refused.value.text.zh == said

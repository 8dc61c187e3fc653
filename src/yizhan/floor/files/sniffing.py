"""What a file is, by its first bytes and never by its name; and the plain words for what is not accepted."""

import io
import zipfile
from enum import Enum

from yizhan.kernel.errors import Refusal


class Found(Enum):
    """What is looked at further."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    PDF = "PDF"
    XLSX = "XLSX"
    DOCX = "DOCX"


PICTURES_FOUND = (Found.JPEG, Found.PNG, Found.WEBP)
LARGEST_DIRECTORY = 2**20
_END_RECORD = 22
_ACCEPTED = "请上传 JPG、PNG 图片或 PDF、XLSX、DOCX 文件"
_STARTS: tuple[tuple[bytes, Found], ...] = (
    (b"\xff\xd8\xff", Found.JPEG),
    (b"\x89PNG\r\n\x1a\n", Found.PNG),
    (b"%PDF-", Found.PDF),
)
_MARKUP = (b"<svg", b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<?xml", b"<!--", b"<iframe")
_REFUSED: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"GIF87a", b"GIF89a"), "不接收 GIF 图片，请换成 JPG 或 PNG 图片", "GIF pictures are not accepted"),
    ((b"BM", b"II*\0", b"MM\0*"), "不接收 BMP 和 TIFF 图片，请换成 JPG 或 PNG 图片", "BMP and TIFF are not accepted"),
    (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
        "这是旧版或带密码的 Office 文件，请取消密码并另存为 .xlsx 或 .docx",
        "old or encrypted Office files are not accepted",
    ),
    (
        (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        "不接收压缩包，请解压后逐个上传",
        "archives are not accepted",
    ),
    ((b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe"), "不接收程序文件", "programs are not accepted"),
)
_BRANDS_OF_STILLS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")


def sniff(content: bytes) -> Found:
    """The kind of these bytes. Refusal, with the remedy, for everything that is not accepted."""
    if not content:
        raise Refusal("文件是空的，请重新选择", "the file is empty", field="upload")
    for start, found in _STARTS:
        if content.startswith(start):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Found.WEBP
    if content.startswith(b"PK\x03\x04"):
        return _inside_zip(content)
    raise _refusal(content)


def _inside_zip(content: bytes) -> Found:
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged() from error
    if "word/document.xml" in names:
        return Found.DOCX
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return Found.XLSX
    raise Refusal("不接收压缩包，请解压后逐个上传", "archives are not accepted", field="upload")


def _check_directory(content: bytes) -> None:
    """The list of contents is measured before it is read: ten megabytes of it would cost a hundred of memory."""
    end = content.rfind(b"PK\x05\x06")
    if not 0 <= end <= len(content) - _END_RECORD:
        raise _damaged()
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    if size > LARGEST_DIRECTORY or content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        raise Refusal("不接收压缩包，请解压后逐个上传", "archives are not accepted", field="upload")


def _damaged() -> Refusal:
    return Refusal("文件已损坏，请重新保存后再上传", "the archive is damaged", field="upload")


def _refusal(content: bytes) -> Refusal:
    if content[4:8] == b"ftyp":
        if content[8:12] in _BRANDS_OF_STILLS:
            return Refusal(
                "不支持 HEIC 照片：请在手机相机设置中选择“兼容性最佳”，或截图后上传",
                "HEIC is not accepted: set the camera to the most compatible format, or upload a screenshot",
                field="upload",
            )
        return Refusal("不接收视频，请上传图片", "videos are not accepted", field="upload")
    for starts, zh, en in _REFUSED:
        if content.startswith(starts):
            return Refusal(zh, en, field="upload")
    head = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_MARKUP) or b"<svg" in head or b"<html" in head:
        return Refusal(
            "不接收网页和矢量图（HTML、SVG），请换成 JPG 或 PNG 图片", "markup is not accepted", field="upload"
        )
    return Refusal(f"不认识这种文件，{_ACCEPTED}", "the kind of file is not known", field="upload")

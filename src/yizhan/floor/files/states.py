"""Kinds of file, what a file is for, and what follows from that: which kinds, who sees it, how long it is kept."""

from dataclasses import dataclass

from django.db.models import TextChoices


class FileKind(TextChoices):
    """What is stored, by content. Other pictures are turned into one of the two kinds of picture here, or refused."""

    JPEG = "image/jpeg", "JPG 图片"
    PNG = "image/png", "PNG 图片"
    PDF = "application/pdf", "PDF 文件"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 工作簿"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档"


PICTURES = (FileKind.JPEG, FileKind.PNG)
SUFFIXES = {
    FileKind.JPEG: ".jpg",
    FileKind.PNG: ".png",
    FileKind.PDF: ".pdf",
    FileKind.XLSX: ".xlsx",
    FileKind.DOCX: ".docx",
}


class FilePurpose(TextChoices):
    """What a file was uploaded for."""

    SITE_PHOTO = "site_photo", "驿站场地照片"
    EVENT_PHOTO = "event_photo", "活动照片"
    PORTRAIT = "portrait", "本人照片"
    LICENCE = "licence", "证照"
    CERTIFICATE = "certificate", "职业技能证书"
    IDENTITY_PAPER = "identity_paper", "身份证件"
    CATEGORY_PROOF = "category_proof", "人员类别证明"
    GUARDIAN_CONSENT = "guardian_consent", "监护人同意书"
    LEASE = "lease", "场地使用证明"
    EVIDENCE = "evidence", "佐证材料"
    NOTICE = "notice", "公示公告"
    WORKBOOK = "workbook", "导入的工作簿"
    FORM = "form", "申请表"


@dataclass(frozen=True, slots=True)
class PurposeRule:
    """Which kinds a purpose takes, whether everybody may see the file, and how long it is kept, with the basis."""

    kinds: tuple[FileKind, ...]
    public: bool
    retention: str


_SCAN = (*PICTURES, FileKind.PDF)
_PAPER = (*_SCAN, FileKind.XLSX, FileKind.DOCX)
_SERVICE = "服务完成后3年（人力资源市场暂行条例第三十三条，待核实）"
_STATION = "驿站撤销后3年（诉讼时效三年，待核实）"
RULES: dict[FilePurpose, PurposeRule] = {
    FilePurpose.SITE_PHOTO: PurposeRule(PICTURES, True, _STATION),
    FilePurpose.EVENT_PHOTO: PurposeRule(PICTURES, False, _SERVICE),
    FilePurpose.PORTRAIT: PurposeRule(PICTURES, False, "账号注销即删除"),
    FilePurpose.LICENCE: PurposeRule(_SCAN, False, _STATION),
    FilePurpose.CERTIFICATE: PurposeRule(_SCAN, False, "账号注销即删除"),
    FilePurpose.IDENTITY_PAPER: PurposeRule(_SCAN, False, "核验完成后30天内删除（个人信息保护法第十九条：最短时间）"),
    FilePurpose.CATEGORY_PROOF: PurposeRule(_SCAN, False, _SERVICE),
    FilePurpose.GUARDIAN_CONSENT: PurposeRule(_SCAN, False, _SERVICE),
    FilePurpose.LEASE: PurposeRule(_SCAN, False, _STATION),
    FilePurpose.EVIDENCE: PurposeRule(_PAPER, False, "考核年度结束后3年（待核实）"),
    FilePurpose.NOTICE: PurposeRule(_PAPER, True, "长期：公示公告"),
    FilePurpose.WORKBOOK: PurposeRule((FileKind.XLSX,), False, "导入完成后2年（服务台账，待核实）"),
    FilePurpose.FORM: PurposeRule(_PAPER, False, _STATION),
}
PUBLIC_PURPOSES = tuple(purpose for purpose, rule in RULES.items() if rule.public)

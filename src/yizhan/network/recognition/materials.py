"""The papers that the source asks for, ① to ⑤, and which of them an application cannot do without."""

from dataclasses import dataclass

from django.db.models import TextChoices

from yizhan.floor.files.states import FilePurpose
from yizhan.network.recognition.clauses import MATERIALS_READING, QUANZHOU, Clause
from yizhan.network.recognition.states import ApplicationKind, ChangeKind


class Material(TextChoices):
    """A kind of paper. 泉州方案二（三）; the first number of the source holds two papers."""

    LICENCE = "licence", "营业执照或统一社会信用代码证书"
    LEGAL_IDENTITY = "legal_identity", "法定代表人身份证复印件"
    PREMISES = "premises", "房屋租赁合同、房产证或土地使用证明等相关材料复印件"
    SIGNED_FORM = "signed_form", "《认定申请表》（签名盖章后的扫描件）"
    SIGNED_SUBSIDY_FORM = "signed_subsidy_form", "《补助资金申请表》（签名盖章后的扫描件）"
    PLAN = "plan", "实施方案等其他佐证材料"
    OTHER = "other", "其他材料"


@dataclass(frozen=True, slots=True)
class MaterialRule:
    """For what a paper's file is stored, and the words that ask for it; None where no source does."""

    purpose: FilePurpose
    clause: Clause | None


def _asked(mark: str, words: str) -> Clause:
    return Clause(QUANZHOU, f"泉州方案二（三）{mark}", words, MATERIALS_READING)


_FIRST = _asked("①", "提供营业执照或统一社会信用代码证书、法定代表人身份证复印件")
RULES: dict[Material, MaterialRule] = {
    Material.LICENCE: MaterialRule(FilePurpose.LICENCE, _FIRST),
    Material.LEGAL_IDENTITY: MaterialRule(FilePurpose.IDENTITY_PAPER, _FIRST),
    Material.PREMISES: MaterialRule(
        FilePurpose.LEASE,
        _asked("②", "零工市场（驿站）的房屋租赁合同、房产证或土地使用证明等相关材料复印件"),
    ),
    Material.SIGNED_FORM: MaterialRule(FilePurpose.FORM, _asked("③", "《泉州市零工市场（驿站）认定申请表》（附件2）")),
    Material.SIGNED_SUBSIDY_FORM: MaterialRule(
        FilePurpose.FORM, _asked("④", "《泉州市零工市场（驿站）补助资金申请表》（附件3）")
    ),
    Material.PLAN: MaterialRule(
        FilePurpose.EVIDENCE,
        _asked("⑤", "根据《泉州市零工市场标准化建设与服务管理标准（试行）》（附件1）制定的实施方案等其他佐证材料"),
    ),
    Material.OTHER: MaterialRule(FilePurpose.EVIDENCE, None),
}
# All five numbers, as the one-time subsidy asks for them.
FOR_SUBSIDY = tuple(material for material in Material if material is not Material.OTHER)


def required(kind: str, change: str = "") -> tuple[Material, ...]:
    """The papers without which an application of this kind is not submitted."""
    if kind == ApplicationKind.RECOGNITION:
        return (Material.LICENCE, Material.LEGAL_IDENTITY, Material.PREMISES, Material.PLAN)
    if change == ChangeKind.PLACE:
        return (Material.PREMISES,)
    if change == ChangeKind.OPERATOR:
        return (Material.LICENCE,)
    return ()

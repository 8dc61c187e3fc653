"""States of an import and of its rows, and what comparing found."""

from dataclasses import dataclass

from django.db.models import TextChoices


class ImportState(TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", "已上传，待比对"
    COMPARED = "compared", "已比对，待确认"
    APPLYING = "applying", "正在写入"
    APPLIED = "applied", "已写入"
    CANCELLED = "cancelled", "已中止，写入的部分保留"
    ABANDONED = "abandoned", "已放弃，未写入"
    REFUSED = "refused", "文件不能使用"
    REVERTED = "reverted", "已撤回"


# The same file may be uploaded again at the station.
ENDED_EMPTY = (ImportState.ABANDONED, ImportState.REFUSED, ImportState.REVERTED)


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with what asks for it."""

    source: ImportState
    target: ImportState
    citation: str


_DIFF = "海口2024第5、6条：实时录入平台；先比对后写入，避免错误覆盖"
_QUALITY = "个人信息保护法第八条：保证个人信息的质量"

TRANSITIONS = (
    Transition(ImportState.UPLOADED, ImportState.COMPARED, _DIFF),
    Transition(ImportState.UPLOADED, ImportState.REFUSED, _QUALITY),
    Transition(ImportState.UPLOADED, ImportState.ABANDONED, _QUALITY),
    Transition(ImportState.COMPARED, ImportState.APPLYING, _DIFF),
    Transition(ImportState.COMPARED, ImportState.ABANDONED, _QUALITY),
    Transition(ImportState.APPLYING, ImportState.APPLIED, _DIFF),
    Transition(ImportState.APPLYING, ImportState.CANCELLED, _QUALITY),
    Transition(ImportState.APPLIED, ImportState.COMPARED, "有冲突的行重新比对；" + _QUALITY),
    Transition(ImportState.CANCELLED, ImportState.COMPARED, "有冲突的行重新比对；" + _QUALITY),
    Transition(ImportState.APPLIED, ImportState.REVERTED, _QUALITY),
    Transition(ImportState.CANCELLED, ImportState.REVERTED, _QUALITY),
)


def may_move(source: str, target: ImportState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)


class Subject(TextChoices):
    """Whom a row is about."""

    WORKER = "worker", "零工"
    EMPLOYER = "employer", "用工主体"


class Finding(TextChoices):
    """What comparing a row with the register found."""

    NEW = "new", "新增"
    CHANGED = "changed", "有变化"
    SAME = "same", "无变化"
    REFUSED = "refused", "不能使用"


class RowState(TextChoices):
    """What became of a row. Only WAITING rows are still to be written."""

    NONE = "none", "不写入"
    WAITING = "waiting", "待写入"
    APPLIED = "applied", "已写入"
    CONFLICT = "conflict", "有冲突，未写入"
    DROPPED = "dropped", "已中止，未写入"
    REVERTED = "reverted", "已撤回"
    KEPT = "kept", "未撤回：此后有变动"

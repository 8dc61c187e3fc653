"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

UPLOADED = Verb("imports.import.uploaded", "上传导入表格")
COMPARED = Verb("imports.import.compared", "比对导入表格")
STARTED = Verb("imports.import.started", "确认写入")
ENDED = Verb("imports.import.ended", "完成写入")
CANCELLED = Verb("imports.import.cancelled", "中止写入")
ABANDONED = Verb("imports.import.abandoned", "放弃导入")
RECOMPARED = Verb("imports.import.recompared", "重新比对有冲突的行")
REVERTED = Verb("imports.import.reverted", "撤回导入", reason_required=True)

VERBS = (UPLOADED, COMPARED, STARTED, ENDED, CANCELLED, ABANDONED, RECOMPARED, REVERTED)

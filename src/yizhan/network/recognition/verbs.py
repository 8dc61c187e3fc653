"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

DRAFTED = Verb("recognition.application.drafted", "起草申请")
SAVED = Verb("recognition.application.saved", "保存申请")
ATTACHED = Verb("recognition.attachment.added", "上传申报材料")
DETACHED = Verb("recognition.attachment.removed", "撤下申报材料")
SUBSIDY_ASKED = Verb("recognition.subsidy.asked", "填写补助资金申请")
SUBMITTED = Verb("recognition.application.submitted", "提交申请")
WITHDRAWN = Verb("recognition.application.withdrawn", "撤回申请", reason_required=True)
RETURNED = Verb("recognition.application.returned", "退回补正", reason_required=True)
ACCEPTED = Verb("recognition.application.accepted", "受理申请")
LINKED = Verb("recognition.application.linked", "关联驿站档案")
VISIT_SCHEDULED = Verb("recognition.visit.scheduled", "安排现场核查")
VISIT_RECORDED = Verb("recognition.visit.recorded", "记录现场核查")
PHOTO_ADDED = Verb("recognition.photo.added", "上传核查照片")
APPROVED = Verb("recognition.application.approved", "审批同意")
REFUSED = Verb("recognition.application.refused", "审批不同意", reason_required=True)
PUBLICISED = Verb("recognition.decision.publicised", "公示评审结果")
PUBLICITY_CLOSED = Verb("recognition.publicity.closed", "登记公示结果")
OPENED = Verb("recognition.application.opened", "认定后开办")
CARRIED_OUT = Verb("recognition.application.carried_out", "办结申请事项")
RECTIFICATION_ORDERED = Verb("recognition.rectification.ordered", "责令限期整改", reason_required=True)
RECTIFICATION_CLOSED = Verb("recognition.rectification.closed", "登记整改结果", reason_required=True)
SUSPENDED = Verb("recognition.station.suspended", "责令暂停服务", reason_required=True)
SUSPENSION_LIFTED = Verb("recognition.station.resumed", "解除暂停", reason_required=True)
CANCELLED = Verb("recognition.station.cancelled", "取消驿站", reason_required=True)
FORM_HANDED_OUT = Verb("recognition.form.handed_out", "下载申请表")
PAPER_OPENED = Verb("recognition.attachment.opened", "打开申报材料")
LISTED = Verb("recognition.list.exported", "导出申请清单")

VERBS = (
    *(DRAFTED, SAVED, ATTACHED, DETACHED, SUBSIDY_ASKED, SUBMITTED, WITHDRAWN, RETURNED, ACCEPTED, LINKED),
    *(VISIT_SCHEDULED, VISIT_RECORDED, PHOTO_ADDED, APPROVED, REFUSED, PUBLICISED, PUBLICITY_CLOSED),
    *(OPENED, CARRIED_OUT, RECTIFICATION_ORDERED, RECTIFICATION_CLOSED, SUSPENDED, SUSPENSION_LIFTED, CANCELLED),
    *(FORM_HANDED_OUT, PAPER_OPENED, LISTED),
)

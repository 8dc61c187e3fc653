"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

REGISTERED = Verb("people.worker.registered", "登记零工")
ADOPTED = Verb("people.worker.adopted", "经本人同意调取已有档案")
ENTERED = Verb("people.registration.entered", "办理登记")
CORRECTED = Verb("people.registration.corrected", "更正登记", reason_required=True)
WITHDRAWN = Verb("people.registration.withdrawn", "撤销登记", reason_required=True)
PUBLISHED = Verb("people.registration.published", "发布求职信息")
EDITED = Verb("people.worker.edited", "修改档案")
DOCUMENT_CORRECTED = Verb("people.worker.document_corrected", "更正证件号码", reason_required=True)
IDENTITY_CHECKED = Verb("people.worker.identity_checked", "核验证件")
CATEGORY_ADDED = Verb("people.category.added", "登记人员类别")
CATEGORY_VERIFIED = Verb("people.category.verified", "核实人员类别")
CATEGORY_ENDED = Verb("people.category.ended", "终止人员类别")
CERTIFICATE_ADDED = Verb("people.certificate.added", "登记证书")
CERTIFICATE_REMOVED = Verb("people.certificate.removed", "删除证书")
CREW_FOUNDED = Verb("people.crew.founded", "组建班组")
CREW_INVITED = Verb("people.crew.invited", "邀请加入班组")
CREW_ANSWERED = Verb("people.crew.answered", "答复班组邀请")
CREW_LEFT = Verb("people.crew.left", "退出班组")
MERGED = Verb("people.worker.merged", "合并重复档案", reason_required=True)
UNMERGED = Verb("people.worker.unmerged", "撤销档案合并", reason_required=True)
EXPORTED = Verb("people.list.exported", "导出名单（遮盖）")
VIEWED = Verb("people.worker.viewed", "查看档案")
GUARDIAN_PAPER_ADDED = Verb("people.guardian.paper_added", "登记监护人同意书")
PROBED = Verb("people.number.probed", "一天内试填的证件号码过多")

VERBS = (
    REGISTERED,
    ADOPTED,
    ENTERED,
    CORRECTED,
    WITHDRAWN,
    PUBLISHED,
    EDITED,
    DOCUMENT_CORRECTED,
    IDENTITY_CHECKED,
    CATEGORY_ADDED,
    CATEGORY_VERIFIED,
    CATEGORY_ENDED,
    CERTIFICATE_ADDED,
    CERTIFICATE_REMOVED,
    CREW_FOUNDED,
    CREW_INVITED,
    CREW_ANSWERED,
    CREW_LEFT,
    MERGED,
    UNMERGED,
    EXPORTED,
    VIEWED,
    GUARDIAN_PAPER_ADDED,
    PROBED,
)

"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

REGISTERED = Verb("employers.employer.registered", "登记用工主体")
ADOPTED = Verb("employers.employer.adopted", "在本站登记已有用工主体")
AMENDED = Verb("employers.employer.amended", "修改用工主体档案")
LICENCE_CHECKED = Verb("employers.employer.licence_checked", "核验证照")
RESTRICTED = Verb("employers.employer.restricted", "限制使用用工主体档案", reason_required=True)
RELEASED = Verb("employers.employer.released", "解除限制使用", reason_required=True)
CLOSED = Verb("employers.employer.closed", "停用用工主体档案", reason_required=True)
REOPENED = Verb("employers.employer.reopened", "重新启用用工主体档案", reason_required=True)
MERGED = Verb("employers.employer.merged", "合并用工主体档案", reason_required=True)
UNMERGED = Verb("employers.employer.unmerged", "撤销用工主体档案合并", reason_required=True)
WITHDRAWN = Verb("employers.employer.withdrawn", "撤回误导入的用工主体档案")
REGISTRATION_MADE = Verb("employers.registration.made", "用工登记")
NEEDS_SURVEYED = Verb("employers.needs.surveyed", "登记用工需求摸排")
LICENCE_HANDED_IN = Verb("employers.employer.licence_handed_in", "上传证照")
MANDATE_HANDED_IN = Verb("employers.mandate.handed_in", "上传委托书")
AGENT_INVITED = Verb("employers.agent.invited", "邀请经办人")
MANDATE_GRANTED = Verb("employers.mandate.granted", "登记经办人委托")
MANDATE_ENDED = Verb("employers.mandate.ended", "终止经办人委托", reason_required=True)
LISTING_PROPOSED = Verb("employers.blacklisting.proposed", "提出列入黑名单", reason_required=True)
LISTING_CONFIRMED = Verb("employers.blacklisting.confirmed", "决定列入黑名单", reason_required=True)
LISTING_REJECTED = Verb("employers.blacklisting.rejected", "决定不列入黑名单", reason_required=True)
LISTING_APPEALED = Verb("employers.blacklisting.appealed", "对列入黑名单提出申诉")
LISTING_UPHELD = Verb("employers.blacklisting.upheld", "申诉后维持列入", reason_required=True)
LISTING_LIFTED = Verb("employers.blacklisting.lifted", "移出黑名单", reason_required=True)
LISTING_EXPIRED = Verb("employers.blacklisting.expired", "黑名单期满移出")
EXPORTED = Verb("employers.employer.exported", "导出用工主体名单")
VIEWED = Verb("employers.employer.viewed", "查看居民用工档案")
PROBED = Verb("employers.number.probed", "一天内试填的代码或证件号码过多")

VERBS = (
    *(
        REGISTERED,
        ADOPTED,
        AMENDED,
        LICENCE_CHECKED,
        RESTRICTED,
        RELEASED,
        CLOSED,
        REOPENED,
        MERGED,
        UNMERGED,
        WITHDRAWN,
    ),
    *(REGISTRATION_MADE, NEEDS_SURVEYED, MANDATE_GRANTED, MANDATE_ENDED),
    *(LICENCE_HANDED_IN, MANDATE_HANDED_IN, AGENT_INVITED),
    *(LISTING_PROPOSED, LISTING_CONFIRMED, LISTING_REJECTED, LISTING_APPEALED),
    *(LISTING_UPHELD, LISTING_LIFTED, LISTING_EXPIRED, EXPORTED, VIEWED, PROBED),
)

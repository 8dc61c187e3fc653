"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

PLANNED = Verb("stations.station.planned", "登记筹建驿站")
EDITED = Verb("stations.station.edited", "修改驿站档案")
CHANGED = Verb("stations.station.changed", "变更驿站名称、地址或面积", reason_required=True)
RECOGNISED = Verb("stations.station.recognised", "认定驿站")
OPENED = Verb("stations.station.opened", "驿站开放")
SUSPENDED = Verb("stations.station.suspended", "暂停驿站", reason_required=True)
RESUMED = Verb("stations.station.resumed", "恢复驿站", reason_required=True)
CLOSED = Verb("stations.station.closed", "撤销驿站", reason_required=True)
DAY_CLOSED = Verb("stations.day.closed", "临时闭馆", reason_required=True)
DAY_REOPENED = Verb("stations.day.reopened", "取消临时闭馆")
AREA_GIVEN = Verb("stations.area.given", "划入服务区域")
AREA_ENDED = Verb("stations.area.ended", "划出服务区域", reason_required=True)
OFFICER_APPOINTED = Verb("stations.officer.appointed", "配备就业服务专员")
OFFICER_ENDED = Verb("stations.officer.ended", "结束就业服务专员", reason_required=True)
POST_GIVEN = Verb("stations.post.given", "配备工作人员")
POST_ENDED = Verb("stations.post.ended", "结束人员岗位", reason_required=True)
SHIFT_SET = Verb("stations.shift.set", "安排值班")
SHIFT_REMOVED = Verb("stations.shift.removed", "取消值班")
SHIFT_CORRECTED = Verb("stations.shift.corrected", "更正已封存的值班", reason_required=True)
ROSTER_MADE = Verb("stations.roster.made", "生成值班表")
PLAN_SET = Verb("stations.plan.set", "设定建设目标")

VERBS = (
    PLANNED,
    EDITED,
    CHANGED,
    RECOGNISED,
    OPENED,
    SUSPENDED,
    RESUMED,
    CLOSED,
    DAY_CLOSED,
    DAY_REOPENED,
    AREA_GIVEN,
    AREA_ENDED,
    OFFICER_APPOINTED,
    OFFICER_ENDED,
    POST_GIVEN,
    POST_ENDED,
    SHIFT_SET,
    SHIFT_REMOVED,
    SHIFT_CORRECTED,
    ROSTER_MADE,
    PLAN_SET,
)

"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

ENLISTED = Verb("accounts.person.enlisted", "登记人员账号")
RENAMED = Verb("accounts.person.renamed", "更正姓名")
PHONE_CHANGED = Verb("accounts.person.phone_changed", "更换手机号")
SUSPENDED = Verb("accounts.person.suspended", "停用账号", reason_required=True)
REINSTATED = Verb("accounts.person.reinstated", "恢复账号", reason_required=True)
GRANTED = Verb("accounts.membership.granted", "授予岗位")
ENDED = Verb("accounts.membership.ended", "终止岗位", reason_required=True)
SIGNED_IN = Verb("accounts.sign_in.begun", "登录")
SIGN_IN_ENDED = Verb("accounts.sign_in.ended", "结束登录")
NAME_LOCKED = Verb("accounts.name.locked", "登录名因多次错误被锁定")
PASSWORD_GIVEN = Verb("accounts.password.given", "设置初始密码")
PASSWORD_CHANGED = Verb("accounts.password.changed", "更换密码")
FACTOR_ENROLLED = Verb("accounts.second_factor.enrolled", "绑定动态码")
FACTOR_RESET = Verb("accounts.second_factor.reset", "重置动态码", reason_required=True)
RECOVERY_RENEWED = Verb("accounts.recovery.renewed", "生成恢复码")
RECOVERY_USED = Verb("accounts.recovery.used", "使用恢复码")
WECHAT_BOUND = Verb("accounts.wechat.bound", "绑定微信")
WECHAT_RELEASED = Verb("accounts.wechat.released", "解除微信绑定")
TYPE_CHANGED = Verb("accounts.person.type_changed", "调整字号")

VERBS = (
    ENLISTED,
    RENAMED,
    PHONE_CHANGED,
    SUSPENDED,
    REINSTATED,
    GRANTED,
    ENDED,
    SIGNED_IN,
    SIGN_IN_ENDED,
    NAME_LOCKED,
    PASSWORD_GIVEN,
    PASSWORD_CHANGED,
    FACTOR_ENROLLED,
    FACTOR_RESET,
    RECOVERY_RENEWED,
    RECOVERY_USED,
    WECHAT_BOUND,
    WECHAT_RELEASED,
    TYPE_CHANGED,
)

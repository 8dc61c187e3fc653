"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

HAND_IN = Verb("rights.request.handed_in", "提交个人信息请求")
WITHDRAW = Verb("rights.request.withdrawn", "撤回个人信息请求")
TAKE_UP = Verb("rights.request.taken_up", "受理个人信息请求")
CHECK_IDENTITY = Verb("rights.request.identity_checked", "核对申请人身份")
ANSWER = Verb("rights.request.answered", "答复个人信息请求")
REFUSE = Verb("rights.request.refused", "不予办理个人信息请求", reason_required=True)
CARRY_OUT = Verb("rights.request.carried_out", "办结个人信息请求")
PROPOSE = Verb("rights.erasure.proposed", "提出删除个人信息")
SEND_BACK = Verb("rights.erasure.sent_back", "退回删除个人信息", reason_required=True)
ERASE = Verb("rights.erasure.carried_out", "确认并删除个人信息")
FETCH_COPY = Verb("rights.copy.fetched", "下载个人信息副本")
EXPIRE_COPIES = Verb("rights.copy.expired", "清除到期的个人信息副本")

VERBS = (
    HAND_IN,
    WITHDRAW,
    TAKE_UP,
    CHECK_IDENTITY,
    ANSWER,
    REFUSE,
    CARRY_OUT,
    PROPOSE,
    SEND_BACK,
    ERASE,
    FETCH_COPY,
    EXPIRE_COPIES,
)

"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

ASK = Verb("extracts.extract.asked", "申请导出名册（完整信息）", reason_required=True)
WITHDRAW = Verb("extracts.extract.withdrawn", "撤回名册导出申请")
RELEASE = Verb("extracts.extract.released", "批准导出名册（完整信息）")
REFUSE = Verb("extracts.extract.refused", "不批准导出名册", reason_required=True)
FETCH = Verb("extracts.extract.fetched", "取走名册（完整信息）", reason_required=True)
LAPSE = Verb("extracts.extract.lapsed", "名册导出过期未取")
REVEAL = Verb("extracts.line.revealed", "导出名册，含完整的姓名、证件号码和手机号", reason_required=True)

VERBS = (ASK, WITHDRAW, RELEASE, REFUSE, FETCH, LAPSE, REVEAL)

"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

REVEAL = Verb("privacy.reveal", "查看完整个人信息", reason_required=True)
ROTATE = Verb("privacy.rotate", "更换加密密钥", reason_required=False)
CONSENT_GIVE = Verb("privacy.consent_give", "登记同意", reason_required=False)
CONSENT_WITHDRAW = Verb("privacy.consent_withdraw", "撤回同意", reason_required=False)
RESTRICT = Verb("privacy.restrict", "限制处理个人信息")
UNRESTRICT = Verb("privacy.unrestrict", "解除限制处理", reason_required=True)
REMOVE = Verb("privacy.remove", "删除保存期满的记录")
BACKUP = Verb("privacy.backup", "制作备份")
RESTORE = Verb("privacy.restore", "恢复备份")

VERBS = (REVEAL, ROTATE, CONSENT_GIVE, CONSENT_WITHDRAW, RESTRICT, UNRESTRICT, REMOVE, BACKUP, RESTORE)

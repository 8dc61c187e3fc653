"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

FOUNDED = Verb("organisations.organisation.founded", "设立机构")
RENAMED = Verb("organisations.organisation.renamed", "变更机构名称")
OPERATOR_ASSIGNED = Verb("organisations.organisation.operator_assigned", "指定运营单位")
CLOSED = Verb("organisations.organisation.closed", "撤销机构", reason_required=True)

VERBS = (FOUNDED, RENAMED, OPERATOR_ASSIGNED, CLOSED)

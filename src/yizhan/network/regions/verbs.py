"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

LOADED = Verb("regions.region.loaded", "载入行政区划")
COMMUNITY_ADDED = Verb("regions.community.added", "登记社区（村）")
COMMUNITY_CLOSED = Verb("regions.community.closed", "撤销社区（村）", reason_required=True)

VERBS = (LOADED, COMMUNITY_ADDED, COMMUNITY_CLOSED)

"""What this app writes into the audit chain."""

from yizhan.floor.audit.verbs import Verb

PUBLISHED = Verb("calendars.year.published", "录入年度节假日安排")
DAY_SET = Verb("calendars.day.set", "更正节假日", reason_required=True)

VERBS = (PUBLISHED, DAY_SET)

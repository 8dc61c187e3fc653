"""What is recorded about deliveries."""

from yizhan.floor.audit.verbs import Verb

RETRY = Verb("outbox.delivery.retried", "重试未送达的事件")
VERBS = (RETRY,)

"""Messages that the sandbox took."""

from datetime import datetime
from uuid import uuid4

from yizhan.floor.accounts.gateways import SandboxGateway
from yizhan.floor.notices.gateways import Letter, Sandbox
from yizhan.floor.notices.states import Channel


def a_code(phone: str, code: str, at: datetime) -> None:
    """A message with a code."""
    SandboxGateway().send(phone, code, at)


def a_notice(channel: Channel, recipient: str, text: str, at: datetime) -> None:
    """A notice on one channel."""
    Sandbox(channel).send(Letter(uuid4(), uuid4(), recipient, "通知", text, "", at))

"""Who may give and withdraw a consent, and who may see who saw a person's data."""

from uuid import UUID

from yizhan.floor.audit.actors import Actor
from yizhan.floor.privacy.states import ASSISTED_CHANNELS, ConsentChannel
from yizhan.kernel.errors import Refusal


def require_consent_channel(actor: Actor, person_id: UUID, channel: ConsentChannel) -> None:
    """A person acts for themselves; somebody else may only record what was said at the counter or signed on paper."""
    if actor.id != person_id and channel not in ASSISTED_CHANNELS:
        raise Refusal(
            "只能由本人在线操作，代办请在柜台或凭书面办理", "only the person does this online; else at the counter"
        )


def require_own(actor: Actor, person_id: UUID) -> None:
    """Who saw my data is for the person alone; auditors read the chain itself."""
    if actor.id != person_id:
        raise Refusal("只能查看本人信息被查看的记录", "only one's own records can be seen here")

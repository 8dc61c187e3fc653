"""Who asks, who releases, who fetches."""

from datetime import datetime

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import BUREAU_ROLES
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.states import ExtractState
from yizhan.kernel.errors import Refusal


def takes_part(actor: Actor) -> bool:
    """Whether this role asks for and releases exports: officers of a county or a city, each within the own area."""
    return actor.role in BUREAU_ROLES and actor.organisation_id is not None


def require_officer(actor: Actor) -> None:
    """Refuses every other role."""
    if not takes_part(actor):
        raise Refusal("名册导出由区县或市级人社经办申请和批准", "officers of a bureau ask for and release exports")


def require_second(actor: Actor, extract: Extract) -> None:
    """Who asked does not decide."""
    if actor.id == extract.asked_by_id:
        raise Refusal("名册导出须由另一人批准", "a second person releases an export")


def require_asker(actor: Actor, extract: Extract) -> None:
    """What was released to one person is fetched and taken back by that person only, for the same bureau."""
    if actor.id != extract.asked_by_id or actor.organisation_id != extract.organisation_id:
        raise Refusal("只有申请人本人可以办理", "only the person who asked does this")


def require_in_time(extract: Extract, now: datetime) -> None:
    """Refuses what was fetched before, and what is over."""
    if extract.state == ExtractState.FETCHED:
        raise Refusal("这份名册已经取走，只能取一次；还需要的，请重新申请", "an export is fetched once")
    if extract.state == ExtractState.RELEASED and extract.expires_at is not None and extract.expires_at <= now:
        raise Refusal("批准后7天内没有取，已经过期，请重新申请", "the time to fetch it is over")

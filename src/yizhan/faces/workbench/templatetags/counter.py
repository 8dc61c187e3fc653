"""How the pages of the counter say things of people."""

from collections.abc import Iterable
from datetime import date

from django import template

from yizhan.floor.privacy.masking import Masking, mask
from yizhan.market.people.ages import age_on
from yizhan.market.people.models import CrewMember
from yizhan.market.people.states import MemberState

register = template.Library()


@register.filter
def surname(name: str) -> str:
    """The name as lists show it."""
    return mask(name, Masking.NAME)


@register.filter
def age(born: date | None, today: date) -> str:
    """Whole years on a day; empty where the birth date is not known."""
    return "" if born is None else f"{age_on(born, today)} 周岁"


@register.filter
def yuan(fen: int | None) -> str:
    """An amount of fen in yuan; empty for none."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


@register.filter
def agreed(members: Iterable[CrewMember]) -> int:
    """How many of them said yes and did not leave."""
    return sum(1 for one in members if one.state == MemberState.AGREED)

"""How an export with full values moves. 个人信息保护法 51; GB/T 35273-2020 7.1, 7.2: a batch takes a second person."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices

# How long a released export may be fetched.
KEPT = timedelta(days=7)
# Every row is an entry of its own in the chain, written while the chain is locked.
MOST_ROWS = 2000


class ExtractState(TextChoices):
    """Asked waits for the second person, released for the one who asked. The others are ends."""

    ASKED = "asked", "待批准"
    RELEASED = "released", "已批准，待取"
    FETCHED = "fetched", "已取走"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "过期未取"


OPEN = (ExtractState.ASKED, ExtractState.RELEASED)
DECIDED = (ExtractState.RELEASED, ExtractState.FETCHED, ExtractState.REFUSED, ExtractState.LAPSED)
GRANTED = (ExtractState.RELEASED, ExtractState.FETCHED, ExtractState.LAPSED)


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with the clause that allows it."""

    source: ExtractState
    target: ExtractState
    citation: str


_TWO = "个人信息保护法第五十一条：合理确定个人信息处理的操作权限；GB/T 35273-2020 第7.1条：批量操作须经审批"
_LEAST = "个人信息保护法第六条：限于实现处理目的的最小范围"
TRANSITIONS = (
    Transition(ExtractState.ASKED, ExtractState.RELEASED, _TWO),
    Transition(ExtractState.ASKED, ExtractState.REFUSED, _TWO),
    Transition(ExtractState.ASKED, ExtractState.WITHDRAWN, _LEAST),
    Transition(ExtractState.RELEASED, ExtractState.FETCHED, _TWO),
    Transition(ExtractState.RELEASED, ExtractState.LAPSED, _LEAST),
)


def may_move(source: str, target: ExtractState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)

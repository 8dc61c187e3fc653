"""Whether a year's calendar can be relied on, and what makes a day special."""

from dataclasses import dataclass

from django.db.models import TextChoices


class YearState(TextChoices):
    """What is known of a year. Nothing but a published or edited year answers whether a day is a working day."""

    NOT_PUBLISHED = "not_published", "尚未公布"
    PUBLISHED = "published", "已公布"
    EDITED = "edited", "已公布，有更正"


class DayKind(TextChoices):
    """How a day departs from the week."""

    HOLIDAY = "holiday", "放假"
    WORKING = "working", "调休上班"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with what allows it."""

    source: YearState
    target: YearState
    citation: str


TRANSITIONS = (
    Transition(
        YearState.NOT_PUBLISHED,
        YearState.PUBLISHED,
        "全国年节及纪念日放假办法；国务院办公厅关于当年部分节假日安排的通知",
    ),
    Transition(YearState.PUBLISHED, YearState.EDITED, "国务院办公厅对当年节假日安排的调整通知"),
    Transition(YearState.EDITED, YearState.EDITED, "国务院办公厅对当年节假日安排的调整通知"),
)


def may_move(source: str, target: YearState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)

"""What follows from this app's own news: its agents are told."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.notices.actions import notify
from yizhan.floor.outbox.models import Event
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.employers import verbs
from yizhan.market.employers.models import Blacklisting, Employer
from yizhan.market.employers.queries import agents, shown_name

LONGEST_NAME = 60


def tell_of_checked_papers(event: Event) -> None:
    """The agents hear that they may go on."""
    found = Employer.objects.filter(pk=UUID(event.ids["employer"])).first()
    if found is not None:
        _tell(found, "employers.licence.checked", {}, event)


def tell_of_listing(event: Event) -> None:
    """The agents hear of the decision, its term, and until when they may appeal."""
    case = Blacklisting.objects.select_related("employer").get(pk=UUID(event.ids["blacklisting"]))
    words = {
        "cause": case.get_reason_display(),
        "since": _said(case.since),
        "until": _said(case.until),
        "appeal_until": _said(case.appeal_until),
    }
    _tell(case.employer, "employers.blacklisting.confirmed", words, event)


def tell_of_end(event: Event) -> None:
    """The agents hear how an appeal or a listing ended."""
    case = Blacklisting.objects.select_related("employer").get(pk=UUID(event.ids["blacklisting"]))
    _tell(case.employer, event.name, {}, event)


def ask_agent(event: Event) -> None:
    """Whoever was invited hears of it; that he came is up to him."""
    found = Employer.objects.get(pk=UUID(event.ids["employer"]))
    words = {"employer": shown_name(found)[:LONGEST_NAME]}
    person_id, key = UUID(event.ids["person"]), f"{found.pk.hex}{event.at:%Y%m%d}"
    notify(person_id=person_id, kind=event.name, words=words, key=key, now=event.at)


def _tell(found: Employer, kind: str, words: dict[str, str], event: Event) -> None:
    at: datetime = event.at
    on = at.astimezone(SHANGHAI).date()
    said = {"employer": shown_name(found)[:LONGEST_NAME], **words}
    for mandate in agents(SYSTEM, found, on=on):
        notify(person_id=mandate.person_id, kind=kind, words=said, key=str(event.pk), now=at)


def _said(day: date | None) -> str:
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


CONSUMERS: dict[str, tuple[Callable[[Event], None], ...]] = {
    verbs.AGENT_INVITED.code: (ask_agent,),
    verbs.LICENCE_CHECKED.code: (tell_of_checked_papers,),
    verbs.LISTING_CONFIRMED.code: (tell_of_listing,),
    verbs.LISTING_UPHELD.code: (tell_of_end,),
    verbs.LISTING_LIFTED.code: (tell_of_end,),
    verbs.LISTING_EXPIRED.code: (tell_of_end,),
}

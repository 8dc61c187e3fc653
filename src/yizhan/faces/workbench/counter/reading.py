"""What a card or a number says at once: who, how old, whether there is a file."""

from dataclasses import dataclass
from datetime import date

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.market.people import queries
from yizhan.market.people.ages import MINOR_LIMITS, Limit, age_on, is_minor, require_working_age
from yizhan.market.people.card_line import CardLine
from yizhan.market.people.documents import Document
from yizhan.market.people.documents import read as read_document
from yizhan.market.people.queries import Known
from yizhan.network.regions.queries import hint_of


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the page shows it. `known` is None where no file has this number."""

    document: Document
    name: str
    address: str
    age: int
    region: str
    known: Known | None
    is_minor: bool
    from_card: bool

    @property
    def masked_number(self) -> str:
        """The number as it may stand on a screen."""
        return mask(self.document.number, Masking.IDENTITY_NUMBER)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The work that is closed to somebody of this age."""
        return MINOR_LIMITS if self.is_minor else ()


def of_card(actor: Actor, card: CardLine, today: date) -> Reading:
    """What a line says. Refuses anybody under 16 (禁止使用童工规定第二条)."""
    document = card.document
    require_working_age(document.birth_date, today)
    return Reading(
        document=document,
        name=card.name,
        address=card.address,
        age=age_on(document.birth_date, today),
        region=hint_of(document.number) if document.household_region else "",
        known=queries.known(actor, document.number, today=today),
        is_minor=is_minor(document.birth_date, today),
        from_card=bool(card.name),
    )


def of_number(actor: Actor, number: str, today: date) -> Reading:
    """The same of a number that was read before."""
    return of_card(actor, CardLine(read_document(number, today=today), "", ""), today)

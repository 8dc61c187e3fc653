"""The area that an actor looks after: its code, and the counties in it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from yizhan.floor.accounts.actors import Actor
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.regions import queries as regions
from yizhan.network.regions.policy import own_area

_CITY, _COUNTY = 4, 6


@dataclass(frozen=True, slots=True)
class Area:
    """`code` of the bureau's division, `name` from the province down, and its counties as code and name."""

    code: str
    name: str
    counties: tuple[tuple[str, str], ...]

    @property
    def city(self) -> str:
        """The code of the city."""
        return self.code[:_CITY]


def area_of(actor: Actor) -> Area:
    """The actor's area; an empty one for whoever has none."""
    code = own_area(actor) or ""
    if len(code) == _CITY:
        counties = tuple((one.code, one.name) for one in regions.children(code))
    else:
        name = regions.line(code[:_COUNTY]) if code else ""
        city = regions.line(code[:_CITY]) if code else ""
        counties = ((code[:_COUNTY], name.removeprefix(city)),) if name else ()
    return Area(code, regions.line(code) if code else "", counties)


def now_and_today() -> tuple[datetime, date]:
    """This moment, and its date in China."""
    now = timezone.now()
    return now, now.astimezone(SHANGHAI).date()

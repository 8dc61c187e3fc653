"""A county with officers and registered people."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.market.people.factories import a_worker
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.extracts import actions
from yizhan.floor.extracts.models import Extract
from yizhan.market.people.models import Worker

NUMBER, PHONE = "350503196807150012", "13705951234"
LATER = NOW + timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class County:
    """Two officers of one county, one of the city, and one worker at each of its two stations and beyond the border."""

    city: SimpleNamespace
    asker: Actor
    second: Actor
    mayor: Actor
    here: Worker
    sister: Worker
    abroad: Worker


def a_county() -> County:
    """The worker `here` has NUMBER and PHONE."""
    city = a_city()
    clerks = [a_member(Role.STATION_STAFF, one) for one in (city.station, city.sister, city.station2)]
    here = a_worker(clerks[0], city.station, name="王㛃", document_number=NUMBER, phone=PHONE)
    sister = a_worker(clerks[1], city.sister, name="张三")
    # No door lets such a name in; an older import might have.
    Person.objects.filter(pk=sister.person_id).update(name="=张三")
    return County(
        city,
        a_member(Role.COUNTY_OFFICER, city.county, a_person("林示岚")),
        a_member(Role.COUNTY_OFFICER, city.county, a_person("黄例衡")),
        a_member(Role.CITY_OFFICER, city.city, a_person("郑示远")),
        here,
        sister,
        a_worker(clerks[2], city.station2, name="李四"),
    )


def asked(county: County, *, actor: Actor | None = None) -> Extract:
    """Asked by the first officer for the whole county."""
    return actions.ask(
        actor=actor or county.asker,
        register="people.workers",
        extent=county.city.county,
        reason="核对社保补贴名单",
        now=NOW,
    )


def released(county: County) -> Extract:
    """And released by the second."""
    return actions.release(actor=county.second, extract=asked(county), now=LATER)

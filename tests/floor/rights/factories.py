"""Requests in every state, in the city of the accounts' factories."""

from types import SimpleNamespace

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from yizhan.floor.accounts.states import Role
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.floor.rights.actions import hand_in, take_up
from yizhan.floor.rights.erasure import propose_erasure
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import IdentityCheck, RequestKind

PHONE = "13800138000"


def a_place() -> SimpleNamespace:
    """The city with a worker (person and actor), two clerks and the head of the station, an officer, and a clerk of the sister."""
    city = a_city()
    person = a_person("欧阳建国", PHONE)
    return SimpleNamespace(
        city=city,
        person=person,
        worker=a_member(Role.WORKER, person=person),
        clerk=a_member(Role.STATION_STAFF, city.station),
        other_clerk=a_member(Role.STATION_STAFF, city.station),
        head=a_member(Role.STATION_HEAD, city.station),
        officer=a_member(Role.COUNTY_OFFICER, city.county),
        sister_clerk=a_member(Role.STATION_STAFF, city.sister),
    )


def a_request(place: SimpleNamespace, kind: RequestKind = RequestKind.COPY, **more: object) -> Request:
    """Handed in online by the person, who signed in again."""
    given: dict[str, object] = {
        "actor": place.worker,
        "channel": ConsentChannel.ONLINE,
        "identity_check": IdentityCheck.SIGNED_IN_AGAIN,
    }
    if kind is RequestKind.CORRECTION:
        given |= {"item": "手机号", "value": "13900139000"}
    return hand_in(
        person=place.person,
        kind=kind,
        organisation=place.city.station,
        now=NOW,
        **(given | more),  # type: ignore[arg-type]
    )


def in_review(place: SimpleNamespace, kind: RequestKind = RequestKind.COPY, **more: object) -> Request:
    """Taken up by the clerk."""
    return take_up(actor=place.clerk, request=a_request(place, kind, **more), now=NOW)


def proposed(place: SimpleNamespace) -> Request:
    """An erasure that the clerk proposed."""
    return propose_erasure(actor=place.clerk, request=in_review(place, RequestKind.ERASURE), now=NOW)

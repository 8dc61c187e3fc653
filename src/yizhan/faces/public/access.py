"""Who may use which address of this face: everybody, all of it. Stations that are not published are not there."""

from yizhan.faces.components.access import Access, Reach, everybody
from yizhan.floor.accounts.states import Role

_STATION = Access({Role.PUBLIC: Reach.ANY}, subject="published_station")
ACCESS: dict[str, Access] = {
    "public:home": everybody(),
    "public:stations": everybody(),
    "public:map": everybody(),
    "public:station": _STATION,
    "public:poster": _STATION,
    "public:about": everybody(),
    "public:privacy": everybody(),
    "public:help": everybody(),
    "public:type_size": everybody("POST"),
}

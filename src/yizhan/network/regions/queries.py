"""Reading divisions. They are public; communities are scoped by bureau."""

from collections.abc import Iterable

from django.db.models import QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.network.regions.models import Community, Region
from yizhan.network.regions.policy import own_area
from yizhan.network.regions.tables import retired

_STEPS = (2, 4, 6, 9)
_OF_A_NUMBER = (6, 4, 2)


def region(code: str) -> Region:
    """The division with this code, retired ones too. Region.DoesNotExist."""
    return Region.objects.get(code=code)


def children(code: str = "") -> "QuerySet[Region]":
    """The divisions in use directly under this one, by code; the provinces for an empty code."""
    return Region.objects.filter(parent=code or None, valid_until__isnull=True).order_by("code")


def line(code: str) -> str:
    """The names from the province down: 福建省泉州市丰泽区东海街道. "" where the code is not known."""
    return lines((code,)).get(code, "")


def lines(codes: Iterable[str]) -> dict[str, str]:
    """The line of every known code, in at most two queries however many."""
    wanted = set(codes)
    found = _with_ancestors(wanted)
    # A retired code may stand under a city whose code is not its beginning.
    elsewhere = {row.parent_id for row in found.values() if row.parent_id is not None} - set(found)
    if elsewhere:
        found |= _with_ancestors(elsewhere)
    return {code: _joined(code, found) for code in wanted if code in found}


def successors(code: str) -> tuple[str, ...]:
    """The codes that took over from a retired one; none for a code in use or unknown."""
    return next((row.successors for row in retired() if row.code == code), ())


def hint_of(resident_number: str) -> str:
    """Where a number beginning so was issued, under the name of that time: 福建省泉州市晋江县. "" where the tables do not say.

    Only a hint for the clerk: people move, and divisions are renamed. As much as is known of the first six digits.
    """
    digits = resident_number[:6]
    starts = [digits[:step] for step in _OF_A_NUMBER if len(digits) >= step]
    found = lines(starts)
    return next((found[start] for start in starts if start in found), "")


def communities(actor: Actor, *, under: str = "") -> "QuerySet[Community]":
    """The open communities under a code, by street and name: a bureau sees those of its area only, others must name a code."""
    area = own_area(actor)
    found = Community.objects.filter(closed_on__isnull=True).select_related("street").order_by("street_id", "name")
    if area is None:
        return found.filter(street__code__startswith=under) if under else found.none()
    return found.filter(street__code__startswith=area).filter(street__code__startswith=under)


def _with_ancestors(codes: Iterable[str]) -> dict[str, Region]:
    beginnings = {code[:step] for code in codes for step in _STEPS if step <= len(code)}
    return {row.code: row for row in Region.objects.filter(code__in=beginnings)}


def _joined(code: str, found: dict[str, Region]) -> str:
    names: list[str] = []
    at: str | None = code
    while at is not None and at in found:
        names.append(found[at].name)
        at = found[at].parent_id
    return "".join(reversed(names))

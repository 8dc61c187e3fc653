"""Pages of a list by the last row seen, so that the thousandth page costs what the first does and no row is shown twice."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
_SALT = "yizhan.paging"
# The query's name for the place to go on from, and its direction.
AFTER, BEFORE = "after", "before"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows, and the query strings of the neighbouring pages; empty where there is none."""

    rows: list[Row]
    next: str
    previous: str


def page(
    rows: QuerySet[Row], request: HttpRequest, *, order: tuple[str, ...] = ("-created_at", "pk"), size: int = 30
) -> Page[Row]:
    """One page of `rows`, ordered by fields of the model, none of them null, the last one unique.

    A place that is forged, old or of another list is read as the first page.
    """
    place, backwards = _place(request, order)
    fields = [name.removeprefix("-") for name in order]
    down = [name.startswith("-") != backwards for name in order]
    ordered = rows.order_by(*(f"-{field}" if falls else field for field, falls in zip(fields, down, strict=True)))
    if place:
        ordered = ordered.filter(_beyond(fields, down, place))
    found = list(ordered[: size + 1])
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    has_next = bool(shown) and (more if not backwards else True)
    has_previous = bool(shown) and (more if backwards else place is not None)
    return Page(
        shown,
        _link(request, AFTER, order, shown[-1]) if has_next else "",
        _link(request, BEFORE, order, shown[0]) if has_previous else "",
    )


def _beyond(fields: list[str], down: list[bool], place: list[Any]) -> Q:
    """The rows behind the place, in the order of all fields together."""
    condition, same = Q(pk__in=()), Q()
    for field, falls, value in zip(fields, down, place, strict=True):
        condition |= same & Q(**{f"{field}__{'lt' if falls else 'gt'}": value})
        same &= Q(**{field: value})
    return condition


def _place(request: HttpRequest, order: tuple[str, ...]) -> tuple[list[str] | None, bool]:
    for name in (AFTER, BEFORE):
        given = request.GET.get(name)
        if given:
            try:
                kept_order, values = signing.loads(given, salt=_SALT)
            except (signing.BadSignature, ValueError):
                return None, False
            if tuple(kept_order) == order:
                return values, name == BEFORE
    return None, False


def _link(request: HttpRequest, name: str, order: tuple[str, ...], row: Model) -> str:
    values = [_text(row, field.removeprefix("-")) for field in order]
    query = request.GET.copy()
    query.pop(AFTER, None)
    query.pop(BEFORE, None)
    query[name] = signing.dumps((order, values), salt=_SALT)
    return f"?{query.urlencode()}"


def _text(row: Model, field: str) -> str:
    value = getattr(row, field)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)

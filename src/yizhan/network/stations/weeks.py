"""The week of a station as stored."""

from yizhan.network.stations.hours import Span
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import Weekday


def week_of(station: Station) -> dict[Weekday, list[Span]]:
    """The spans of every day of the week that has any. One query, none where they were read with the station."""
    week: dict[Weekday, list[Span]] = {}
    for span in station.opening_spans.all():
        week.setdefault(Weekday(span.weekday), []).append(Span(span.opens, span.closes))
    return week

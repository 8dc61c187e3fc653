"""What the database itself holds an application to: state, dates, number and decision go together."""

from django.db import models
from django.db.models import F, Q

from yizhan.network.recognition.states import DECIDED, ENDED, OPEN, ApplicationKind, ApplicationState, ChangeKind
from yizhan.network.stations.states import StationKind

# Submitted and not ended: there is at most one of a kind.
OPEN_ONE = Q(state__in=OPEN, submitted_at__isnull=False)
_S = ApplicationState
_ACCEPTED = (_S.ACCEPTED, _S.VISIT_SCHEDULED, _S.VISITED, *DECIDED)
_WITHDRAWN = Q(state=_S.WITHDRAWN)


def _when(name: str, states: tuple[ApplicationState, ...]) -> Q:
    """The date is there exactly in these states."""
    there, absent = Q(**{f"{name}__isnull": False}), Q(**{f"{name}__isnull": True})
    return (Q(state__in=states) & there) | (~Q(state__in=states) & absent)


def application_rules() -> list[models.CheckConstraint]:
    """The check constraints of Application."""
    return [*_known(), *_dates(), *_contents()]


def _known() -> list[models.CheckConstraint]:
    markets = ("", StationKind.MARKET, StationKind.STATION)
    return [
        models.CheckConstraint(condition=Q(kind__in=ApplicationKind.values), name="recognition_kind_known"),
        models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="recognition_state_known"),
        models.CheckConstraint(condition=Q(station_kind__in=markets), name="recognition_place_kind_known"),
        models.CheckConstraint(
            condition=Q(kind=ApplicationKind.RECOGNITION) | Q(station__isnull=False),
            name="recognition_station_unless_new",
        ),
        models.CheckConstraint(
            condition=Q(kind=ApplicationKind.CHANGE, change__in=("", *ChangeKind.values)) | Q(change=""),
            name="recognition_only_changes_change",
        ),
        models.CheckConstraint(
            condition=~Q(state=_S.OPENED) | Q(kind=ApplicationKind.RECOGNITION, station__isnull=False),
            name="recognition_only_recognised_open",
        ),
        models.CheckConstraint(
            condition=~Q(state=_S.CARRIED_OUT) | ~Q(kind=ApplicationKind.RECOGNITION),
            name="recognition_others_are_carried_out",
        ),
    ]


def _dates() -> list[models.CheckConstraint]:
    submitted = tuple(state for state in ApplicationState if state not in (_S.DRAFT, _S.WITHDRAWN))
    decided_recognition = Q(kind=ApplicationKind.RECOGNITION, state__in=DECIDED)
    return [
        models.CheckConstraint(
            condition=_when("submitted_at", submitted) | _WITHDRAWN, name="recognition_submitted_when_submitted"
        ),
        models.CheckConstraint(
            condition=Q(submitted_at__isnull=True, serial__isnull=True, year__isnull=True)
            | Q(submitted_at__isnull=False, serial__isnull=False, year__isnull=False, serial__gt=0),
            name="recognition_number_when_submitted",
        ),
        models.CheckConstraint(
            condition=_when("accepted_at", _ACCEPTED) | _WITHDRAWN, name="recognition_accepted_when_accepted"
        ),
        models.CheckConstraint(
            condition=Q(visited_at__isnull=True) & ~Q(state=_S.VISITED) & ~decided_recognition
            | Q(visited_at__isnull=False, accepted_at__isnull=False),
            name="recognition_visited_before_recognised",
        ),
        models.CheckConstraint(
            condition=Q(state__in=DECIDED, decided_at__isnull=False, decision__isnull=False)
            | (~Q(state__in=DECIDED) & Q(decided_at__isnull=True, decision__isnull=True)),
            name="recognition_decided_when_decided",
        ),
        models.CheckConstraint(condition=_when("ended_at", ENDED), name="recognition_ended_when_ended"),
        models.CheckConstraint(
            condition=(Q(submitted_at__isnull=True) | Q(submitted_at__gte=F("created_at")))
            & (Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("submitted_at")))
            & (Q(visited_at__isnull=True) | Q(visited_at__gte=F("accepted_at")))
            & (Q(decided_at__isnull=True) | Q(decided_at__gte=F("accepted_at")))
            & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("created_at"))),
            name="recognition_dates_in_order",
        ),
    ]


def _contents() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(floor_area__isnull=True) | Q(floor_area__gt=0), name="recognition_area_positive"
        ),
        models.CheckConstraint(
            condition=Q(investment_fen__isnull=True) | Q(investment_fen__gte=0),
            name="recognition_investment_not_negative",
        ),
        models.CheckConstraint(
            condition=Q(effective_from__isnull=True)
            | Q(effective_until__isnull=True)
            | Q(effective_until__gte=F("effective_from")),
            name="recognition_term_ends_after_start",
        ),
    ]

"""What runs by the clock."""

from datetime import datetime, time, timedelta

from yizhan.market.imports.models import ImportRow
from yizhan.market.imports.states import ImportState, RowState

KEPT_WAITING = timedelta(days=30)


def forget_payloads(now: datetime) -> None:
    """Deletes what rows say that nobody confirmed or compared again within 30 days: their conflict or wait is over."""
    ImportRow.objects.filter(
        state__in=(RowState.CONFLICT, RowState.WAITING),
        payload__isnull=False,
        batch__created_at__lt=now - KEPT_WAITING,
    ).exclude(batch__state=ImportState.APPLYING).update(state=RowState.DROPPED, payload=None)


PERIODIC = {"forget_payloads": (time(0, 40), forget_payloads)}

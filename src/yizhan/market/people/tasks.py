"""What runs by the clock."""

from datetime import datetime, time, timedelta

from yizhan.market.people.models import HandedIn

# As long as HandedIn.PRIVACY promises.
KEPT = timedelta(days=90)


def forget_forms(now: datetime) -> int:
    """Forgets which forms were handed in more than 90 days ago; nobody sends them again. How many."""
    gone, _ = HandedIn.objects.filter(handed_in_at__lt=now - KEPT).delete()
    return gone


PERIODIC = {"forget_forms": (time(3, 40), forget_forms)}

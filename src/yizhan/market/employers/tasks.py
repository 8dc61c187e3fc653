"""What runs by the clock."""

from datetime import datetime, time

from yizhan.market.employers.actions import expire_due


def expire_listings(now: datetime) -> None:
    """Takes employers off the blacklist whose term is over. Listings count by their days, so a late run changes nothing."""
    expire_due(now=now)


PERIODIC = {"expire_listings": (time(0, 20), expire_listings)}

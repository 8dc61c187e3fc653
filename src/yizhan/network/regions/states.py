"""Levels of the state's divisions, and of the communities below them."""

from django.db.models import TextChoices


class Level(TextChoices):
    """What a division is. The number of digits of its code follows from it."""

    PROVINCE = "province", "省级"
    CITY = "city", "地级"
    COUNTY = "county", "县级"
    STREET = "street", "乡级"


# GB/T 2260 for the first three, GB/T 10114 for the last.
DIGITS: dict[Level, int] = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.STREET: 9}


class CommunityKind(TextChoices):
    """What a community is."""

    COMMUNITY = "community", "社区"
    VILLAGE = "village", "村"

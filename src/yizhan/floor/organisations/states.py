"""Kinds of organisation."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """What an organisation is. Stations of every kind are one here; their files say more."""

    PLATFORM = "platform", "平台"
    CITY_BUREAU = "city_bureau", "市级人社部门"
    COUNTY_BUREAU = "county_bureau", "县（市、区）人社部门"
    OPERATOR = "operator", "运营单位"
    STATION = "station", "驿站"
    EMPLOYER = "employer", "用工主体"


# All but those that anybody registers at a counter.
OFFICIAL = tuple(kind for kind in OrganisationKind if kind is not OrganisationKind.EMPLOYER)

# Under which kind an organisation may stand; None is the top.
PARENTS: dict[OrganisationKind, OrganisationKind | None] = {
    OrganisationKind.PLATFORM: None,
    OrganisationKind.CITY_BUREAU: None,
    OrganisationKind.COUNTY_BUREAU: OrganisationKind.CITY_BUREAU,
    OrganisationKind.STATION: OrganisationKind.COUNTY_BUREAU,
    OrganisationKind.OPERATOR: None,
    OrganisationKind.EMPLOYER: None,
}

"""What is known before an applicant types anything."""

from django.core.exceptions import ObjectDoesNotExist

from yizhan.floor.organisations.models import Organisation
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind
from yizhan.network.regions.models import Region
from yizhan.network.regions.queries import region
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import StationKind


def prefill(application: Application) -> None:
    """Fills in the applicant's name and the county; for a recognition also what the station's file holds. Saves nothing."""
    application.applicant_name = application.applicant.name
    application.county_name = county_name(application.county)
    file = None if application.station is None else file_of(application.station)
    if file is None:
        return
    if file.kind in (StationKind.MARKET, StationKind.STATION):
        application.station_kind = file.kind
    if application.kind != ApplicationKind.RECOGNITION:
        return
    application.station_name = file.sign_name or file.organisation.name
    application.station_address = file.address
    application.floor_area = file.area
    application.uses_platform = file.uses_platform
    application.manager_name = file.manager_name
    application.legal_representative = file.legal_representative
    application.credit_code = file.credit_code
    if file.legal_name:
        application.applicant_name = file.legal_name


def county_name(county: Organisation) -> str:
    """The county's own name, or that of its bureau where the division is not known."""
    try:
        return region(county.region[:6]).name
    except Region.DoesNotExist:
        return county.name[:40]


def file_of(station: Organisation) -> Station | None:
    """The station's file, None where there is none yet."""
    try:
        return station.station
    except ObjectDoesNotExist:
        return None

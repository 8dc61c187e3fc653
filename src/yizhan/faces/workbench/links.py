"""What of other rooms is opened here, and by whom: where notices lead."""

from yizhan.floor.accounts.states import STATION_ROLES

LINKS = {
    "workbench:applications_one": ("recognition.application", STATION_ROLES),
    "workbench:station_file": ("stations.station", STATION_ROLES),
}
